"""What only shows when a centre's file is held against the others and against the table of regions."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from sitegen.config import place_of
from sitegen.due import run_out
from sitegen.hours import Notice
from sitegen.links import file_of
from sitegen.load import ContentFolder
from sitegen.model import Centre, Site
from sitegen.problems import Place, Problem
from sitegen.regions import ABBREVIATED, Regions
from sitegen.schema.reading import Mark
from sitegen.schema.shapes import closest

A_YEAR = timedelta(days=366)

Marked = tuple[str, Mark]
"""A mark and the path of the file that it is in."""

Marks = Mapping[str, Sequence[Marked]]
"""The marks of all files, by kind: each check asks for its own, and of thousands of files there are many."""


def by_kind(marks: Iterable[Marked]) -> Marks:
    kinds: dict[str, list[Marked]] = {}
    for path, mark in marks:
        kinds.setdefault(mark.kind, []).append((path, mark))
    return kinds


def check_successors(centres: Iterable[Centre], marks: Marks) -> Iterator[Problem]:
    """No centre is, in the end, its own successor: whoever follows the names must arrive."""
    successors = {centre.id: centre.successor for centre in centres if centre.successor}
    lost = {one for one in successors if one in _followed(one, successors)}
    if not lost:
        return
    for path, mark in marks.get("centre", ()):
        own_id = file_id(path)
        if own_id in lost and mark.value == successors[own_id]:
            yield _problem("successor-loop", path, mark, "error", typed=mark.value)


def _followed(start: str, successors: Mapping[str, str]) -> set[str]:
    """All that come after a centre, itself too if they lead back to it."""
    seen: set[str] = set()
    at = successors.get(start)
    while at is not None and at not in seen:
        seen.add(at)
        at = successors.get(at)
    return seen


def check_scopes(
    notices: Iterable[Notice], centres: Collection[Centre], marks: Marks, told: Iterable[Problem]
) -> Iterator[Problem]:
    """Each notice is for some centre. Where something is wrong with one, that may be why it isn't."""
    wrong = {problem.place.path for problem in told}
    idle = {notice.id for notice in notices if not any(centre.heeds(notice) for centre in centres)}
    for path, mark in marks.get("scope", ()) if idle and centres else ():
        if file_id(path) in idle and path not in wrong:
            yield _problem("scope-nobody", path, mark, "warning")


def check_levels(folder: ContentFolder, site: Site, regions: Regions) -> Iterator[Problem]:
    """Each level of the settings is one of the table: a misspelt one would have no pages, and nobody would see why."""
    known = regions.levels()
    for level in site.levels:
        if level.id not in known:
            values = {"typed": level.id, "options": ", ".join(known)}
            guess = closest(level.id, known)
            if guess:
                values["guess"] = guess
            yield Problem(code="level-unknown", place=place_of(folder, "levels", level.id), values=values)


def check_security(folder: ContentFolder, site: Site, now: datetime) -> Iterator[Problem]:
    """The channels for holes hold for a year at most, and not for ever without anybody looking after them."""
    if site.security is None:
        return
    today, expires = now.date(), site.security.expires
    values = {"typed": str(expires), "today": str(today), "limit": str(today + A_YEAR)}
    code = "date-over" if expires < today else "date-ahead" if expires > today + A_YEAR else None
    if code:
        place = place_of(folder, "security", str(expires))
        yield Problem(code=code, place=place, severity="warning", values=values)


def check_assurances(centres: Iterable[Centre], marks: Marks, site: Site, now: datetime) -> Iterator[Problem]:
    """What was assured so long ago that it is old by the settings, where nobody has assured it again."""
    days, places = site.freshness.old_days, defaultdict[str, list[Marked]](list)
    for path, mark in marks.get("assured", ()):
        places[file_id(path)].append((path, mark))
    for centre in centres:
        for at, fields in run_out(centre, days, now.date()):
            path, mark = places[centre.id][at]
            values = {"limit": str(days), "fields": ", ".join(fields)}
            yield _problem("assured-old", path, mark, "warning", typed=mark.value, **values)


def check_names(
    centres: Iterable[Centre], marks: Marks, site: Site, regions: Regions, problems: Iterable[Problem]
) -> Iterator[Problem]:
    """A name that has a region's name in it, and a region_code of somewhere else: one of them is a slip.

    Only regions that have pages count, and only names of two words or more: "Kabupaten Pacitan", not "Bali". Where the
    point is in another region than the code, too, that has been told.
    """
    names = _names_of_regions(site, regions)
    outside = {file_id(problem.place.path) for problem in problems if problem.code == "outside-region"}
    placed = (centre for centre in centres if centre.id not in outside)
    codes = {f"/{centre.id}.yaml": (centre.location.region_code, *centre.serves) for centre in placed}
    for path, mark in marks.get("name", ()):
        own = codes.get(path[path.rfind("/") :])
        told = _named_in(mark.value, names) if own else ()
        if own and told and not _is_near(own, told, site, regions):
            region = regions.get(own[0])
            named = regions.get(told[0])
            if region and named:
                values = {"other": named.name, "guess": f'"{named.code}"', "code": own[0], "region": region.name}
                yield _problem("name-region", path, mark, "warning", typed=mark.value, **values)


def _is_near(own: tuple[str, ...], told: tuple[str, ...], site: Site, regions: Regions) -> bool:
    """Whether a region that is told has to do with the centre's own, or one of the same name at any level has.

    A small region, one without pages, gives its name to what lies around it too.
    """
    paged = {level.id for level in site.levels if level.pages}
    if any(_related(one, other) for one in own for other in told):
        return True
    named = regions.get(told[0])
    assert named is not None
    bearers = [region for region in regions if region.name == named.name]
    areas = [(one.code if one.level in paged else one.parent) or one.code for one in bearers]
    return any(_related(one, area) for area in areas for one in own)


Names = Mapping[tuple[str, str], list[tuple[tuple[str, ...], tuple[str, ...]]]]
"""By first letters and second word: the words of names, the longest first, with the codes of all so named regions."""


def _names_of_regions(site: Site, regions: Regions) -> Names:
    codes: dict[tuple[str, ...], list[str]] = {}
    for level in site.levels:
        for region in regions.at_level(level.id) if level.pages else ():
            codes.setdefault(tuple(region.name.casefold().split()), []).append(region.code)
    names: dict[tuple[str, str], list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for words in sorted(codes, key=len, reverse=True):
        if len(words) > 1:
            names.setdefault((words[0][:ABBREVIATED], words[1]), []).append((words, tuple(codes[words])))
    return names


def _named_in(name: str, names: Names) -> tuple[str, ...]:
    """The codes of the regions whose name stands in a text; of names in each other the longest counts.

    The first word may be cut short: "Kab. Pacitan".
    """
    words = name.casefold().replace(",", " ").split()
    for start, (word, after) in enumerate(pairwise(words)):
        begun = word.rstrip(".")
        for (first, *rest), codes in names.get((begun[:ABBREVIATED], after), ()):
            if first.startswith(begun) and words[start + 1 : start + 1 + len(rest)] == rest:
                return codes
    return ()


def _related(one: str, other: str) -> bool:
    """Whether one region holds the other, or is it."""
    return one == other or one.startswith(f"{other}.") or other.startswith(f"{one}.")


def check_links(marks: Marks, known: Collection[str], regions: Regions) -> Iterator[Problem]:
    """Links within the site lead to a page: of a centre, a service, a region, a page of words. `known` has ids.

    The site may lie in any folder of a server, so none begins at the server's root.
    """
    for path, mark in marks.get("link", ()):
        if mark.value.startswith("#"):
            continue
        name = file_of(mark.value)
        is_rooted = mark.value.startswith("/")
        if is_rooted or (name not in known and name.partition("-")[0] not in regions):
            guess = None if is_rooted else closest(name, known)
            values = {"guess": mark.value.replace(name, guess)} if guess else {}
            yield _problem("link-target", path, mark, "error", typed=mark.value, **values)


def file_id(path: str) -> str:
    """The id of what a file describes: its name without folder and ending."""
    return path.rpartition("/")[2].removesuffix(".yaml")


def _problem(code: str, path: str, mark: Mark, severity: str, /, **values: str) -> Problem:
    return Problem(code=code, place=Place(path, mark.line, mark.column), severity=severity, values=values)
