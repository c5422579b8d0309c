"""The review of a change as one Markdown text: what changed, and what to make sure of by hand."""

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from operator import itemgetter

import msgspec

from sitegen.cross_checks import by_kind
from sitegen.review.changes import Statement, Words
from sitegen.review.files import (
    Change,
    fault_words,
    file_changes,
    file_checks,
    id_of,
    naming,
    read_both,
    title_of,
    with_renames,
)
from sitegen.review.reading import Read
from sitegen.review.values import MAX_LENGTH, code, several
from sitegen.schema.reading import Context
from sitegen.validate import PHOTOS, UNKNOWN, check_references

MAX_NAMES = 100  # of files of which there is no more to tell
MAX_CHECKS = 200
APART = 4  # characters between blocks, and to spare

_LINK = re.compile(r"https?://[^\s\"'<>)\]},]+", re.IGNORECASE)


Known = dict[str, dict[str, tuple[str, ...]]]
"""By kind, the ids there are, as the checks want them: each with the names that it goes by."""


class Entry(msgspec.Struct, frozen=True):
    """What is told about one file."""

    change: Change
    name: str
    statements: tuple[Statement, ...]
    checks: tuple[str, ...]  # what is wrong, and what has to be made sure of

    @property
    def is_of_network(self) -> bool:
        return self.change.kind != "centre"


def review(changes: Sequence[Change], contexts: tuple[Context, Context], words: Words) -> str:
    """The whole review.

    Args:
        changes: every file that differs.
        contexts: the settings by which files are read, before and after.
        words: what statements are put together from.
    """
    t = words.t
    if not changes:
        return f"## {t('review.title')}\n\n{t('review.nothing')}\n"
    told = [change for change in with_renames(changes) if change.kind]
    others = [change for change in changes if not change.kind]
    reads = {change.path: read_both(change, contexts) for change in told}
    known = _known(changes, reads, words)
    # What is about all centres comes first, and of all files those of which something has to be made sure.
    entries = sorted(
        (_entry(change, *reads[change.path], known, words) for change in told),
        key=lambda entry: (not entry.is_of_network, not entry.checks),
    )
    checks = [*_checks(entries, words), *_file_checks(others, words)]
    blocks = [f"## {t('review.title')}", _counts(entries, len(others), words), t("review.not-all")]
    if checks:
        blocks.append("\n".join([f"### {t('review.by-hand')}", "", *checks]))
    links = _new_links(changes)
    if links:
        blocks.append(f"{t('review.links')}: {', '.join(map(code, links))}")
    last = [*_silent(entries, words), *_other_files(others, words)]
    middle = _told(entries, MAX_LENGTH - len("\n\n".join([*blocks, *last])), words)
    return _cut("\n\n".join([*blocks, *middle, *last]), words) + "\n"


def _counts(entries: Sequence[Entry], others: int, words: Words) -> str:
    happened = [entry.change.what_happened for entry in entries if not entry.is_of_network]
    count = {key: happened.count(key) for key in ("new", "changed", "removed", "renamed")}
    return words.t("review.counts", **count, others=len(entries) - len(happened) + others)


def _cut(text: str, words: Words) -> str:
    if len(text) <= MAX_LENGTH:
        return text
    return f"{text[:MAX_LENGTH].rpartition(chr(10))[0]}\n\n{words.t('review.cut')}"


def _known(changes: Sequence[Change], reads: Mapping[str, tuple[Read, Read]], words: Words) -> Known:
    """The ids there are once the change is taken over; of a list that can't be read then nobody knows them."""
    known: Known = {}
    for kind, ids in words.known.items():
        where = UNKNOWN[kind][1]
        if where in reads:
            after = reads[where][1]
            if after.value is None and after.fault:
                continue
            ids = after.ids
        of_files = [change for change in changes if f"{change.path.rpartition('/')[0]}/" == where]
        gone = {id_of(change.path) for change in of_files if change.after is None}
        come = {id_of(change.path) for change in of_files if change.after is not None}
        known[kind] = dict.fromkeys(sorted(({*ids} - gone) | come), ())
    return known


def _entry(change: Change, before: Read, after: Read, known: Known, words: Words) -> Entry:
    """What is told about a file, and what is wrong with it, also beside the others."""
    unknown = tuple(check_references(by_kind((change.path, mark) for mark in after.marks), known))
    words = msgspec.structs.replace(words, known=known, unknown={one.values["typed"] for one in unknown})
    statements = tuple(file_changes(change, before, after, words))
    faults = [words.t("review.problem", message=fault_words(one, words)) for one in (*after.problems, *unknown)]
    asked = [*file_checks(change, before, after, words)] if statements else []
    checks = dict.fromkeys([*faults, *asked, *(check for one in statements for check in one.checks)])
    shown = after.value or before.value
    name = title_of(change.kind, shown, words) if shown else ""
    return Entry(change, name, statements, tuple(checks))


def _checks(entries: Sequence[Entry], words: Words) -> Iterator[str]:
    """File by file, a box to tick for each thing that a person has to make sure of."""
    boxes = [(entry, check) for entry in entries for check in entry.checks]
    for entry, together in groupby(boxes[:MAX_CHECKS], key=itemgetter(0)):
        yield f"- {_called(entry)}"
        yield from (f"  - [ ] {check}" for _, check in together)
    if len(boxes) > MAX_CHECKS:
        yield f"- [ ] {words.t('review.more', count=len(boxes) - MAX_CHECKS)}"


def _called(entry: Entry) -> str:
    """ "`Pusat Layanan Kabupaten Contoh` (`contoh`)"; of a file of the network its path."""
    place = _place(entry, entry.change.path)
    return place if entry.is_of_network or not entry.name else f"{code(entry.name, mark=False)} ({place})"


def _place(entry: Entry, path: str) -> str:
    return code(path if entry.is_of_network else id_of(path))


def _told(entries: Sequence[Entry], room: int, words: Words) -> Iterator[str]:
    """A block for each file; only its heading where there is no room, and in the end only how many more."""
    t = words.t
    room -= len(t("review.more", count=len(entries)))
    untold = 0
    for entry in (entry for entry in entries if entry.statements):
        heading = _heading(entry, words)
        block = "\n".join([f"### {heading}", "", *(f"- {statement.words}" for statement in entry.statements)])
        if len(block) + APART > room:
            block = f"{heading}: {t('review.changes', count=len(entry.statements))}"
        if len(block) + APART > room:
            untold += 1
            continue
        room -= len(block) + APART
        yield block
    if untold:
        yield t("review.more", count=untold)


def _silent(entries: Sequence[Entry], words: Words) -> Iterator[str]:
    """One line for all files that say what they said."""
    silent = [_place(entry, entry.change.path) for entry in entries if not entry.statements]
    if silent:
        yield f"{words.t('review.no-meaning')} ({len(silent)}): {several(silent, words.t, MAX_NAMES)}"


def _heading(entry: Entry, words: Words) -> str:
    change, t = entry.change, words.t
    what = f"{t(f'review.what.{change.kind}')} " if entry.is_of_network else ""
    name = f"{code(entry.name)} " if entry.name else ""
    old = f" ← {_place(entry, change.old_path)}" if change.old_path else ""
    return f"{t(f'review.kind.{change.what_happened}')}: {what}{name}({_place(entry, change.path)}{old})"


# --- other files ---


def _other_files(changes: Sequence[Change], words: Words) -> Iterator[str]:
    lines = [f"- {code(change.path)}: {_file_words(change, words)}" for change in changes[:MAX_NAMES]]
    if len(changes) > MAX_NAMES:
        lines.append(f"- {words.t('review.more', count=len(changes) - MAX_NAMES)}")
    if lines:
        yield "\n".join([f"### {words.t('review.other-files')}", "", *lines])


def _file_words(change: Change, words: Words) -> str:
    """ "2 baris ditambah, 1 baris dihapus", "foto baru, 300 kB"."""
    t = words.t
    if change.is_odd:
        return t("review.not-read")
    if change.is_photo:
        return t(f"review.photo.{change.what_happened}", size=t.number(change.size / 1000))
    before, after = ((data or b"").splitlines() for data in (change.before, change.after))
    same = sum(block.size for block in SequenceMatcher(None, before, after).get_matching_blocks())
    counts = {"added": len(after) - same, "removed": len(before) - same}
    told = [t(f"review.lines.{key}", count=count) for key, count in counts.items() if count]
    return ", ".join(told) or t("review.no-meaning")


def _file_checks(changes: Sequence[Change], words: Words) -> Iterator[str]:
    """What a change of these files can do to many centres, or to the program; a line for each kind of file."""
    paths: dict[str, list[str]] = {}
    for change in changes:
        check = _file_check(change, words)
        if check:
            paths.setdefault(check, []).append(code(change.path))
    for check, those in paths.items():
        yield f"- [ ] {several(those, words.t, MAX_NAMES)}: {check}"


def _file_check(change: Change, words: Words) -> str:
    t = words.t
    if change.is_odd:
        return t("review.check.odd")
    if not change.path.startswith("content/"):
        return t("review.check.not-content")
    if not change.is_photo:
        return t("review.check.strange") if change.after is not None else ""
    if change.after is not None:
        return t("review.check.photo")
    name = change.path.removeprefix(f"{PHOTOS}/")
    return naming("photo", name, words) if words.users("photo", name) else ""


def _new_links(changes: Sequence[Change]) -> list[str]:
    """Web addresses that were nowhere in the changed files before."""
    before = {link for change in changes for link in _links_in(change.before)}
    after = {link for change in changes for link in _links_in(change.after)}
    return sorted(after - before)


def _links_in(data: bytes | None) -> list[str]:
    return _LINK.findall((data or b"").decode("utf-8", "replace"))
