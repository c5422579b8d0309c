"""One centre as it is printed, made from its page: paper and screen say the same in the same words."""

from collections.abc import Iterable
from datetime import date

from sitegen.catalogue.blocks import Block, read_blocks
from sitegen.catalogue.names import Shortener
from sitegen.catalogue.qr import qr_path
from sitegen.catalogue.values import (
    Entry,
    Fact,
    Freshness,
    Hours,
    Listed,
    Noted,
    Reach,
    Service,
    Status,
)
from sitegen.model import Centre
from sitegen.pages.centre import centre_page
from sitegen.pages.edition import Edition
from sitegen.pages.subjects import CentreSubject
from sitegen.pages.values import CentrePage, ContactEntry, Rich, Words

LONG = 1800
"""Characters of an entry above which it may go over a page's end; shorter ones stand on one page."""


def make_entry(edition: Edition, subject: CentreSubject, number: int, shortener: Shortener | None = None) -> Entry:
    page, centre = centre_page(edition, subject), subject.centre
    url = edition.url(page.head.path)
    services = tuple(
        Service(
            id=offered.id,
            name=shown.link.text,
            description=_blocks(shown.description),
            details=_details(
                edition,
                for_whom=shown.eligibility,
                bring=_joined(edition, shown.required_documents),
                cost=shown.cost,
                apply=shown.how_to_apply,
            ),
            days=shown.days,
        )
        for offered, shown in zip(centre.services, page.services, strict=True)
    )
    description = _blocks(page.description)
    return Entry(
        id=centre.id,
        number=number,
        name=page.name,
        short=shortener.short(page.name.text) if shortener else page.name.text,
        also=page.alternate_names,
        place=edition.place(centre.location.region_code),
        status=_status(page),
        address=page.address,
        landmark=page.landmark,
        accuracy=None if page.point.exact else page.point.accuracy,
        wheelchair=page.wheelchair,
        contacts=tuple(reach for contact in page.contacts for reach in _reaches(edition, contact)),
        hours=_hours(edition, page, centre),
        services=services,
        description=description,
        description_language=page.description.language if page.description else None,
        facts=_facts(edition, page),
        lists=_lists(edition, page),
        unknown=_unknown(edition, centre),
        notes=tuple(note for block in page.provenance.values() for note in block.notes),
        freshness=_freshness(edition, centre),
        long=_length(description) + sum(180 + _length(service.description) for service in services) > LONG,
        url=url,
        shown_url=bare(url),
        qr=qr(url),
    )


def qr(address: str) -> str:
    """A QR code as the JSON of a template has it: modules along one side, a blank, path data."""
    size, path = qr_path(address)
    return f"{size} {path}"


def bare(address: str) -> str:
    """A web address as people type it."""
    return address.split("://", 1)[-1].removeprefix("www.").rstrip("/")


def _blocks(rich: Rich | None) -> tuple[Block, ...]:
    return read_blocks(rich.html) if rich else ()


def _length(blocks: Iterable[Block]) -> int:
    return sum(
        sum(len(run.text) for run in block.runs) + sum(_length(item) for item in block.items) for block in blocks
    )


def _status(page: CentrePage) -> Status | None:
    if page.status is None:
        return None
    mark = page.status
    return Status(
        kind=mark.kind,
        label=mark.label,
        text=mark.text,
        until=mark.until,
        successor=mark.successor.text if mark.successor else None,
    )


def _reaches(edition: Edition, contact: ContactEntry) -> Iterable[Reach]:
    links = (
        ("whatsapp", contact.whatsapp),
        ("phone", contact.phone),
        ("email", contact.email),
        ("website", contact.website),
    )
    for kind, link in links:
        if link:
            label = edition.t(f"print.contact.{kind}")
            yield Reach(kind=kind, label=label, text=link.text, href=link.href, note=contact.label)


def _hours(edition: Edition, page: CentrePage, centre: Centre) -> Hours | None:
    table, told = page.hours, centre.opening_hours
    if table is None or told is None:
        return None
    newest = max((word.date for word in centre.assured), default=date.min)
    last_days = (special.last for special in sorted(told.exceptions, key=lambda special: special.first))
    return Hours(
        days=table.days,
        zone=table.zone,
        seasons=tuple(
            season for season, plain in zip(table.seasons, told.seasons, strict=True) if plain.last >= newest
        ),
        exceptions=tuple(special for special, last in zip(table.exceptions, last_days, strict=True) if last >= newest),
        rule=table.holidays_rule,
    )


def _details(edition: Edition, **told: Words | None) -> tuple[Fact, ...]:
    return tuple(
        Fact(label=edition.t(f"print.service.{key}"), words=words) for key, words in told.items() if words is not None
    )


def _joined(edition: Edition, words: tuple[Words, ...]) -> Words | None:
    """Several words as one; what is in another language is marked only where all of it is."""
    if not words:
        return None
    languages = {word.language for word in words}
    return Words(text=", ".join(word.text for word in words), language=languages.pop() if len(languages) == 1 else None)


def _facts(edition: Edition, page: CentrePage) -> tuple[Fact, ...]:
    def fact(key: str, words: Words | None, note: Words | None = None) -> Fact | None:
        return Fact(label=edition.t(f"print.fact.{key}"), words=words, note=note) if words else None

    legal = page.legal_status
    return tuple(
        filter(
            None,
            (
                fact("operator", page.operator),
                fact("legal_status", legal.name if legal else None),
                fact("established", _year(page.established)),
                fact("revitalised", _year(page.revitalised)),
                fact("serves", _plain(", ".join(link.text for link in page.serves))),
            ),
        )
    )


def _year(year: int | None) -> Words | None:
    return Words(text=str(year)) if year else None


def _plain(text: str) -> Words | None:
    return Words(text=text) if text else None


def _lists(edition: Edition, page: CentrePage) -> tuple[Listed, ...]:
    lists = {
        "consultants": (
            Noted(name=Words(text=person.name), note=", ".join(field.text for field in person.fields) or None)
            for person in page.consultants
        ),
        "partners": (
            Noted(name=partner.name, note=partner.note.text if partner.note else None) for partner in page.partners
        ),
        "facilities": (Noted(name=facility.name) for facility in page.facilities),
        "commodities": (Noted(name=commodity) for commodity in page.commodities),
        "programmes": (Noted(name=programme.name) for programme in page.programmes),
        "awards": (
            Noted(name=award.name, note=", ".join(filter(None, (award.year, award.detail, award.recipient))) or None)
            for award in page.awards
        ),
        "events": (Noted(name=event.name, note=event.when) for event in page.events),
    }
    made = (Listed(label=edition.t(f"print.list.{key}"), names=tuple(names)) for key, names in lists.items())
    return tuple(listed for listed in made if listed.names)


def _unknown(edition: Edition, centre: Centre) -> tuple[str, ...]:
    """What a visitor would want to know and nobody has told."""
    if centre.status == "closed":
        return ()
    reachable = any(contact.phone or contact.whatsapp or contact.email for contact in centre.contacts)
    missing = {
        "hours": centre.opening_hours is None,
        "contacts": not reachable,
        "address": centre.location.street_address is None,
        "services": not centre.services,
    }
    return tuple(edition.t(f"print.unknown.{key}") for key, absent in missing.items() if absent)


def _freshness(edition: Edition, centre: Centre) -> Freshness:
    t = edition.t
    if centre.assured:
        newest = max(centre.assured, key=lambda word: word.date)
        key = "print.fresh.assured_by" if newest.by else "print.fresh.assured"
        return Freshness(kind="assured", text=t(key, date=t.date(newest.date), by=newest.by))
    dates = [source.date for source in centre.sources if source.date]
    if dates:
        text = t("print.fresh.gathered_dated", count=len(centre.sources), date=t.partial_date(max(dates)))
    elif centre.sources:
        text = t("print.fresh.gathered", count=len(centre.sources))
    else:
        text = t("print.fresh.nothing")
    return Freshness(kind="gathered", text=text)
