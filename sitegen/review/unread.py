"""What of a file can't be read, and the rest of it, which can.

Nobody may take what is wrong for gone. So where something can't be read, what stood there before takes its place: then
a comparison tells all else, and nothing of that. What is wrong in a list, in a week or under an unknown key may be any
of what is no longer there, so all of that stays.
"""

from collections.abc import Collection, Iterable
from typing import Any

import msgspec

from sitegen.hours import DAY_NAMES, read_days
from sitegen.nodes import Mapping, Node, Scalar, Sequence
from sitegen.problems import Problem, has_errors
from sitegen.schema.reading import Context, Reading
from sitegen.schema.shapes import Either, Entries, RecordOf, Shape, WeekOf, shape_below

DEPTH = 3  # of keys within keys, as in opening_hours, weekly, Jumat; an item of a list counts as a whole

TOGETHER = {"latitude": "longitude", "longitude": "latitude"}  # half of a point is none

Way = tuple[str | int, ...]
"""The keys, and in the end perhaps the number of an item, that lead to something in a file."""


class Spot(msgspec.Struct, frozen=True):
    """Where something can't be read, and why."""

    ways: tuple[Way, ...]  # to what is wrong, and to what is wrong with it
    fields: tuple[str, ...]  # that lie on the way, as their words are found: "location.postal_code"
    typed: str  # the first key, or the item's name: for a way on which no field lies
    problem: Problem


def find_spots(root: Node, shape: Shape, problems: Iterable[Problem]) -> tuple[Spot, ...]:
    """The places of a file's errors, each once. What is wrong with a file as a whole has none."""
    spots: dict[tuple[Way, ...], Spot] = {}
    for problem in problems:
        spot = _spot(root, shape, problem) if problem.severity == "error" else None
        if spot is not None:
            spots.setdefault(spot.ways, spot)
    return tuple(spots.values())


def read_rest(
    root: Node, shape: Shape, spots: tuple[Spot, ...], before: Node | None, path: str, context: Context
) -> tuple[Any, Node | None, tuple[Spot, ...]]:
    """A file's value without its spots, what it was read from, and the spots as wide as had to be left out.

    (None, None, spots) where too much is wrong.

    Args:
        root: the file's nodes.
        shape: what it holds.
        spots: where it can't be read.
        before: what can be read of the version before it; None: there is none.
        path: the file's.
        context: the settings by which it is read.
    """
    for depth in range(DEPTH, 0, -1):
        node = _mended(shape, root, before, {way[:depth] for spot in spots for way in spot.ways})
        reading = Reading(path, context)
        value = shape.read(node, reading) if node is not None else None
        if value is not None and not has_errors(reading.problems):
            return value, node, tuple(msgspec.structs.replace(spot, fields=spot.fields[:depth]) for spot in spots)
    return None, None, spots


def name_of(item: Node) -> str:
    """What tells an item of a list from the others: its text, or that of its first key."""
    first = next((value for _, value in item.entries.values()), None) if isinstance(item, Mapping) else item
    return first.text.strip() if isinstance(first, Scalar) else ""


def _spot(root: Node, shape: Shape | None, problem: Problem) -> Spot | None:
    """Follow the keys and items that begin before the problem's place."""
    place = (problem.place.line, problem.place.column)
    guess, key = problem.values.get("guess", ""), problem.values.get("key", "")
    way: list[str | int] = []
    fields: list[str] = []
    node: Node | None = root
    meant = beside = ""
    is_comma = problem.code == "entry-comma"  # it cut a text in two, of which both are wrong
    while isinstance(node, Mapping):
        record = shape.mapping if isinstance(shape, Either) else shape
        known = record.by_key if isinstance(record, RecordOf) else {}
        begun = [name for name, (at, _) in node.entries.items() if (at.line, at.column) <= place]
        if not begun or (isinstance(record, WeekOf) and is_comma):
            break
        beside = begun[-2] if is_comma and len(begun) > 1 else ""
        name = key if problem.code == "missing-key" and key in known and not node.entries.get(key) else begun[-1]
        meant = guess if name not in known and guess in known else name
        way.append(name)
        fields += [f"{record.name}.{meant}"] if isinstance(record, RecordOf) and meant in known else []
        shape = shape_below(record, meant)
        node = node.entries[name][1] if name in node.entries else None
    others = {key, beside, TOGETHER.get(meant, ""), *problem.values.get("fields", "").split(", ")}
    if isinstance(node, Sequence):
        way += [number for number, item in enumerate(node.items) if (item.line, item.column) <= place][-1:]
        others = set()
    if not way:
        return None
    typed = name_of(root.items[way[0]]) if isinstance(root, Sequence) and isinstance(way[0], int) else str(way[0])
    ways = (tuple(way), *((*way[:-1], other) for other in sorted(others - {"", way[-1]})))
    return Spot(ways, tuple(fields), typed, problem)


def _mended(shape: Shape | None, node: Node, before: Node | None, ways: Collection[Way]) -> Node | None:
    """A node with what stood `before` in place of what lies on the ways; None where nothing stood there."""
    shape = shape.mapping if isinstance(shape, Either) and isinstance(node, Mapping) else shape
    here = {way[0] for way in ways if len(way) == 1}
    if here and type(before) is not type(node) and (before is not None or isinstance(shape, WeekOf)):
        return before
    if isinstance(node, Sequence):
        items = _items(node.items, before.items if isinstance(before, Sequence) else [], here)
        return Sequence(items, node.line, node.column)
    if not isinstance(node, Mapping):
        return node
    old = before.entries if isinstance(before, Mapping) else {}
    entries: Entries = {}
    for name, (key, value) in node.entries.items():
        below = {way[1:] for way in ways if way[0] == name and len(way) > 1}
        stood_here = old[name][1] if name in old else None
        mended = _mended(shape_below(shape, name), value, stood_here, below) if below else value
        if name not in here and mended is not None:
            entries[name] = key, mended
    if isinstance(shape, WeekOf):
        entries |= _days_left(old, entries)
    else:
        is_unclear = isinstance(shape, RecordOf) and not here <= shape.by_key.keys()
        entries |= {name: old[name] for name in old if name in here or (is_unclear and name not in entries)}
    return Mapping(entries, node.line, node.column)


def _items(items: list[Node], old: list[Node], wrong: Collection[str | int]) -> list[Node]:
    """The items that are right, and in the place of the first wrong one all that are no longer there."""
    unclear = {name_of(items[number]) for number in wrong if isinstance(number, int)} - {""}
    right = [number for number in range(len(items)) if number not in wrong and name_of(items[number]) not in unclear]
    names = {name_of(items[number]) for number in right}
    stayed = [item for item in old if name_of(item) not in names]
    first = min((number for number in wrong if isinstance(number, int)), default=0)
    before, after = ([items[number] for number in right if (number < first) == side] for side in (True, False))
    return [*before, *stayed, *after]


def _days_left(old: Entries, entries: Entries) -> Entries:
    """The days of a week of which another says nothing, each by itself."""
    told = {day for name in entries for day in read_days(name)}
    hours = {day: value for name, (_, value) in old.items() for day in read_days(name) if day not in told}
    names = DAY_NAMES["en"]
    return {names[day]: (Scalar(names[day], value.line, value.column), value) for day, value in hours.items()}
