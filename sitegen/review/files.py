"""The kinds of files that a review tells in words: what each holds, and what its change means beyond its fields."""

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import msgspec

from sitegen.config import SETTINGS, settings_context
from sitegen.hours import in_language
from sitegen.problem_words import message_of
from sitegen.problems import Problem
from sitegen.review.changes import Statement, Words, changes
from sitegen.review.reading import Read, read_version
from sitegen.review.unread import Spot
from sitegen.review.values import code
from sitegen.schema import fields
from sitegen.schema.formats import ID
from sitegen.schema.reading import Context
from sitegen.schema.shapes import ListOf, Markdown, RecordOf, Shape
from sitegen.spreadsheet.columns import SEPARATOR
from sitegen.validate import CENTRES, HOLIDAYS, NOTICES, PAGES, PHOTOS, UNKNOWN

ALIKE = 0.7  # how much of two files has to be the same for one to be the other under a new name
MAX_GONE = 40  # files that went, among which the one is looked for that a new one was
MAX_MESSAGE = 400  # characters

LISTS: Mapping[str, RecordOf] = {
    UNKNOWN[shape.name][1]: shape for shape in (fields.SERVICE, fields.PARTNER, fields.PROGRAMME, fields.FACILITY)
}
"""What the lists list, by their paths."""

SHAPES: Mapping[str, Shape] = {
    "settings": fields.SITE,
    "notice": fields.NOTICE,
    "holidays": fields.HOLIDAY_YEAR,
    "page": fields.PAGE,
    "centre": fields.CENTRE,
    **{shape.name: ListOf(shape) for shape in LISTS.values()},
}
"""What each kind of file holds."""

PATHS: Mapping[str, re.Pattern[str]] = {
    "settings": re.compile(re.escape(SETTINGS)),
    **{shape.name: re.compile(re.escape(path)) for path, shape in LISTS.items()},
    **{
        kind: re.compile(rf"{folder}/{ID.pattern}\.yaml")
        for kind, folder in {"centre": CENTRES, "notice": NOTICES, "holidays": HOLIDAYS}.items()
    },
    "page": re.compile(rf"{PAGES}/{ID.pattern}\.[a-z-]+\.md"),
}
"""Where each kind of file lies."""

WITHOUT_PAGES = frozenset({"facility"})
RENAMED = frozenset({"centre", "notice", "page"})  # those that are called as their files are
WITH_CHECK = frozenset({"settings", "notice", "holidays", "page"})  # read by many, or changing many centres


class Change(msgspec.Struct, frozen=True):
    """One file in two versions."""

    path: str  # below the root
    before: bytes | None  # None: it wasn't there
    after: bytes | None  # None: it is gone
    is_odd: bool = False  # a link, a module or too big: not an ordinary file
    size: int = 0  # in bytes, of a photo after the change; a photo's bytes are not read
    old_path: str = ""  # of the version before, where that is another

    @property
    def kind(self) -> str:
        """What it holds, a key of `SHAPES`; "" for what is told as a mere file."""
        found = (kind for kind, pattern in PATHS.items() if pattern.fullmatch(self.path))
        return "" if self.is_odd else next(found, "")

    @property
    def what_happened(self) -> str:
        """new | changed | removed | renamed."""
        if self.old_path:
            return "renamed"
        return "new" if self.before is None else "removed" if self.after is None else "changed"

    @property
    def is_photo(self) -> bool:
        return self.path.startswith(f"{PHOTOS}/") and not self.is_odd


def id_of(path: str) -> str:
    """The id of what a file tells."""
    return path.rpartition("/")[2].partition(".")[0]


def with_renames(changes: Iterable[Change]) -> list[Change]:
    """Files under a new name, or that changed places with others, beside what they were; all others as they are."""
    changes = list(changes)
    named = [change for change in changes if change.kind in RENAMED]
    gone = {change.path: change for change in named if change.after is None}
    stay = [change for change in named if change.after not in (None, change.before)]
    there = {(_family(change), change.before): change for change in stay}
    old: dict[str, Change] = {}
    for change in stay:
        moved = _renamed(change, gone) if change.before is None else there.get((_family(change), change.after))
        if moved is not None:
            old[change.path] = moved
            gone.pop(moved.path, None)
    taken = {moved.path for moved in old.values()}
    return [
        msgspec.structs.replace(change, before=old[change.path].before, old_path=old[change.path].path)
        if change.path in old
        else change
        for change in changes
        if change.after is not None or change.path not in taken
    ]


def _renamed(change: Change, gone: Mapping[str, Change]) -> Change | None:
    """The file that is gone and whose text a new one most likely has."""
    if change.after is None or len(gone) > MAX_GONE:
        return None
    lines = change.after.splitlines()
    likeness = {
        path: SequenceMatcher(None, (one.before or b"").splitlines(), lines).ratio()
        for path, one in gone.items()
        if _family(one) == _family(change)
    }
    best = max(likeness, key=likeness.__getitem__, default="")
    return gone[best] if best and likeness[best] >= ALIKE else None


def _family(change: Change) -> tuple[str, str]:
    """What kind of file it is, and in which language: only within that can one be another under a new name."""
    return change.kind, change.path.partition(".")[2]


# --- reading ---


def contexts_of(changes: Iterable[Change], settings: bytes | None, data_folder: Path) -> tuple[Context, Context]:
    """The settings by which files are read, before and after: if only one version can be read, that one.

    Args:
        changes: every file that differs.
        settings: those of the network that is here.
        data_folder: of the tables of regions and boundaries.
    """
    changed = next((change for change in changes if change.kind == "settings"), None)
    versions = (changed.before, changed.after, settings) if changed else (settings,)
    read = [_context_of(read_version(SETTINGS, data, fields.SITE, Context()), data_folder) for data in versions]
    readable = [context for context in read if context is not None] or [Context(data_folder=str(data_folder))]
    return read[0] or readable[0], (read[1] if changed else read[0]) or readable[0]


def _context_of(settings: Read, data_folder: Path) -> Context | None:
    """None where the settings can't be read."""
    if settings.value is None or settings.node is None:
        return None
    statuses = tuple(status["id"] for status in settings.value.get("legal_statuses", ()))
    context = settings_context(settings.node)
    return msgspec.structs.replace(context, legal_statuses=statuses, data_folder=str(data_folder))


def read_both(change: Change, contexts: tuple[Context, Context]) -> tuple[Read, Read]:
    """Both versions of a file that is told in words."""
    shape = SHAPES[change.kind]
    before = read_version(change.old_path or change.path, change.before, shape, contexts[0])
    return before, read_version(change.path, change.after, shape, contexts[1], before)


def title_of(kind: str, value: Any, words: Words) -> str:
    """What a centre, a notice or a page is called; "" for what its path tells already."""
    if kind == "page":
        return str(value["title"])
    return in_language(value["name" if kind == "centre" else "title"], words.t.language) if kind in RENAMED else ""


# --- telling ---


def file_changes(change: Change, before: Read, after: Read, words: Words) -> Iterator[Statement]:
    """All that differs between two versions, of which one may be `ABSENT`."""
    t, kind = words.t, change.kind
    if change.old_path:
        yield Statement(t("review.address"))
    if after.value is None and after.fault:
        yield Statement(t("review.unreadable", message=fault_words(after.fault, words)))
        return
    if change.after is None:
        yield Statement(t("review.gone"))
        if kind == "centre":
            return
    elif before.value is None and before.fault:
        yield Statement(t("review.was-unreadable", message=fault_words(before.fault, words)))
    yield from _unread(before, after, words)
    words = msgspec.structs.replace(words, is_whole=before.value is None or after.value is None)
    label = f"**{t(f'review.entry.{kind}')}**" if isinstance(SHAPES[kind], ListOf) else ""
    yield from changes(SHAPES[kind], "", before.value, after.value, label, words)
    if kind == "page":
        old, new = ((read.value or {}).get("text") for read in (before, after))
        yield from changes(Markdown(), "", old, new, words.label("notice.text"), words)


def file_checks(change: Change, before: Read, after: Read, words: Words) -> Iterator[str]:
    """What has to be made sure of because of what happened to a file as a whole."""
    t, kind = words.t, change.kind
    if kind in WITH_CHECK:
        yield t(f"review.check.{kind}")
    if kind == "centre":
        is_taken = id_of(change.old_path) in words.known.get("centre", ())
        keys = {"new": "new", "removed": "gone", "renamed": "swapped" if is_taken else "address"}
        if change.what_happened in keys:
            yield t(f"review.check.{keys[change.what_happened]}")
    old, new = (read.value["slug"] if kind == "page" and read.value else "" for read in (before, after))
    if old not in ("", new) and not after.fault:
        yield t("review.check.page-gone")
    if isinstance(SHAPES[kind], ListOf) and not (after.value is None and after.fault):
        for lost in sorted({*before.ids} - {*after.ids}):
            page = [] if kind in WITHOUT_PAGES else [t("review.check.page-gone")]
            yield f"{code(lost)}: {' '.join([*page, naming(kind, lost, words)])}"


def naming(kind: str, known: str, words: Words) -> str:
    """How many centres still name what is gone."""
    users = words.users(kind, known)
    return words.t("review.check.still-named", count=users) if users else words.t("review.check.not-named")


def _unread(before: Read, after: Read, words: Words) -> Iterator[Statement]:
    """The parts of a file that can't be read in one of two versions."""
    for spot in after.unread:
        yield Statement(words.t("review.unread", label=_spot(spot, words), message=fault_words(spot.problem, words)))
    labels = {_spot(spot, words) for spot in after.unread}
    for label in dict.fromkeys(_spot(spot, words) for spot in before.unread):
        if label not in labels:
            yield Statement(words.t("review.was-unread", label=label))


def _spot(spot: Spot, words: Words) -> str:
    """ "Jam buka / Jam mingguan"; what is no field as it was typed."""
    return SEPARATOR.join(map(words.label, spot.fields)) or code(spot.typed)


def fault_words(problem: Problem, words: Words) -> str:
    return code(message_of(problem, words.t), mark=False, limit=MAX_MESSAGE)
