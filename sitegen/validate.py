"""From a network's folder to checked records: every problem, each with a place.

A centre's file is read by a pure function of its path, its bytes and a `Context`, so that the result can be kept and
the work shared out. What needs other files is checked from the `Mark`s that reading leaves behind; it opens nothing
again.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta, timezone
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import msgspec

from sitegen import cross_checks
from sitegen.boundaries import TOLERANCE_KM, is_disputed, outside_km
from sitegen.cross_checks import Marked, Marks, by_kind, file_id
from sitegen.holiday_calendar import missing_years
from sitegen.hours import Notice
from sitegen.load import ContentFolder, read_front_matter, read_yaml
from sitegen.model import (
    Centre,
    ContentPage,
    Facility,
    HolidayYear,
    Network,
    Partner,
    Programme,
    Service,
    Site,
)
from sitegen.nodes import Mapping, Node, Scalar
from sitegen.nodes import Sequence as NodeSequence
from sitegen.problems import Place, Problem
from sitegen.regions import Regions, load_regions
from sitegen.schema import fields
from sitegen.schema.formats import ID, RESERVED_ADDRESSES, slug
from sitegen.schema.reading import Context, Mark, Reading
from sitegen.schema.shapes import ListOf, RecordOf, check_links, closest
from sitegen.yaml_rest import check_rest

CENTRES, NOTICES, HOLIDAYS, PAGES, PHOTOS = (
    f"content/{name}" for name in ("centres", "notices", "holidays", "pages", "photos")
)
EXACT_ACCURACIES = frozenset({None, "building", "street"})
"""How exact a point has to be for two centres on one spot to be a mistake."""


class Checked(msgspec.Struct, frozen=True, array_like=True):
    """What one centre's file gave."""

    path: str
    centre: Centre | None  # None: not enough of it could be read
    problems: tuple[Problem, ...]  # of this file alone
    marks: tuple[Mark, ...]  # what is to be checked beside other files


Holders = dict[tuple[str, str], list[tuple[str, Mark]]]
"""By kind and value of what two centres can't share: the files that have it, and where."""

ReadCentres = Callable[[ContentFolder, Sequence[str], Context], Iterable[Checked]]
"""How the files of centres are read: one after the other, or on every core, or from what is known already."""


def read_centres(folder: ContentFolder, paths: Sequence[str], context: Context) -> Iterable[Checked]:
    """One file after the other."""
    return (read_centre_file(folder, path, context) for path in paths)


def read_centre_file(folder: ContentFolder, path: str, context: Context) -> Checked:
    problems: list[Problem] = []
    data = folder.read(path, problems)
    return read_centre(path, data, context) if data is not None else Checked(path, None, tuple(problems), ())


def read_centre(path: str, data: bytes, context: Context) -> Checked:
    """One centre's file: a pure function, but for the tables of regions and boundaries, which `context` names."""
    reading = Reading(path, context, data)
    centre: Centre | None = _read_whole(path, data, fields.CENTRE, reading)[1]
    if centre is not None and context.data_folder is not None:
        check_place(centre, reading, _folder(context.data_folder))
    return Checked(path, centre, tuple(reading.problems), tuple(reading.marks))


def make_context(site: Site, data_folder: Path | None) -> Context:
    """The settings that decide how centres' files are read."""
    return Context(
        languages=site.languages,
        phone_country=site.phone_country,
        legal_statuses=tuple(status.id for status in site.legal_statuses),
        data_folder=None if data_folder is None else str(data_folder),
    )


# --- one centre beside the tables of regions ---

known_regions = cache(load_regions)
"""The table of regions, read once: nobody edits it while the program runs."""

_folder = cache(Path)
"""One object for all files: by another one of the same folder, what is kept of it would be found less quickly."""


def check_place(centre: Centre, reading: Reading, data_folder: Path) -> None:
    """Its regions are in the table, and its point is in its region."""
    regions = known_regions(data_folder)
    for mark in reading.marks:
        if mark.kind == "region" and mark.value not in regions:
            reading.problems.append(unknown_region(mark, reading.path, regions))
    at = next((mark for mark in reading.marks if mark.kind == "point"), None)
    region = regions.get(centre.location.region_code)
    latitude, longitude = centre.location.latitude, centre.location.longitude
    if at is None or region is None or latitude is None or longitude is None:
        return
    distance_km = outside_km(data_folder, region.code, latitude, longitude)
    if distance_km is None or distance_km <= TOLERANCE_KM:
        return
    values = {
        "code": region.code,
        "region": region.name,
        "distance": str(max(2, round(distance_km))),
        "typed": at.value,
    }
    if abs(longitude) <= 90 and outside_km(data_folder, region.code, longitude, latitude) == 0:
        swapped = {"latitude": f"{longitude}", "longitude": f"{latitude}"}
        reading.problems.append(_problem_at("coordinates-swapped", reading.path, at, **swapped, typed=str(latitude)))
    elif is_disputed(data_folder, region.code):
        reading.problems.append(_problem_at("outside-disputed", reading.path, at, severity="warning", **values))
    else:
        reading.problems.append(_problem_at("outside-region", reading.path, at, **values))


def unknown_region(mark: Mark, path: str, regions: Regions) -> Problem:
    guess = regions.guess(mark.value)
    region = regions.get(guess) if guess else None
    # That the region above exists is no help to somebody who mistyped the last part.
    meant = region is not None and not mark.value.replace(".", "")[:-1].startswith(region.code.replace(".", ""))
    values = {"guess": f'"{region.code}"', "region": region.name} if region is not None and meant else {}
    return _problem_at("unknown-region", path, mark, typed=mark.value, **values)


# --- the whole network ---


def read_network(
    folder: ContentFolder,
    site: Site,
    regions: Regions,
    data_folder: Path,
    now: datetime,
    read_centres: ReadCentres = read_centres,
) -> tuple[Network, list[Problem], Holders]:
    """All that content/ says, all that is wrong with it, and who has what two centres can't share.

    Args:
        folder: the network's folder.
        site: its settings.
        regions: the table of regions.
        data_folder: where that table and the boundaries are.
        now: the moment for which the site is built; its date decides what lies in the future or is over.
        read_centres: reads the files of the centres.
    """
    problems: list[Problem] = []
    context = make_context(site, data_folder)
    marks: list[Marked] = []

    known: dict[str, dict[str, tuple[str, ...]]] = {}  # by kind, the ids with the names they go by

    def listed(kind: str, shape: RecordOf) -> tuple[Any, ...]:
        path = UNKNOWN[kind][1]
        records, ids = _read_file(folder, path, ListOf(shape), context, problems, marks)
        if ids is not None:  # of a file that can't be read nobody knows what it lists
            known[kind] = dict.fromkeys(ids, ()) | {record.id: _words(record.name) for record in records or ()}
        return records or ()

    def each(paths: Iterable[str], shape: RecordOf) -> tuple[Any, ...]:
        records = [_read_file(folder, path, shape, context, problems, marks)[0] for path in paths]
        return tuple(record for record in records if record is not None)

    services: tuple[Service, ...] = listed("service", fields.SERVICE)
    partners: tuple[Partner, ...] = listed("partner", fields.PARTNER)
    programmes: tuple[Programme, ...] = listed("programme", fields.PROGRAMME)
    facilities: tuple[Facility, ...] = listed("facility", fields.FACILITY)
    notice_paths = folder.files(NOTICES, (".yaml",), problems)
    notices: tuple[Notice, ...] = each(notice_paths, fields.NOTICE)
    holiday_paths = folder.files(HOLIDAYS, (".yaml",), problems)
    holidays: tuple[HolidayYear, ...] = each(holiday_paths, fields.HOLIDAY_YEAR)
    pages = _read_pages(folder, site, context, problems, marks)
    problems += [
        unknown_region(mark, path, regions)
        for path, mark in marks
        if mark.kind == "region" and mark.value not in regions  # those of centres are checked with their points
    ]

    checked = list(read_centres(folder, folder.files(CENTRES, (".yaml",), problems), context))
    for one in checked:
        problems += one.problems
    kinds = by_kind(chain(marks, ((one.path, mark) for one in checked for mark in one.marks)))
    # A file that can't be read is still there: other files may name it.
    known["notice"] = dict.fromkeys(map(file_id, notice_paths), ()) | {one.id: _words(one.title) for one in notices}
    known["centre"] = {file_id(one.path): () for one in checked}
    problems += check_references(kinds, known)
    problems += check_dates(kinds, now)
    problems += check_photos(kinds, folder)
    holders = find_holders(checked)
    problems += check_twins(holders)
    problems += cross_checks.check_levels(folder, site, regions)
    problems += cross_checks.check_security(folder, site, now)
    centres = tuple(one.centre for one in checked if one.centre is not None)
    folder.check_misplaced("content", KNOWN_NAMES, problems)
    problems += cross_checks.check_successors(centres, kinds)
    if len(centres) == len(checked):  # one that can't be read may be in scope
        problems += cross_checks.check_scopes(notices, centres, kinds, tuple(problems))
    problems += cross_checks.check_assurances(centres, kinds, site, now)
    problems += cross_checks.check_names(centres, kinds, site, regions, tuple(problems))
    addresses = {"index", *(page.slug for page in pages), *chain.from_iterable(known.values())}
    if known.keys() == UNKNOWN.keys():
        problems += cross_checks.check_links(kinds, addresses, regions)
    if len(holidays) == len(holiday_paths):  # of a file that can't be read nobody knows the year
        problems += check_holidays(holidays, now)
    network = Network(
        centres=centres,
        services=services,
        partners=partners,
        programmes=programmes,
        facilities=facilities,
        holidays=holidays,
        notices=notices,
        pages=pages,
    )
    return network, problems, holders


def _read_file(
    folder: ContentFolder,
    path: str,
    shape: RecordOf | ListOf,
    context: Context,
    problems: list[Problem],
    marks: list[Marked],
) -> tuple[Any, list[str] | None]:
    """What one file holds, None if it isn't there or can't be read; and the ids it lists, None if nobody can tell."""
    if not folder.exists(path):
        return None, []
    data = folder.read(path, problems)
    if data is None:
        return None, None
    reading = Reading(path, context, data)
    node, value = _read_whole(path, data, shape, reading)
    if isinstance(shape, ListOf) and node is not None:
        fields.tell_twice(node, reading)
    problems += reading.problems
    marks += [(path, mark) for mark in reading.marks]
    return value, _ids_in(node, reading.problems)


def _read_whole(path: str, data: bytes, shape: RecordOf | ListOf, reading: Reading) -> tuple[Node | None, Any]:
    """A file's node and what it holds. Where its YAML breaks, there is neither, but what else is wrong is told too."""
    node = read_yaml(path, data, reading.problems)
    if node is None:
        check_rest(path, data, shape, reading)
        return None, None
    return node, shape.read(node, reading)


def _ids_in(node: Node | None, problems: list[Problem]) -> list[str] | None:
    """The ids of a list's entries, also of those in which something else is wrong; None if one can't be told."""
    if not isinstance(node, NodeSequence) or any(problem.code == "double-key" for problem in problems):
        return None
    entries = [item.entries if isinstance(item, Mapping) else {} for item in node.items]
    ids = [getattr(at["id"][1], "text", "") if "id" in at else "" for at in entries]
    return ids if all(map(ID.fullmatch, ids)) else None


def _read_pages(
    folder: ContentFolder, site: Site, context: Context, problems: list[Problem], marks: list[Marked]
) -> tuple[ContentPage, ...]:
    """content/pages/ID.LANGUAGE.md, in every language that the network has."""
    pages = []
    endings = tuple(f".{language}.md" for language in context.languages)
    slugs: dict[tuple[str, str], str] = {}
    for path in folder.files(PAGES, endings, problems):
        data = folder.read(path, problems)
        if data is None:
            continue
        reading = Reading(path, context, data)
        head, markdown = read_front_matter(path, data, reading.problems)
        check_links(Scalar(markdown, data.count(b"\n") - markdown.count("\n") + 1, 1), reading)
        values = fields.PAGE.read(head, reading) if head is not None else None
        language = path.split(".")[-2]
        if head is not None and values is not None:
            address = values.pop("slug", None) or slug(reading.file_id)
            twin = slugs.setdefault((language, address), path)
            if address in _taken_addresses(site, language):
                reading.tell("page-reserved", fields.value_at(head, "slug"), typed=address)
            elif twin != path:
                reading.tell("page-address", fields.value_at(head, "slug"), typed=address, other=twin)
            pages.append(
                ContentPage(id=reading.file_id, language=language, slug=address, markdown=markdown.strip(), **values)
            )
        problems += reading.problems
        marks += [(path, mark) for mark in reading.marks]
    return tuple(sorted(pages, key=lambda page: (page.id, page.language)))


def _taken_addresses(site: Site, language: str) -> frozenset[str]:
    """What a page can't be called: where pages stand at the root, what else stands there."""
    if site.routes.get("pages", {}).get(language):
        return frozenset({"index"})
    words = (words.get(language, "") for words in site.routes.values())
    return RESERVED_ADDRESSES | {*words, *site.languages}


# --- checks across files ---

UNKNOWN = {
    "service": ("unknown-service", "content/services.yaml"),
    "partner": ("unknown-partner", "content/partners.yaml"),
    "programme": ("unknown-programme", "content/programmes.yaml"),
    "facility": ("unknown-facility", "content/facilities.yaml"),
    "notice": ("unknown-notice", "content/notices/"),
    "centre": ("unknown-centre", "content/centres/"),
}
"""The problem code for an id that isn't there, and where its kind is listed."""

KNOWN_NAMES = sorted(
    {path.split("/")[1] for path in (CENTRES, NOTICES, HOLIDAYS, PAGES, PHOTOS, *(at for _, at in UNKNOWN.values()))}
)
"""What is looked for right below content/."""


def check_references(marks: Marks, known: dict[str, dict[str, tuple[str, ...]]]) -> Iterator[Problem]:
    """Ids that nothing has. `known` has, by kind, the ids with the names they go by."""
    for kind, ids in known.items():
        code, where = UNKNOWN[kind]
        for path, mark in marks.get(kind, ()):
            if mark.value in ids:
                continue
            own_id = file_id(path) if kind == "centre" else ""
            guess = _meant(mark.value, {id: names for id, names in ids.items() if id != own_id})
            values = {"guess": guess} if guess else {}
            yield _problem_at(code, path, mark, typed=mark.value, where=where, **values)


def _meant(typed: str, ids: dict[str, tuple[str, ...]]) -> str | None:
    """The id that is most like what was typed, or whose name is."""
    by_name = {slug(name): known for known, names in ids.items() for name in names}
    found = closest(typed, [*ids, *by_name])
    return found if found is None or found in ids else by_name[found]


YEARS_AHEAD = 5
"""For how many years plans are made: what lies beyond is most likely mistyped."""

OVER = {"event": "event-ended", "until": "date-over"}
"""By kind of date, what is told once it has passed."""


def last_begun_day(now: datetime) -> date:
    """The date where days begin first: what is today for somebody is no future, wherever the checking is done."""
    return now.astimezone(timezone(timedelta(hours=14))).date()


def check_dates(marks: Marks, now: datetime) -> Iterator[Problem]:
    """What can't be known or assured yet, what is over, and years that nobody plans for."""
    today, far = now.date().isoformat(), f"{now.year + YEARS_AHEAD}-12-31"
    begun = last_begun_day(now).isoformat()
    latest = {"assured": begun, "past": begun, "event": far, "until": far, "coming": far}
    for kind, limit in latest.items():
        for path, mark in marks.get(kind, ()):
            if kind == "assured" and mark.value > begun:
                yield _problem_at("assured-in-future", path, mark, typed=mark.value, today=today)
            elif mark.value > limit:
                yield _problem_at("date-ahead", path, mark, severity="warning", typed=mark.value, limit=limit)
            elif kind in OVER and mark.value < today:
                yield _problem_at(OVER[kind], path, mark, severity="warning", typed=mark.value, today=today)


def check_holidays(years: Sequence[HolidayYear], now: datetime) -> list[Problem]:
    """Years without holidays, up to the one for which the site is built: from then on hours are not certain."""
    return [
        Problem(
            code="holidays-missing",
            place=Place(f"{HOLIDAYS}/{year}.yaml"),
            severity="warning",
            values={"year": str(year)},
        )
        for year in missing_years(years, now.year)
    ]


def check_photos(marks: Marks, folder: ContentFolder) -> Iterator[Problem]:
    """Photos that no file is there for."""
    for path, mark in marks.get("photo", ()):
        if not folder.exists(where := f"{PHOTOS}/{mark.value}"):
            above, slash, name = mark.value.rpartition("/")
            names = {_stem(other): other for other in folder.names(where[: -len(name) - 1])}
            meant = closest(_stem(name), names)
            values = {"guess": above + slash + names[meant]} if meant else {}
            yield _problem_at("photo-missing", path, mark, typed=mark.value, where=where, **values)


def _stem(name: str) -> str:
    return name.rpartition(".")[0].casefold()


def find_holders(checked: Iterable[Checked]) -> Holders:
    """A telephone, a spot, a name. A point that stands for a whole district says nothing about a spot."""
    held: Holders = {}
    for one in checked:
        exact = one.centre is None or one.centre.location.accuracy in EXACT_ACCURACIES
        for mark in one.marks:
            if mark.kind in TWINS and (exact or mark.kind != "point"):
                value = _alike(mark.value) if mark.kind == "name" else mark.value
                held.setdefault((mark.kind, value), []).append((one.path, mark))
    return held


def _alike(name: str) -> str:
    """The same for names that differ in capitals and blanks only."""
    return " ".join(name.casefold().split())


def check_twins(held: Holders) -> list[Problem]:
    """What two centres can't share, and a name hardly ever: told at both places."""
    problems = []
    for (kind, _), holders in held.items():
        code, severity = TWINS[kind]
        for path, mark in holders:
            other = next(((p, m) for p, m in holders if p != path), None)
            if other is not None:
                values = {"typed": mark.value, "other": f"{other[0]}:{other[1].line}"}
                problems.append(_problem_at(code, path, mark, severity=severity, **values))
    return problems


TWINS = {"phone": ("same-phone", "error"), "point": ("same-point", "error"), "name": ("same-name", "warning")}


def _problem_at(code: str, path: str, mark: Mark, /, *, severity: str = "error", **values: str) -> Problem:
    return Problem(code=code, place=Place(path, mark.line, mark.column), severity=severity, values=values)


def _words(text: dict[str, str]) -> tuple[str, ...]:
    return tuple(text.values())
