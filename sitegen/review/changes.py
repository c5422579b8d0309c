"""What differs between two versions of a file's values, statement by statement, whatever the file holds.

Values are compared whole, and told by the shapes of their fields. Nothing is left out of what is told.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

import msgspec

from sitegen.boundaries import TOLERANCE_KM, outside_km
from sitegen.geo import distance_km
from sitegen.hours import in_language
from sitegen.i18n import Translator
from sitegen.regions import Regions
from sitegen.review.values import (
    changed_parts,
    choice_words,
    code,
    day_changes,
    spans_words,
    told_date,
    week_words,
)
from sitegen.schema import shapes
from sitegen.schema.formats import PhoneNumber
from sitegen.schema.shapes import Either, ListOf, RecordOf, Shape
from sitegen.spreadsheet.columns import SEPARATOR

FAR_KM = 0.5
"""A point that moved further was hardly a correction of the same place."""

NEAR_KM = 0.05
"""How far a point moved is told no more exactly."""

POINT = ("latitude", "longitude")

CHECKED = {
    "centre.name": "name",
    "centre.status": "status",
    "centre.successor": "status",
    "location.region_code": "region",
    "contact.label": "perhaps-person",
    "contact.phone": "phone",
    "contact.whatsapp": "phone",
    "contact.email": "link",
    "contact.website": "link",
    "hours": "hours",
    "season": "hours",
    "exception": "hours",
    "offered_service.weekly": "hours",
    "offered_service.cost": "cost",
    "consultant": "person",
    "award.recipient": "perhaps-person",
    "assurance.by": "perhaps-person",
    "photo": "photo",
    "site.base_url": "addresses",
    "site.languages": "addresses",
    "routes": "addresses",
    "level.pages": "addresses",
}
"""What has to be made sure of where a field, or any field of a record, changes: a key below `review.check`."""

CHECKED_IF_GONE = frozenset({"status", "hours", "addresses"})
"""Of these also where nothing is told any more: that says something, too."""


class Statement(msgspec.Struct, frozen=True):
    """One thing that changed, as a line of Markdown."""

    words: str
    checks: tuple[str, ...] = ()  # what a person has to make sure of; none for what speaks for itself


class Words(msgspec.Struct, frozen=True):
    """What statements are put together from."""

    t: Translator
    regions: Regions
    data_folder: Path
    names: Mapping[tuple[str, str], str]  # of services and the like, by kind and id
    known: Mapping[str, Collection[str]] = {}  # the ids there are, by kind; of a kind that is not here nobody knows
    users: Callable[[str, str], int] = lambda kind, entry_id: 0  # how many centres name an entry of a kind
    unknown: Collection[str] = ()  # ids that the file names and nothing has
    is_whole: bool = False  # a whole file came or went, so nobody needs to be told of each value that it did

    def label(self, path: str, above: str = "") -> str:
        """A field's name for people: "location.postal_code"; behind the labels `above` it."""
        label = f"**{self.t(f'field.{path}.label')}**"
        return f"{above}{SEPARATOR}{label}" if above else label

    def changed(self, label: str, before: str | None, after: str | None) -> str:
        """A value that came, went, or became another; both as they are shown, None for none."""
        if before is not None and after is not None:
            return self.t("review.changed", label=label, before=before, after=after)
        key = "whole" if self.is_whole else "removed" if after is None else "added"
        return self.t(f"review.{key}", label=label, values=before if after is None else after)


def changes(shape: Shape, path: str, before: Any, after: Any, label: str, words: Words) -> Iterator[Statement]:
    """All that differs between two values of a shape, in the order in which its fields are described.

    Args:
        shape: what both hold.
        path: of the field, such as "centre.name"; "" for a whole file.
        before: as `sitegen.review.reading` gives it; None where nothing was told.
        after: the same of the later version.
        label: what a statement begins with.
        words: what statements are put together from.
    """
    if before == after:
        return
    match shape:
        case RecordOf():
            yield from _record(shape, before or {}, after or {}, label, words)
        case ListOf():
            yield from _list(shape.item, path, before or (), after or (), label, words)
        case shapes.Words():
            old, new = before or {}, after or {}
            for language in dict.fromkeys([*new, *old]):
                named = f"{label} ({language})"
                yield from changes(shape.text, path, old.get(language), new.get(language), named, words)
        case shapes.WeekOf() if before is not None and after is not None:
            for change in day_changes(before, after, words.t):
                yield Statement(f"{label}: {change}", _found(_checks(shape, path, after, is_new=True), words))
        case _:
            is_new = after is not None
            checks = _found(_checks(shape, path, after if is_new else before, is_new=is_new), words)
            are_texts = isinstance(before, str) and isinstance(after, str)
            parts = list(changed_parts(before, after)) if are_texts else [(before, after)]
            for part in parts:
                old, new = (None if value is None else _shown(shape, value, path, words) for value in part)
                yield Statement(words.changed(label, old, new), checks)
            if not parts:
                yield Statement(words.t("review.spacing", label=label))


def _checks(shape: Shape, path: str, value: Any, *, is_new: bool) -> Iterator[str]:
    """What has to be made sure of in a value that is told now, or was told before; keys below `review.check`."""
    key = CHECKED.get(path) or CHECKED.get(path.partition(".")[0])
    if key and (is_new or key in CHECKED_IF_GONE):
        yield key
    match shape:
        case Either():
            yield from _checks(shape.mapping, path, value, is_new=is_new)
        case RecordOf():
            for name in value:
                yield from _checks(shape.by_key[name].shape, f"{shape.name}.{name}", value[name], is_new=is_new)
        case ListOf():
            for item in value:
                yield from _checks(shape.item, path, item, is_new=is_new)


def _found(keys: Iterable[str], words: Words) -> tuple[str, ...]:
    """What has to be made sure of, in words."""
    return tuple(words.t(f"review.check.{key}") for key in dict.fromkeys(keys))


def _record(
    shape: RecordOf, before: Mapping[str, Any], after: Mapping[str, Any], label: str, words: Words
) -> Iterator[Statement]:
    for field in shape.fields:
        if field.name not in POINT:
            path = f"{shape.name}.{field.name}"
            old, new = before.get(field.name), after.get(field.name)
            yield from changes(field.shape, path, old, new, words.label(path, label), words)
    if any(before.get(name) != after.get(name) for name in POINT):
        yield _point(before, after, words)


# --- lists ---


def _list(
    shape: Shape, path: str, before: tuple[Any, ...], after: tuple[Any, ...], label: str, words: Words
) -> Iterator[Statement]:
    """What came and went, what of an entry changed, and whether those that stayed stand in another order."""
    record = shape.mapping if isinstance(shape, Either) else shape
    pairs, gone, come = _pairs(before, after, is_record=isinstance(record, RecordOf))
    for old, new in pairs:
        named = f"{label} {_name(record, before[old], words)}" if isinstance(record, RecordOf) else label
        yield from changes(record, path, before[old], after[new], named, words)
    for items, is_new in (([after[number] for number in come], True), ([before[number] for number in gone], False)):
        yield from _entries(record, path, items, label, words, is_new=is_new)
    if sorted(pairs) != sorted(pairs, key=lambda pair: pair[1]):
        yield Statement(words.t("review.order", label=label), _found([CHECKED[path]] if path in CHECKED else [], words))


def _pairs(
    before: tuple[Any, ...], after: tuple[Any, ...], *, is_record: bool
) -> tuple[list[tuple[int, int]], list[int], list[int]]:
    """Which entries are the same, by their places; and those that went and came.

    Equal ones are; then those that alone have the same first field, then the same second. A lone text that went became
    the lone one that came.
    """
    pairs: list[tuple[int, int]] = []
    gone, come = list(range(len(before))), list(range(len(after)))
    for key in (_whole, _first, _second) if is_record else (_whole, _nothing):
        for new in list(come):
            old_alike = [old for old in gone if key(before[old]) == key(after[new])]
            new_alike = [other for other in come if key(after[other]) == key(after[new])]
            if old_alike and (key is _whole or len(old_alike) == len(new_alike) == 1):
                pairs.append((old_alike[0], new))
                gone.remove(old_alike[0])
                come.remove(new)
    return pairs, gone, come


def _whole(entry: Any) -> Any:
    return entry


def _first(entry: Mapping[str, Any]) -> Any:
    return next(iter(entry.items()))


def _second(entry: Mapping[str, Any]) -> Any:
    return [*entry.items()][1] if len(entry) > 1 else entry


def _nothing(text: Any) -> Any:
    return None


def _entries(
    shape: Shape, path: str, items: Iterable[Any], label: str, words: Words, *, is_new: bool
) -> Iterator[Statement]:
    """Entries that came or went: those of one name stand together, those that tell more have a line each."""
    lines: dict[str, list[Any]] = {}
    for item in items:
        told = _shown(shape, item, path, words)
        is_short = not isinstance(shape, RecordOf) or told == _name(shape, item, words)
        lines.setdefault("" if is_short else told, []).append(item)
    for together in lines.values():
        shown = ", ".join(_shown(shape, item, path, words) for item in together)
        checks = chain.from_iterable(_checks(shape, path, item, is_new=is_new) for item in together)
        yield Statement(words.changed(label, *((None, shown) if is_new else (shown, None))), _found(checks, words))


# --- values ---


def _shown(shape: Shape, value: Any, path: str, words: Words) -> str:
    """A value in words; an id with the name that it stands for, or with a word of warning."""
    t = words.t
    match shape:
        case Either():
            return _shown(shape.mapping, value, path, words)
        case RecordOf():
            return _entry(shape, value, words)
        case ListOf():
            return ", ".join(_shown(shape.item, item, path, words) for item in value)
        case shapes.Words():
            main = in_language(value, t.language)
            others = [f"{language}: {code(text)}" for language, text in value.items() if text != main]
            return f"{code(main)} ({', '.join(others)})" if others else code(main)
        case shapes.WeekOf():
            return week_words(value, t)
        case shapes.Spans():
            return spans_words(value, t)
        case shapes.Reference():
            return id_words(shape.kind, value, words)
        case shapes.Choice(options=str()):
            return id_words("legal_status", value, words)
        case shapes.Choice():
            return code(choice_words(path.rpartition(".")[2], value, t))
        case shapes.Value(mark="region"):
            return region_words(value, words)
    if isinstance(value, PhoneNumber):
        return code(value.typed)
    if isinstance(value, bool):
        return t("review.yes" if value else "review.no")
    if isinstance(value, date):
        return told_date(value, t)
    return code(str(value)) if value != "" else t("review.empty")


def _entry(shape: RecordOf, entry: Mapping[str, Any], words: Words) -> str:
    """ "`Loket` – *Telepon* `(0357) 881234`; *Surel* `loket@contoh.go.id`": all that an entry of a list tells."""
    details = [_detail(shape, entry, name, words) for name in entry if name not in _named_by(entry)]
    name = _name(shape, entry, words)
    return f"{name} – {'; '.join(details)}" if details else name


def _name(shape: RecordOf, entry: Mapping[str, Any], words: Words) -> str:
    """What an entry of a list is called."""
    return " ".join(_detail(shape, entry, name, words) for name in _named_by(entry))


def _named_by(entry: Mapping[str, Any]) -> list[str]:
    """The fields that tell which entry it is: its first, and its name."""
    return [name for number, name in enumerate(entry) if number == 0 or name == "name"]


def _detail(shape: RecordOf, entry: Mapping[str, Any], name: str, words: Words) -> str:
    """One field of an entry, with its label unless entries of this kind are called by it."""
    path = f"{shape.name}.{name}"
    shown = _shown(shape.by_key[name].shape, entry[name], path, words)
    return shown if name in (shape.fields[0].name, "name") else f"*{words.t(f'field.{path}.label')}* {shown}"


def id_words(kind: str, known: str, words: Words) -> str:
    if known in words.unknown:
        return f"{code(known)} ({words.t('review.unknown')})"
    name = words.names.get((kind, known))
    return f"{code(name)} ({code(known)})" if name else code(known)


def region_words(region_code: str, words: Words) -> str:
    """ "35.01 Kabupaten Pacitan, Jawa Timur"."""
    lineage = words.regions.lineage(region_code)
    return code(f"{region_code} {', '.join(region.name for region in lineage)}" if lineage else region_code)


def _point(before: Mapping[str, Any], after: Mapping[str, Any], words: Words) -> Statement:
    """Where the point on the map is, how far it moved, and whether that is outside its region."""
    t = words.t
    label = f"**{t('review.point')}**"
    old, new = ([side[name] for name in POINT if name in side] for side in (before, after))
    if not new:
        return Statement(words.changed(label, code(", ".join(map(str, old))), None))
    latitude, longitude = new
    link = f"https://www.openstreetmap.org/?mlat={latitude}&mlon={longitude}#map=17/{latitude}/{longitude}"
    at = f"{code(f'{latitude}, {longitude}')} ([{t('review.map')}]({link}))"
    outside = outside_km(words.data_folder, after["region_code"], latitude, longitude)
    left = outside is not None and outside > TOLERANCE_KM
    where = t("review.point-outside", distance=t.distance(outside)) if outside and left else ""
    if not old:
        return Statement(words.changed(label, None, at) + where, (t("review.check.point"),))
    moved = distance_km(old[0], old[1], latitude, longitude)
    distance = t.distance(moved) if moved >= NEAR_KM else t("review.less", distance=t.distance(NEAR_KM))
    told = t("review.point-moved", label=label, distance=distance, point=at) + where
    return Statement(told, (t("review.check.point"),) if left or moved > FAR_KM else ())
