"""What changed between two versions of one centre, statement by statement."""

from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path

import msgspec

from sitegen.boundaries import TOLERANCE_KM, outside_km
from sitegen.geo import distance_km
from sitegen.hours import Hours, Season, SpecialDay, Week
from sitegen.i18n import Translator
from sitegen.model import Centre, Contact, Location, OfferedService
from sitegen.regions import Regions
from sitegen.review.values import code, day_changes, plain, several, spans_words, week_words

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
                named = f"{label} ({language})"
                yield Statement(words.changed(named, one and code(one), other and code(other)), check)
    else:
        one, other = ("" if value is None else _item(value, words, path) for value in (old, new))
        yield Statement(words.changed(label, one, other), check)


def _without(items: tuple[object, ...], others: tuple[object, ...]) -> list[object]:
    return [item for item in items if item not in others]


def _item(item: object, words: Words, path: str) -> str:
    """One value; an id with the name that it stands for, or with a word of warning."""
    text = plain(item, words.t, path.rpartition(".")[2])
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
    """Ways to reach somebody, kind by kind: in which entry they stand matters less."""
    for kind in ("phone", "whatsapp", "email", "website"):
        old, new = (
            tuple(value for contact in contacts if (value := getattr(contact, kind)) is not None)
            for contacts in (before, after)
        )
        yield from field_changes(f"contact.{kind}", old, new, words)
    yield from field_changes("contact.label", _labels(before, words), _labels(after, words), words)


def _labels(contacts: tuple[Contact, ...], words: Words) -> tuple[str, ...]:
    return tuple(plain(contact.label, words.t) for contact in contacts if contact.label)


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
    none = Hours(weekly=((),) * 7)
    old, new = before or none, after or none
    for name in ("seasons", "exceptions"):
        one, other = (tuple(_dated(part, words) for part in getattr(hours, name)) for hours in (old, new))
        if one != other:
            yield from field_changes(f"hours.{name}", one, other, words)
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


def _dated(part: Season | SpecialDay, words: Words) -> str:
    """ "10-16 Maret 2027: tutup (Idulfitri)" as plain text."""
    t = words.t
    dates = _ascii(t.date_range(part.first, part.last))
    if isinstance(part, Season):
        return f"{plain(part.name, t)}, {dates}: {_ascii(week_words(part.weekly, t))}"
    reason = f" ({plain(part.reason, t)})" if part.reason else ""
    return f"{dates}: {_ascii(spans_words(part.spans, t))}{reason}"


def _ascii(words: str) -> str:
    """Our own dashes as hyphens, for what is not ASCII in a stranger's value is marked."""
    return words.replace("–", "-")
