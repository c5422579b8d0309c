"""What changed between two versions of one centre, statement by statement."""

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

import msgspec

from sitegen.boundaries import TOLERANCE_KM, outside_km
from sitegen.geo import distance_km
from sitegen.hours import Hours, Season, SpecialDay, Week
from sitegen.i18n import Translator
from sitegen.model import Centre, Contact, Location, OfferedService
from sitegen.regions import Regions
from sitegen.review.values import (
    MAX_TEXT,
    MAX_VALUE,
    changed_parts,
    code,
    day_changes,
    plain,
    several,
    spans_words,
    week_words,
)

FAR_KM = 0.5
"""A point that moved further was hardly a correction of the same place."""


class Statement(msgspec.Struct, frozen=True):
    """One thing that changed, as a line of Markdown."""

    words: str
    check: str = ""  # what a person has to make sure of; "" for what speaks for itself


class Words(msgspec.Struct, frozen=True):
    """What statements are put together from."""

    t: Translator
    regions: Regions
    data_folder: Path
    names: Mapping[str, str]  # of services and the like, by id
    known: Mapping[str, Collection[str]] = {}  # the ids there are, by kind; of a kind that is not here nobody knows
    users: Callable[[str, str], int] = lambda kind, entry_id: 0  # how many centres name an entry of a kind
    unknown: Collection[str] = ()  # ids that the file names and nothing has

    def label(self, path: str) -> str:
        """A field's name for people: "location.postal_code"."""
        return self.t(f"field.{path}.label")

    def changed(self, label: str, before: str, after: str) -> str:
        """A value that came, went, or became another; both as `code` gives them, "" for none."""
        if not before:
            return self.t("review.added", label=label, values=after)
        if not after:
            return self.t("review.removed", label=label, values=before)
        return self.t("review.changed", label=label, before=before, after=after)


def centre_changes(before: Centre, after: Centre, words: Words) -> Iterator[Statement]:
    """All that differs, in the order in which a centre's file has it."""
    for name in Centre.__struct_fields__:
        old, new = getattr(before, name), getattr(after, name)
        if old == new or name == "id":
            continue
        if name == "location":
            yield from _location(before.location, after.location, words)
        elif name == "contacts":
            yield from _contacts(before.contacts, after.contacts, words)
        elif name == "opening_hours":
            yield from _hours(before.opening_hours, after.opening_hours, words)
        elif name == "services":
            yield from _services(before.services, after.services, words)
        else:
            yield from field_changes(f"centre.{name}", old, new, words)


CHECKED = {
    "centre.name": "name",
    "centre.status": "status",
    "centre.successor": "status",
    "centre.consultants": "person",
    "centre.photos": "photo",
    "hours.seasons": "hours",
    "hours.exceptions": "hours",
    "contact.phone": "phone",
    "contact.whatsapp": "phone",
    "contact.email": "link",
    "contact.website": "link",
}
"""What has to be made sure of where these fields change: a key below `review.check`."""


def field_changes(path: str, old: object, new: object, words: Words) -> Iterator[Statement]:
    """Any field: a list by what came and went or became another, words by language, all else by its value."""
    label = words.label(path)
    check = words.t(f"review.check.{CHECKED[path]}") if path in CHECKED else ""
    if isinstance(old, tuple) and isinstance(new, tuple):
        come, gone = _without(new, old), _without(old, new)
        if len(come) == len(gone) == 1:
            one, other = (_plain_item(items[0], words, path) for items in (gone, come))
            if max(len(one), len(other)) > MAX_VALUE:
                yield from _text_changes(label, one, other, check, words)
            else:
                yield Statement(words.changed(label, _item(gone[0], words, path), _item(come[0], words, path)), check)
            return
        for key, items in (("added", come), ("removed", gone)):
            if items:
                values = several((_item(item, words, path) for item in items), words.t)
                yield Statement(words.t(f"review.{key}", label=label, values=values), check if key == "added" else "")
        if old != new and not (come or gone):
            yield Statement(words.t("review.order", label=label))
    elif isinstance(old, dict) or isinstance(new, dict):
        before, after = old or {}, new or {}
        assert isinstance(before, dict)
        assert isinstance(after, dict)
        for language in sorted({*before, *after}):
            one, other = before.get(language, ""), after.get(language, "")
            if one != other:
                yield from _text_changes(f"{label} ({language})", one, other, check, words)
    else:
        one, other = ("" if value is None else _item(value, words, path) for value in (old, new))
        yield Statement(words.changed(label, one, other), check)


def _text_changes(label: str, before: str, after: str, check: str, words: Words) -> Iterator[Statement]:
    """What changed of a text, part by part where it is long."""
    parts = list(changed_parts(before, after)) if before.split() != after.split() else []
    for one, other in parts:
        shown = (text and code(text, limit=MAX_TEXT) for text in (one, other))
        yield Statement(words.changed(label, *shown), check)
    if not parts:
        yield Statement(words.t("review.spacing", label=label))


def _without(items: tuple[object, ...], others: tuple[object, ...]) -> list[object]:
    return [item for item in items if item not in others]


def _plain_item(item: object, words: Words, path: str) -> str:
    return plain(item, words.t, path.rpartition(".")[2], all_languages=True)


def _item(item: object, words: Words, path: str) -> str:
    """One value; an id with the name that it stands for, or with a word of warning."""
    text = _plain_item(item, words, path)
    if path == "centre.serves":
        return region_words(text, words)
    if text in words.unknown:
        return f"{code(text)} ({words.t('review.unknown')})"
    name = words.names.get(text)
    return f"{code(name)} ({code(text)})" if name else code(text)


# --- location ---


def _location(before: Location, after: Location, words: Words) -> Iterator[Statement]:
    for name in Location.__struct_fields__:
        old, new = getattr(before, name), getattr(after, name)
        if old == new or name in ("latitude", "longitude"):
            continue
        if name == "region_code":
            told = words.changed(
                words.label("location.region_code"), region_words(old, words), region_words(new, words)
            )
            yield Statement(told, words.t("review.check.region"))
        else:
            yield from field_changes(f"location.{name}", old, new, words)
    if (before.latitude, before.longitude) != (after.latitude, after.longitude):
        yield _point(before, after, words)


def region_words(region_code: str, words: Words) -> str:
    """ "35.01 Kabupaten Pacitan, Jawa Timur"."""
    lineage = words.regions.lineage(region_code)
    return code(f"{region_code} {', '.join(region.name for region in lineage)}" if lineage else region_code)


def _point(before: Location, after: Location, words: Words) -> Statement:
    t = words.t
    if after.latitude is None or after.longitude is None:
        return Statement(t("review.point-removed"))
    link = f"https://www.openstreetmap.org/?mlat={after.latitude}&mlon={after.longitude}#map=17/{after.latitude}/{after.longitude}"
    at = f"{code(f'{after.latitude}, {after.longitude}')} ([{t('review.map')}]({link}))"
    outside = outside_km(words.data_folder, after.region_code, after.latitude, after.longitude)
    left = outside is not None and outside > TOLERANCE_KM
    where = t("review.point-outside", distance=t.distance(outside)) if outside and left else ""
    if before.latitude is None or before.longitude is None:
        return Statement(t("review.point-added", point=at) + where, t("review.check.point"))
    moved = distance_km(before.latitude, before.longitude, after.latitude, after.longitude)
    told = t("review.point-moved", distance=t.distance(moved), point=at) + where
    return Statement(told, t("review.check.point") if left or moved > FAR_KM else "")


# --- contacts and services ---


def _contacts(before: tuple[Contact, ...], after: tuple[Contact, ...], words: Words) -> Iterator[Statement]:
    """Ways to reach somebody, by their label; of those without one kind by kind, wherever they stand."""
    old_labels, new_labels = (_labels(contacts, words) for contacts in (before, after))
    pairs, before, after = _pairs(before, after, lambda contact: plain(contact.label, words.t))
    for kind in ("phone", "whatsapp", "email", "website"):
        path = f"contact.{kind}"
        for one, other in pairs:
            named = f"{words.label(path)} ({code(plain(other.label, words.t), mark=False)})"
            values = (getattr(contact, kind) for contact in (one, other))
            was, now = ("" if value is None else _item(value, words, path) for value in values)
            if was != now:
                yield Statement(words.changed(named, was, now), words.t(f"review.check.{CHECKED[path]}"))
        old, new = (
            tuple(value for contact in contacts if (value := getattr(contact, kind)) is not None)
            for contacts in (before, after)
        )
        yield from field_changes(path, old, new, words)
    yield from field_changes("contact.label", old_labels, new_labels, words)


def _labels(contacts: tuple[Contact, ...], words: Words) -> tuple[str, ...]:
    return tuple(plain(contact.label, words.t, all_languages=True) for contact in contacts if contact.label)


T = TypeVar("T")


def _pairs(
    before: Iterable[T], after: Iterable[T], name: Callable[[T], Hashable]
) -> tuple[list[tuple[T, T]], tuple[T, ...], tuple[T, ...]]:
    """Entries that go by the same name before and after, and on both sides those that go by none of these."""
    old, new = ([(name(entry), entry) for entry in entries] for entries in (before, after))
    once = [{key for key, times in Counter(key for key, _ in side).items() if times == 1} for side in (old, new)]
    shared = {key for key in once[0] & once[1] if key}
    by_name = dict(old)
    pairs = [(by_name[key], entry) for key, entry in new if key in shared]
    gone, come = (tuple(entry for key, entry in side if key not in shared) for side in (old, new))
    return pairs, gone, come


def _services(
    before: tuple[OfferedService, ...], after: tuple[OfferedService, ...], words: Words
) -> Iterator[Statement]:
    old, new = ({service.id: service for service in services} for services in (before, after))
    label = words.label("centre.services")
    for key, ids in (("added", new.keys() - old.keys()), ("removed", old.keys() - new.keys())):
        if ids:
            values = several((_item(one, words, "service.id") for one in sorted(ids)), words.t)
            yield Statement(words.t(f"review.{key}", label=label, values=values))
    for one in sorted(old.keys() & new.keys()):
        for statement in _service(old[one], new[one], words):
            yield Statement(f"{_item(one, words, 'service.id')}: {statement.words}", statement.check)


def _service(before: OfferedService, after: OfferedService, words: Words) -> Iterator[Statement]:
    for name in OfferedService.__struct_fields__:
        old, new = getattr(before, name), getattr(after, name)
        if old == new:
            continue
        if name == "weekly":
            yield from _week(before.weekly, after.weekly, words.label("offered_service.weekly"), words)
        else:
            yield from field_changes(f"offered_service.{name}", old, new, words)


# --- hours ---


def _hours(before: Hours | None, after: Hours | None, words: Words) -> Iterator[Statement]:
    label = words.label("centre.opening_hours")
    yield from _week(before.weekly if before else None, after.weekly if after else None, label, words)
    yield from _seasons(before.seasons if before else (), after.seasons if after else (), words)
    yield from _exceptions(before.exceptions if before else (), after.exceptions if after else (), words)
    if before and after and before.holidays != after.holidays:
        yield from field_changes("hours.holidays", before.holidays, after.holidays, words)


def _week(before: Week | None, after: Week | None, label: str, words: Words) -> Iterator[Statement]:
    """Day by day where both weeks are known; the whole week where it came or went."""
    check = words.t("review.check.hours")
    if before is None or after is None:
        if before is not after:
            old, new = (week_words(week, words.t) if week else "" for week in (before, after))
            yield Statement(words.changed(label, old, new), check if after else "")
        return
    for change in day_changes(before, after, words.t):
        yield Statement(f"{label}: {change}", check)


def _seasons(before: tuple[Season, ...], after: tuple[Season, ...], words: Words) -> Iterator[Statement]:
    """Season by season, by their names."""
    pairs, gone, come = _pairs(before, after, lambda season: plain(season.name, words.t))
    for one, other in [*(((old,), (new,)) for old, new in pairs), (gone, come)]:
        was, now = (tuple(_dated(season, words) for season in seasons) for seasons in (one, other))
        if was != now:
            yield from field_changes("hours.seasons", was, now, words)


def _exceptions(before: tuple[SpecialDay, ...], after: tuple[SpecialDay, ...], words: Words) -> Iterator[Statement]:
    """By the date on which they begin; of two others none became the other."""
    pairs, gone, come = _pairs(before, after, lambda day: day.first)
    for one, other in [*(((old,), (new,)) for old, new in pairs), ((), come), (gone, ())]:
        was, now = (tuple(_dated(day, words) for day in days) for days in (one, other))
        if was != now:
            yield from field_changes("hours.exceptions", was, now, words)


def _dated(part: Season | SpecialDay, words: Words) -> str:
    """ "10-16 Maret 2027: tutup (Idulfitri)" as plain text."""
    t = words.t
    dates = _ascii(t.date_range(part.first, part.last))
    if isinstance(part, Season):
        return f"{plain(part.name, t, all_languages=True)}, {dates}: {_ascii(week_words(part.weekly, t))}"
    reason = f" ({plain(part.reason, t, all_languages=True)})" if part.reason else ""
    return f"{dates}: {_ascii(spans_words(part.spans, t))}{reason}"


def _ascii(words: str) -> str:
    """Our own dashes as hyphens, for what is not ASCII in a stranger's value is marked."""
    return words.replace("–", "-")
