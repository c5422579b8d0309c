"""The page of one centre: everything known of it, in the order a citizen needs it, and how sure it is."""

from urllib.parse import quote

import msgspec

from sitegen.encode import json_in_html
from sitegen.model import Assurance, Award, Centre, Contact, Event, OfferedService, Photo, Source
from sitegen.pages.edition import Edition, relative
from sitegen.pages.hours import calendar_path, hours_estimate, hours_table, service_hours, week_days, zone_of
from sitegen.pages.lists import near_items
from sitegen.pages.notices import notice_entries, notices_of
from sitegen.pages.papers import centre_papers, has_papers, qr_image_path
from sitegen.pages.reports import mistake_link
from sitegen.pages.sources import source_entries
from sitegen.pages.structured import centre_json_ld
from sitegen.pages.subjects import CentreSubject, PhotoSize
from sitegen.pages.values import (
    AwardEntry,
    CentrePage,
    ConsultantEntry,
    ContactEntry,
    EventEntry,
    Link,
    MapPoint,
    Named,
    Picture,
    Provenance,
    ServiceEntry,
    StatusMark,
    Words,
)
from sitegen.regions import Region

BLOCKS = {
    "location": ("location",),
    "contacts": ("contacts",),
    "opening_hours": ("opening_hours",),
    "services": ("services",),
    "consultants": ("consultants",),
    "partners": ("partners",),
    "facilities": ("facilities",),
    "commodities": ("commodities",),
    "programmes": ("programmes",),
    "awards": ("awards",),
    "events": ("events",),
    "photos": ("photos",),
    "description": ("description", "name", "alternate_names"),
    "institution": ("operator", "legal_status", "established", "revitalised", "serves"),
    "status": ("status", "status_until", "status_note", "successor"),
}
"""The blocks of the page and the fields of the centre's file that each one shows."""

ALWAYS_SHOWN = frozenset({"location", "status"})


def centre_page(edition: Edition, subject: CentreSubject) -> CentrePage:
    centre, t = subject.centre, edition.t
    path = edition.path("centres", centre.id)
    lineage = edition.paged_lineage(centre.location.region_code)
    place = edition.place(centre.location.region_code)
    name = edition.plain(centre.name)
    notices = notices_of(edition, centre)
    calendar = calendar_path(edition, centre, notices)
    return CentrePage(
        head=edition.head(
            path,
            name,
            t("centre.description", name=name, place=place),
            section="centres",
            trail=_trail(edition, lineage),
            others={
                language: edition.path("centres", centre.id, language=language) for language in edition.other_languages
            },
            json_ld=json_in_html(centre_json_ld(edition, subject)),
        ),
        name=edition.words(centre.name),
        alternate_names=centre.alternate_names,
        place=tuple(Link(text=region.name, href=relative(path, edition.region_path(region))) for region in lineage),
        status=_status(edition, path, subject),
        operator=edition.maybe(centre.operator),
        legal_status=_legal_status(edition, centre),
        established=centre.established,
        revitalised=centre.revitalised,
        description=edition.rich(centre.description),
        address=_address(edition, centre),
        landmark=edition.maybe(centre.location.landmark),
        point=_point(edition, subject, name),
        wheelchair=t(f"wheelchair.{centre.location.wheelchair}") if centre.location.wheelchair else None,
        wheelchair_kind=centre.location.wheelchair,
        hours=hours_table(edition, centre, notices),
        estimate=hours_estimate(edition, centre),
        service_hours=service_hours(edition, centre, notices),
        contacts=tuple(_contact(edition, contact, name) for contact in centre.contacts),
        services=tuple(_service(edition, path, offered) for offered in centre.services),
        consultants=tuple(
            ConsultantEntry(
                name=consultant.name,
                fields=tuple(_service_link(edition, path, field) for field in consultant.fields),
            )
            for consultant in centre.consultants
        ),
        partners=_partners(edition, path, centre),
        facilities=_facilities(edition, centre),
        commodities=tuple(edition.words(commodity) for commodity in centre.commodities),
        programmes=_programmes(edition, path, centre),
        awards=tuple(_award(edition, award) for award in centre.awards),
        events=tuple(_event(edition, event) for event in centre.events),
        photos=tuple(
            _picture(edition, path, photo, sizes) for photo, sizes in zip(centre.photos, subject.photos, strict=True)
        ),
        notices=notice_entries(edition, notices, zone_of(edition, centre)),
        serves=_serves(edition, path, centre),
        nearest=near_items(edition, path, subject.near),
        sources=source_entries(edition, centre.sources),
        provenance={block: _provenance(edition, centre, name, block, fields) for block, fields in BLOCKS.items()},
        remarks=_remarks(edition, centre),
        edit=f"{relative(path, edition.path('edit', 'index'))}?id={centre.id}",
        freshness=edition.freshness if centre.assured else None,
        zone=zone_of(edition, centre),
        calendar=relative(path, calendar) if calendar else None,
        report=mistake_link(edition, name),
        papers=centre_papers(edition, path, centre),
        qr=relative(path, qr_image_path(edition, centre.id)) if has_papers(edition, centre) else None,
    )


def _trail(edition: Edition, lineage: tuple[Region, ...]) -> tuple[tuple[str, str], ...]:
    regions = ((region.name, edition.region_path(region)) for region in reversed(lineage))
    return ((edition.t("nav.centres"), edition.path("centres", "index")), *regions)


def _status(edition: Edition, path: str, subject: CentreSubject) -> StatusMark | None:
    centre, successor = subject.centre, subject.successor
    if centre.status == "active":
        return None
    return StatusMark(
        kind=centre.status,
        label=edition.t(f"status.{centre.status}"),
        text=edition.maybe(centre.status_note),
        until=edition.t.date(centre.status_until) if centre.status_until else None,
        successor=Link(
            text=edition.plain(successor.name),
            href=relative(path, edition.path("centres", successor.id)),
        )
        if successor
        else None,
    )


def _legal_status(edition: Edition, centre: Centre) -> Named | None:
    status = edition.legal_statuses.get(centre.legal_status or "")
    return Named(name=edition.words(status.name), note=edition.maybe(status.description)) if status else None


def _address(edition: Edition, centre: Centre) -> tuple[str, ...]:
    """Street, then the regions from the smallest to the largest, the postal code last."""
    location = centre.location
    names = [region.name for region in edition.regions.lineage(location.region_code)]
    if location.postal_code:
        names[-1] = f"{names[-1]} {location.postal_code}"
    return tuple(filter(None, (location.street_address, ", ".join(names))))


def _point(edition: Edition, subject: CentreSubject, name: str) -> MapPoint:
    summary, accuracy = subject.summary, subject.centre.location.accuracy
    region = edition.regions.get(summary.region_code)
    typed = subject.centre.location.latitude is not None
    words = (
        edition.t(f"location.accuracy.{accuracy or 'building'}")
        if typed
        else edition.t("location.accuracy.reference", region=region.name if region else "")
    )
    latitude, longitude = f"{summary.latitude:.5f}", f"{summary.longitude:.5f}"
    return MapPoint(
        latitude=latitude,
        longitude=longitude,
        accuracy=words,
        exact=summary.exact,
        geo_uri=f"geo:{latitude},{longitude}?q={latitude},{longitude}({quote(name)})",
        directions=_directions(edition, latitude, longitude) if summary.exact else (),
    )


def _directions(edition: Edition, latitude: str, longitude: str) -> tuple[Link, ...]:
    return (
        Link(
            text=edition.t("directions.google"),
            href=f"https://www.google.com/maps/dir/?api=1&destination={latitude},{longitude}",
        ),
        Link(
            text=edition.t("directions.osm"),
            href=f"https://www.openstreetmap.org/?mlat={latitude}&mlon={longitude}#map=17/{latitude}/{longitude}",
        ),
    )


def _contact(edition: Edition, contact: Contact, name: str) -> ContactEntry:
    question = quote(edition.t("contact.question", name=name))
    return ContactEntry(
        label=edition.maybe(contact.label),
        whatsapp=Link(
            text=contact.whatsapp or "", href=f"https://wa.me/{contact.whatsapp_e164.lstrip('+')}?text={question}"
        )
        if contact.whatsapp_e164
        else None,
        phone=Link(text=contact.phone or "", href=f"tel:{contact.phone_e164}") if contact.phone_e164 else None,
        email=Link(text=contact.email, href=f"mailto:{contact.email}") if contact.email else None,
        website=Link(text=_bare(contact.website), href=contact.website) if contact.website else None,
    )


def _bare(address: str) -> str:
    """A web address as people say it."""
    return address.split("://", 1)[-1].removeprefix("www.").rstrip("/")


def _service_link(edition: Edition, path: str, id: str) -> Link:
    service = edition.services[id]
    return Link(text=edition.plain(service.name), href=relative(path, edition.path("services", id)))


def _service(edition: Edition, path: str, offered: OfferedService) -> ServiceEntry:
    return ServiceEntry(
        link=_service_link(edition, path, offered.id),
        description=edition.rich(offered.description),
        eligibility=edition.maybe(offered.eligibility),
        required_documents=tuple(edition.words(document) for document in offered.required_documents),
        cost=edition.maybe(offered.cost),
        how_to_apply=edition.maybe(offered.how_to_apply),
        days=week_days(edition, offered.weekly) if offered.weekly else (),
        week=msgspec.json.encode(offered.weekly).decode() if offered.weekly else "",
    )


def _partners(edition: Edition, path: str, centre: Centre) -> tuple[Named, ...]:
    found = []
    for link in centre.partners:
        if link.id:
            name, href = edition.partners[link.id].name, relative(path, edition.path("partners", link.id))
            found.append(Named(name=edition.words(name), href=href, note=edition.maybe(link.role)))
        elif link.name:
            found.append(Named(name=edition.words(link.name), note=edition.maybe(link.role)))
    return tuple(found)


def _facilities(edition: Edition, centre: Centre) -> tuple[Named, ...]:
    names = (edition.facilities[link.id].name if link.id else link.name for link in centre.facilities)
    return tuple(Named(name=edition.words(name)) for name in names if name)


def _programmes(edition: Edition, path: str, centre: Centre) -> tuple[Named, ...]:
    return tuple(
        Named(
            name=edition.words(edition.programmes[id].name),
            href=relative(path, edition.path("programmes", id)),
        )
        for id in centre.programmes
    )


def _award(edition: Edition, award: Award) -> AwardEntry:
    parts = [
        edition.t("award.rank", rank=award.rank) if award.rank else None,
        edition.plain(award.category) if award.category else None,
    ]
    return AwardEntry(
        name=edition.words(award.name),
        detail=", ".join(filter(None, parts)) or None,
        year=str(award.year) if award.year else None,
        recipient=award.recipient,
    )


def _event(edition: Edition, event: Event) -> EventEntry:
    clock = edition.t("hours.clock")
    when = f"{edition.t.date(event.start.date())}, {event.start.strftime(clock)}"
    if event.end and event.end.date() == event.start.date():
        when += f"–{event.end.strftime(clock)}"
    elif event.end:
        when += f" – {edition.t.date(event.end.date())}, {event.end.strftime(clock)}"
    return EventEntry(
        name=edition.words(event.name),
        when=when,
        start=event.start.isoformat(timespec="minutes"),
        end=event.end.isoformat(timespec="minutes") if event.end else None,
        register=event.register,
    )


def _picture(edition: Edition, path: str, photo: Photo, sizes: tuple[PhotoSize, ...]) -> Picture:
    largest = sizes[-1]
    return Picture(
        href=relative(path, largest.path),
        srcset=", ".join(f"{relative(path, size.path)} {size.width}w" for size in sizes),
        alt=edition.words(photo.alt),
        width=largest.width,
        height=largest.height,
        credit=photo.credit,
    )


def _serves(edition: Edition, path: str, centre: Centre) -> tuple[Link, ...]:
    """Its catchment; a region without a page leads to the page of the one that holds it."""
    found = []
    for code in centre.serves:
        region, pages = edition.regions.get(code), edition.paged_lineage(code)
        if region and pages:
            found.append(Link(text=region.name, href=relative(path, edition.region_path(pages[0]))))
    return tuple(found)


def _provenance(edition: Edition, centre: Centre, name: str, block: str, fields: tuple[str, ...]) -> Provenance:
    assured = max(
        (word for word in centre.assured if word.about in (*fields, "all")),
        key=lambda word: word.date,
        default=None,
    )
    return Provenance(
        assured=_assured(edition, assured) if assured else None,
        assured_date=assured.date.isoformat() if assured else None,
        sources=tuple(number for number, source in enumerate(centre.sources, start=1) if _supports(source, fields)),
        notes=tuple(edition.words(note.text) for note in centre.notes if note.about in fields),
        report=mistake_link(edition, name, block),
    )


def _remarks(edition: Edition, centre: Centre) -> tuple[Words, ...]:
    """The notes about blocks that have nothing else to show: they must stand somewhere."""
    hidden = {
        field
        for block, fields in BLOCKS.items()
        if block not in ALWAYS_SHOWN and not _has(centre, block, fields)
        for field in fields
    }
    return tuple(edition.words(note.text) for note in centre.notes if note.about in hidden)


def _has(centre: Centre, block: str, fields: tuple[str, ...]) -> bool:
    """Whether a block has anything to show: its own field, or any of its fields where it is named after none."""
    return any(getattr(centre, field) for field in ((block,) if block in fields else fields))


def _supports(source: Source, fields: tuple[str, ...]) -> bool:
    return any(field in fields for field in source.supports)


def _assured(edition: Edition, assured: Assurance) -> str:
    """ "Dipastikan 1 November 2026 oleh Kepala UPTD, lewat telepon"."""
    key = "provenance.assured" + ("_by" if assured.by else "") + ("_how" if assured.how else "")
    how = edition.t(f"assurance_way.{assured.how}") if assured.how else ""
    return edition.t(key, date=edition.t.date(assured.date), by=assured.by, how=how)
