"""The review of a change as one Markdown text: what changed, and what to make sure of by hand."""

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

import msgspec

from sitegen.model import Centre, Location
from sitegen.problems import Problem
from sitegen.review.changes import Statement, Words, centre_changes, region_words
from sitegen.review.network_files import (
    fault_words,
    file_changes,
    kind_of,
    lines_changed,
    read_both,
    title_of,
    unread,
)
from sitegen.review.reading import Read, read_version
from sitegen.review.values import MAX_ITEMS, code, plain, several
from sitegen.schema.fields import CENTRE
from sitegen.schema.reading import Context
from sitegen.validate import CENTRES, PHOTOS, UNKNOWN, check_references

MAX_CENTRES = 40  # told in full; of more only the headings, and of very many only how many
MAX_HEADINGS = 200
MAX_STATEMENTS = 25  # of one centre
MAX_LENGTH = 60_000  # characters; GitHub takes 65,536
ALIKE = 0.7  # how much of two files has to be the same for one to be the other under a new name

_LINK = re.compile(r"https?://[^\s\"'<>)\]},]+", re.IGNORECASE)


Known = dict[str, dict[str, tuple[str, ...]]]
"""By kind, the ids there are, as the checks want them: each with the names that it goes by."""


class Change(msgspec.Struct, frozen=True):
    """One file in two versions."""

    path: str  # below the root
    before: bytes | None  # None: it wasn't there
    after: bytes | None  # None: it is gone
    is_odd: bool = False  # a link, a module or too big: not an ordinary file
    size: int = 0  # in bytes, of a photo after the change; a photo's bytes are not read


class Entry(msgspec.Struct, frozen=True):
    """What is told about one centre, or about one file of the network."""

    id: str  # of a centre; of another file its path
    name: str
    kind: str  # new | changed | removed | renamed
    statements: tuple[Statement, ...]
    problems: tuple[Problem, ...] = ()
    old_id: str = ""
    what: str = ""  # the kind of file, as `kind_of` gives it; "" for a centre


def review(changes: Sequence[Change], context: Context, words: Words) -> str:
    """The whole review.

    Args:
        changes: every file that differs.
        context: the settings by which centres' files are read.
        words: what statements are put together from.
    """
    t = words.t
    centres = [change for change in changes if _is_centre(change)]
    network = [change for change in changes if kind_of(change.path) and not change.is_odd]
    others = [change for change in changes if change.is_odd or not (_is_centre(change) or kind_of(change.path))]
    reads = {change.path: read_both(change.path, change.before, change.after, context) for change in network}
    known = _known(changes, reads, words)
    entries = _entries(centres, context, known, words)
    count = {kind: sum(entry.kind == kind for entry in entries) for kind in ("new", "changed", "removed", "renamed")}
    blocks = [f"## {t('review.title')}", t("review.counts", **count, others=len(network) + len(others))]
    entries += _network_entries(network, reads, known, words)
    checks = [*_checks(entries, words), *_file_checks(others, words)]
    if checks:
        blocks.append("\n".join([f"### {t('review.by-hand')}", "", *checks]))
    links = _new_links(changes)
    if links:
        blocks.append(f"{t('review.links')}: {several(map(code, links), t)}")
    blocks += _told(entries, words)
    if others:
        blocks.append("\n".join([f"### {t('review.other-files')}", "", *_files(others, words)]))
    if not changes:
        blocks = [blocks[0], t("review.nothing")]
    return _cut("\n\n".join(blocks), words) + "\n"


def _is_centre(change: Change) -> bool:
    folder, _, name = change.path.rpartition("/")
    return folder == CENTRES and name.endswith(".yaml") and not change.is_odd


def _cut(text: str, words: Words) -> str:
    if len(text) <= MAX_LENGTH:
        return text
    return f"{text[:MAX_LENGTH].rpartition(chr(10))[0]}\n\n{words.t('review.cut')}"


def _known(changes: Sequence[Change], reads: Mapping[str, tuple[Read, Read]], words: Words) -> Known:
    """The ids there are once the change is taken over; of a list that can't be read then nobody knows them."""
    known: dict[str, dict[str, tuple[str, ...]]] = {}
    for kind, ids in words.known.items():
        where = UNKNOWN[kind][1]
        if where in reads:
            after = reads[where][1]
            if after.value is None and after.fault:
                continue
            ids = after.ids
        of_files = [change for change in changes if f"{change.path.rpartition('/')[0]}/" == where]
        gone = {_id(change.path) for change in of_files if change.after is None}
        come = {_id(change.path) for change in of_files if change.after is not None}
        known[kind] = dict.fromkeys(sorted(({*ids} - gone) | come), ())
    return known


def _with_references(path: str, read: Read, known: Known) -> tuple[Problem, ...]:
    """What is wrong with a file, also beside the others."""
    return (*read.problems, *check_references([(path, mark) for mark in read.marks], known))


# --- centres ---


def _entries(changes: Sequence[Change], context: Context, known: Known, words: Words) -> list[Entry]:
    """Each centre once; one whose file was given another name is told as renamed."""
    renamed = dict(_renames(changes))
    entries = []
    for change in changes:
        if change.path in renamed.values():
            continue
        before = read_version(change.path, _before(change, changes, renamed), CENTRE, context)
        after = read_version(change.path, change.after, CENTRE, context, before)
        kind = "renamed" if change.path in renamed else _kind(change)
        shown: Centre | None = after.value or before.value
        problems = _with_references(change.path, after, known)
        unknown = {one.values["typed"] for one in problems[len(after.problems) :]}
        told = _statements(before, after, kind, msgspec.structs.replace(words, unknown=unknown))
        entries.append(
            Entry(
                id=_id(change.path),
                name=plain(shown.name, words.t) if shown else _id(change.path),
                kind=kind,
                statements=tuple(told),
                problems=problems,
                old_id=_id(renamed.get(change.path, "")),
            )
        )
    return entries


def _before(change: Change, changes: Sequence[Change], renamed: dict[str, str]) -> bytes | None:
    old_path = renamed.get(change.path)
    return next(one.before for one in changes if one.path == old_path) if old_path else change.before


def _kind(change: Change) -> str:
    if change.before is None:
        return "new"
    return "removed" if change.after is None else "changed"


def _id(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".yaml")


def _renames(changes: Sequence[Change]) -> Iterator[tuple[str, str]]:
    """New paths with the old ones whose file they most likely are."""
    gone = {change.path: change.before for change in changes if change.before is not None and change.after is None}
    for change in changes:
        if change.before is not None or change.after is None or not gone or len(gone) > MAX_CENTRES:
            continue
        likeness = {
            path: SequenceMatcher(None, data.splitlines(), change.after.splitlines(), autojunk=False).ratio()
            for path, data in gone.items()
        }
        best = max(likeness, key=likeness.__getitem__)
        if likeness[best] >= ALIKE:
            del gone[best]
            yield change.path, best


def _statements(before: Read, after: Read, kind: str, words: Words) -> Iterator[Statement]:
    t = words.t
    if kind == "removed":
        yield Statement(t("review.gone"), t("review.check.gone"))
        return
    if kind == "renamed":
        yield Statement(t("review.address"), t("review.check.address"))
    new: Centre | None = after.value
    if new is None:
        if after.fault:
            yield Statement(t("review.unreadable", message=fault_words(after.fault, words)))
        return
    # What can't be compared is told as if the centre had said nothing before.
    blank = Centre(id=new.id, name={}, location=Location(region_code=new.location.region_code))
    old: Centre = before.value or blank
    if kind == "new":
        region = region_words(new.location.region_code, words)
        yield Statement(t("review.added", label=words.label("location.region_code"), values=region))
        yield Statement(t("review.new"), t("review.check.new"))
    elif before.value is None and before.fault:
        yield Statement(t("review.was-unreadable", message=fault_words(before.fault, words)))
    yield from unread(before, after, words)
    yield from centre_changes(old, new, words)


def _checks(entries: Sequence[Entry], words: Words) -> Iterator[str]:
    """A box to tick for each thing that a person has to make sure of."""
    t = words.t
    shown = 0
    for entry in entries:
        faults = [t("review.problem", message=fault_words(one, words)) for one in entry.problems]
        for check in dict.fromkeys([*faults, *(one.check for one in entry.statements if one.check)]):
            shown += 1
            if shown <= MAX_HEADINGS:
                name = code(entry.id) if entry.what else f"{code(entry.name, mark=False)} ({code(entry.id)})"
                yield f"- [ ] {name}: {check}"
    if shown > MAX_HEADINGS:
        yield f"- [ ] {t('review.more', count=shown - MAX_HEADINGS)}"


def _told(entries: Sequence[Entry], words: Words) -> Iterator[str]:
    """A block for each centre or file; where there are many, only their headings, then only how many more."""
    t = words.t
    for number, entry in enumerate(entries[:MAX_HEADINGS]):
        old = f" ← {code(entry.old_id)}" if entry.old_id else ""
        what = f"{t(f'review.what.{entry.what}')} " if entry.what else ""
        name = f"{code(entry.name)} " if entry.name else ""
        heading = f"### {t(f'review.kind.{entry.kind}')}: {what}{name}({code(entry.id)}{old})"
        if number >= MAX_CENTRES:
            yield f"{heading[4:]}: {t('review.changes', count=len(entry.statements))}"
            continue
        lines = [f"- {statement.words}" for statement in entry.statements[:MAX_STATEMENTS]]
        if len(entry.statements) > MAX_STATEMENTS:
            lines.append(f"- {t('review.more', count=len(entry.statements) - MAX_STATEMENTS)}")
        yield "\n".join([heading, "", *(lines or [f"- {t('review.no-meaning')}"])])
    if len(entries) > MAX_HEADINGS:
        yield t("review.more", count=len(entries) - MAX_HEADINGS)


# --- other files ---


def _network_entries(
    changes: Sequence[Change], reads: Mapping[str, tuple[Read, Read]], known: Known, words: Words
) -> Iterator[Entry]:
    """Each file that is about the whole network."""
    for change in changes:
        before, after = reads[change.path]
        yield Entry(
            id=change.path,
            name=title_of(after.value or before.value, words),
            kind=_kind(change),
            statements=tuple(file_changes(change.path, before, after, words)),
            problems=_with_references(change.path, after, known),
            what=kind_of(change.path) or "",
        )


def _files(changes: Sequence[Change], words: Words) -> Iterator[str]:
    t = words.t
    for change in changes[:MAX_CENTRES]:
        before, after = ((data or b"").splitlines() for data in (change.before, change.after))
        told = lines_changed(before, after, words)
        if change.path.startswith(f"{PHOTOS}/") and not change.is_odd:
            told = t(f"review.photo.{_kind(change)}", size=t.number(change.size / 1000))
        yield f"- {code(change.path)}: {told}"
    if len(changes) > MAX_CENTRES:
        yield f"- {t('review.more', count=len(changes) - MAX_CENTRES)}"


def _file_checks(changes: Sequence[Change], words: Words) -> Iterator[str]:
    """What a change of these files can do to many centres, or to the program; a line for each kind of file."""
    paths: dict[str, list[str]] = {}
    for change in changes:
        paths.setdefault(_check_of(change), []).append(change.path)
    for key, those in paths.items():
        if key:
            shown = several((code(path) for path in those), words.t)
            yield f"- [ ] {shown}: {words.t(f'review.check.{key}')}"


def _check_of(change: Change) -> str:
    if change.is_odd:
        return "odd"
    if not change.path.startswith("content/"):
        return "not-content"
    return "photo" if change.path.startswith(f"{PHOTOS}/") and change.after is not None else ""


def _new_links(changes: Sequence[Change]) -> list[str]:
    """Web addresses that were nowhere in the changed files before."""
    before = {link for change in changes for link in _links_in(change.before)}
    after = {link for change in changes for link in _links_in(change.after)}
    return sorted(after - before)[: MAX_ITEMS * 10]


def _links_in(data: bytes | None) -> list[str]:
    return _LINK.findall((data or b"").decode("utf-8", "replace"))
