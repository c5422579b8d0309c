"""A catalogue as a value: its entries in order, its maps, its tables, its indexes. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from sitegen.catalogue.blocks import read_blocks
from sitegen.catalogue.drawing import draw
from sitegen.catalogue.entry import make_entry
from sitegen.catalogue.names import Shortener, first_letter, sort_key
from sitegen.catalogue.paper import make_form, paper_parts
from sitegen.catalogue.subjects import BookSubject, Signpost
from sitegen.catalogue.values import (
    BookPaper,
    Chapter,
    Drawing,
    Entry,
    Goal,
    Letter,
    Matrix,
    MatrixRow,
    NameRow,
    RegionIndex,
    RegionRow,
    ServiceIndex,
)
from sitegen.derive import Summary
from sitegen.maps import RegionMap, country_map, province_map
from sitegen.model import Service
from sitegen.pages.edition import Edition
from sitegen.pages.subjects import CentreSubject

MATRIX_WIDTH = 14
"""Services that fit beside each other; more make another table."""

TERMS = 12
"""The citizens' words shown with a service."""

FULL_BOOK = 300
"""Centres in a book that may tell everything of each: a thousand pages would be no book, and take gigabytes to set."""

UPRIGHT, ACROSS, BESIDE = (174.0, 125.0), (261.0, 97.0), (60.0, 32.0)
"""Room for a map, in millimetres: on a page, on one that is turned, beside a region's name."""

WIDE = 1.6
"""How much wider than high a map is that turns its page."""


def make_book(edition: Edition, subject: BookSubject) -> BookPaper:
    t = edition.t
    region = edition.regions.get(subject.scope) if subject.scope else None
    site = edition.plain(edition.site.name)
    subjects = tuple(chain.from_iterable(part.centres for part in subject.parts))
    shortener = Shortener(about.centre.name.values() for about in subjects)
    entries = {
        about.centre.id: make_entry(edition, about, number, shortener) for number, about in enumerate(subjects, start=1)
    }
    title = t("print.book.title_of", site=site, region=region.name) if region else t("print.book.title", site=site)
    given = _given(edition, subjects)
    return BookPaper(
        **paper_parts(edition, subject, "book", title, t("print.book.description", count=len(subjects))),
        scope=region.name if region else None,
        level=edition.level_name(region) if region else None,
        compact=edition.site.catalogue == "compact" or len(subjects) > FULL_BOOK,
        tally=_tally(edition, subject, len(subjects), len(given)),
        drawing=_drawing(edition, subject, subjects, entries),
        chapters=tuple(_chapters(edition, subject, entries)),
        matrices=tuple(_matrices(edition, subjects, entries, given)),
        services=tuple(_service_index(edition, service, subjects) for service in given),
        regions=tuple(_region_index(edition, subject, entries)),
        letters=_letters(edition, subjects, entries, shortener),
        form=make_form(edition),
    )


def _tally(edition: Edition, subject: BookSubject, centres: int, services: int) -> tuple[tuple[str, str], ...]:
    t = edition.t
    counts = {"centres": centres, "regions": len(subject.signposts), "services": services}
    return tuple((t.number(count), t(f"print.tally.{key}", count=count)) for key, count in counts.items() if count)


# Chapters and maps


def _chapters(edition: Edition, subject: BookSubject, entries: Mapping[str, Entry]) -> Iterator[Chapter]:
    for part in subject.parts:
        region = edition.regions.get(part.region_code) if part.region_code else None
        outlines = province_map(edition.data_folder, region.code) if region and subject.scope is None else None
        yield Chapter(
            id=part.region_code or "none",
            title=region.name if region else edition.t("print.book.elsewhere"),
            level=edition.level_name(region) if region else "",
            drawing=_map(edition, outlines, region.name, part.centres, entries, BESIDE)
            if region and outlines and any(about.summary.located for about in part.centres)
            else None,
            entries=tuple(entries[about.centre.id] for about in part.centres),
        )


def _drawing(
    edition: Edition, subject: BookSubject, subjects: Sequence[CentreSubject], entries: Mapping[str, Entry]
) -> Drawing | None:
    """The map at the front: the country, or the region that the book is about."""
    region = edition.regions.get(subject.scope) if subject.scope else None
    outlines = province_map(edition.data_folder, region.code) if region else country_map(edition.data_folder)
    name = region.name if region else edition.plain(edition.site.short_name)
    if outlines is None:
        return None
    room = ACROSS if outlines.width > WIDE * outlines.height else UPRIGHT
    return _map(edition, outlines, name, subjects, entries, room)


def _map(
    edition: Edition,
    outlines: RegionMap,
    name: str,
    subjects: Iterable[CentreSubject],
    entries: Mapping[str, Entry],
    room: tuple[float, float],
) -> Drawing:
    shown = [about for about in subjects if about.summary.located]
    places = [
        (entries[about.centre.id].number, about.summary.latitude, about.summary.longitude, about.summary.exact)
        for about in shown
    ]
    listed = "; ".join(f"{entries[about.centre.id].number} {edition.plain(about.centre.name)}" for about in shown)
    t = edition.t
    return draw(
        outlines,
        places,
        room=room,
        alt=t("print.map.alt", name=name, centres=listed or t("print.map.none")),
        caption=t("print.map.caption"),
    )


# Services


def _given(edition: Edition, subjects: Iterable[CentreSubject]) -> tuple[Service, ...]:
    """The services that some centre of the book gives, in the order of the network's own list; all of them where
    the network is the book's scope and none is told."""
    told = {offered.id for about in subjects for offered in about.centre.services}
    return tuple(service for service in edition.shared.services if service.id in told)


def _matrices(
    edition: Edition,
    subjects: Sequence[CentreSubject],
    entries: Mapping[str, Entry],
    services: Sequence[Service],
) -> Iterator[Matrix]:
    told = [(about.centre.id, {offered.id for offered in about.centre.services}) for about in subjects]
    for start in range(0, len(services), MATRIX_WIDTH):
        shown = services[start : start + MATRIX_WIDTH]
        yield Matrix(
            services=tuple(edition.plain(service.name) for service in shown),
            rows=tuple(
                MatrixRow(
                    id=id,
                    number=entries[id].number,
                    name=entries[id].name.text,
                    given=tuple(service.id in given for service in shown),
                )
                for id, given in told
            ),
        )


def _service_index(edition: Edition, service: Service, subjects: Iterable[CentreSubject]) -> ServiceIndex:
    rich = edition.rich(service.description)
    return ServiceIndex(
        id=service.id,
        name=edition.plain(service.name),
        description=read_blocks(rich.html) if rich else (),
        terms=service.terms[:TERMS],
        centres=tuple(
            about.centre.id for about in subjects if any(offered.id == service.id for offered in about.centre.services)
        ),
    )


# Where to go


def _region_index(edition: Edition, subject: BookSubject, entries: Mapping[str, Entry]) -> Iterator[RegionIndex]:
    groups = defaultdict[str, list[RegionRow]](list)
    for sign in subject.signposts:
        lineage = edition.paged_lineage(sign.region_code)
        region = lineage[0]
        above = lineage[1].name if len(lineage) > 1 else ""
        groups[above].append(RegionRow(id=region.code, name=region.name, goals=tuple(_goals(edition, sign, entries))))
    for name, rows in groups.items():
        yield RegionIndex(name=name, rows=tuple(rows))


def _goals(edition: Edition, sign: Signpost, entries: Mapping[str, Entry]) -> Iterator[Goal]:
    t = edition.t
    for summary in sign.here:
        yield _goal(edition, summary, "here", "", entries)
    for summary in sign.serving:
        yield _goal(edition, summary, "serving", t("print.goal.serving"), entries)
    if sign.near:
        distance = t.distance(sign.near.distance_km, about=True)
        how = t("print.goal.other_island", distance=distance) if sign.near.other_island else distance
        yield _goal(edition, sign.near.centre, "near", how, entries)


def _goal(edition: Edition, summary: Summary, kind: str, how: str, entries: Mapping[str, Entry]) -> Goal:
    inside = summary.id in entries
    return Goal(
        id=summary.id if inside else None,
        how=how,
        kind=kind,
        name=entries[summary.id].short if inside else edition.plain(summary.name),
        place=None if inside else edition.place(summary.region_code),
    )


# Names


def _letters(
    edition: Edition, subjects: Iterable[CentreSubject], entries: Mapping[str, Entry], shortener: Shortener
) -> tuple[Letter, ...]:
    """Every name a centre has or had, under its first letter."""
    rows = []
    for about in subjects:
        entry = entries[about.centre.id]
        names = dict.fromkeys((entry.name.text, *about.centre.name.values(), *entry.also))
        for name in names:
            rest, key = shortener.split(name)
            see = entry.name.text if name != entry.name.text else None
            rows.append(NameRow(id=entry.id, key=key, rest=rest, see=see))
    groups = defaultdict[str, list[NameRow]](list)
    for row in sorted(rows, key=lambda row: (sort_key(row.key), row.rest, row.id)):
        groups[first_letter(row.key)].append(row)
    return tuple(Letter(letter=letter, rows=tuple(groups[letter])) for letter in sorted(groups, key=_letter_order))


def _letter_order(letter: str) -> tuple[bool, str]:
    return letter == "#", letter
