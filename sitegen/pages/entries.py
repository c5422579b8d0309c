"""Pages of services, partners and programmes: what each is, and the centres behind it."""

from collections.abc import Iterable

from sitegen.model import Partner, Programme, Service
from sitegen.pages.edition import Edition, relative
from sitegen.pages.lists import listing, sheet_alternates, sheet_title
from sitegen.pages.sources import source_entries
from sitegen.pages.subjects import (
    PartnersSubject,
    PartnerSubject,
    ProgrammesSubject,
    ProgrammeSubject,
    ServicesSubject,
    ServiceSubject,
    Sheet,
    Tally,
)
from sitegen.pages.values import (
    Card,
    CardGroup,
    CardsPage,
    EntryPage,
    Head,
    ServiceCard,
    ServicePage,
    ServicesPage,
)

CARD_TERMS = 5
"""The citizens' words shown with a service in a list."""


def services_page(edition: Edition, subject: ServicesSubject) -> ServicesPage:
    head = _index_head(edition, "services")
    return ServicesPage(head=head, services=service_cards(edition, head.path, subject.services))


def service_cards(edition: Edition, path: str, tallies: Iterable[Tally]) -> tuple[ServiceCard, ...]:
    found = ((edition.services[tally.id], tally.count) for tally in tallies)
    return tuple(
        ServiceCard(
            name=edition.words(service.name),
            href=relative(path, edition.path("services", service.id)),
            terms=service.terms[:CARD_TERMS],
            count=count,
        )
        for service, count in found
    )


def service_page(edition: Edition, subject: ServiceSubject) -> ServicePage:
    service, sheet = edition.services[subject.id], subject.sheet
    return ServicePage(
        head=_entry_head(edition, "services", service, sheet),
        name=edition.words(service.name),
        description=edition.rich(service.description),
        includes=tuple(edition.words(part) for part in service.includes),
        terms=service.terms,
        sources=source_entries(edition, service.sources),
        listing=listing(edition, "services", service.id, sheet),
        first=sheet.number == 1,
    )


def partners_page(edition: Edition, subject: PartnersSubject) -> CardsPage:
    head = _index_head(edition, "partners")
    kinds = dict.fromkeys(edition.partners[tally.id].kind for tally in subject.partners)
    return CardsPage(
        head=head,
        groups=tuple(
            CardGroup(
                name=edition.t(f"partner_kind.{kind}"),
                cards=tuple(
                    _card(edition, head.path, "partners", partner, tally.count)
                    for tally in subject.partners
                    if (partner := edition.partners[tally.id]).kind == kind
                ),
            )
            for kind in kinds
        ),
    )


def partner_page(edition: Edition, subject: PartnerSubject) -> EntryPage:
    partner, sheet = edition.partners[subject.id], subject.sheet
    return EntryPage(
        head=_entry_head(edition, "partners", partner, sheet),
        name=edition.words(partner.name),
        kind=edition.t(f"partner_kind.{partner.kind}"),
        description=edition.rich(partner.description),
        year=None,
        website=partner.website,
        sources=source_entries(edition, partner.sources),
        listing=listing(edition, "partners", partner.id, sheet),
        first=sheet.number == 1,
    )


def programmes_page(edition: Edition, subject: ProgrammesSubject) -> CardsPage:
    head = _index_head(edition, "programmes")
    cards = (
        _card(edition, head.path, "programmes", edition.programmes[tally.id], tally.count)
        for tally in subject.programmes
    )
    return CardsPage(head=head, groups=(CardGroup(name=None, cards=tuple(cards)),))


def programme_page(edition: Edition, subject: ProgrammeSubject) -> EntryPage:
    programme, sheet = edition.programmes[subject.id], subject.sheet
    return EntryPage(
        head=_entry_head(edition, "programmes", programme, sheet),
        name=edition.words(programme.name),
        kind=edition.t("programme.kind"),
        description=edition.rich(programme.description),
        year=programme.year,
        website=programme.website,
        sources=source_entries(edition, programme.sources),
        listing=listing(edition, "programmes", programme.id, sheet),
        first=sheet.number == 1,
    )


def _card(edition: Edition, path: str, part: str, entry: Partner | Programme, count: int) -> Card:
    year = entry.year if isinstance(entry, Programme) else None
    return Card(
        name=edition.words(entry.name),
        href=relative(path, edition.path(part, entry.id)),
        note=str(year) if year else None,
        count=count,
    )


def _index_head(edition: Edition, part: str) -> Head:
    return edition.head(
        edition.path(part, "index"),
        edition.t(f"{part}.title"),
        edition.t(f"{part}.description"),
        section=part,
        others={language: edition.path(part, "index", language=language) for language in edition.other_languages},
    )


def _entry_head(edition: Edition, part: str, entry: Service | Partner | Programme, sheet: Sheet) -> Head:
    name = edition.plain(entry.name)
    return edition.head(
        edition.path(part, entry.id, number=sheet.number),
        sheet_title(edition, name, sheet),
        edition.t(f"{part}.entry_description", name=name, count=sheet.total),
        section=part,
        trail=((edition.t(f"nav.{part}"), edition.path(part, "index")),),
        others=sheet_alternates(edition, part, entry.id, sheet),
    )
