"""The review of a change as one Markdown text: what changed, and what to make sure of by hand."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

import msgspec

from sitegen.model import Centre
from sitegen.problem_words import message_of
from sitegen.problems import Problem
from sitegen.review.changes import Statement, Words, centre_changes
from sitegen.review.values import MAX_ITEMS, code, plain, several
from sitegen.schema.reading import Context
from sitegen.validate import CENTRES, HOLIDAYS, NOTICES, read_centre

MAX_CENTRES = 40  # told in full; of more only the headings, and of very many only how many
MAX_HEADINGS = 200
MAX_STATEMENTS = 25  # of one centre
MAX_LENGTH = 60_000  # characters; GitHub takes 65,536
ALIKE = 0.7  # how much of two files has to be the same for one to be the other under a new name

_LINK = re.compile(r"https?://[^\s\"'<>)\]},]+", re.IGNORECASE)
_ROOT_FILES = ("site_config.yaml",)


class Change(msgspec.Struct, frozen=True):
    """One file in two versions."""

    path: str  # below the root
    before: bytes | None  # None: it wasn't there
    after: bytes | None  # None: it is gone
    is_odd: bool = False  # a link or a module, not an ordinary file


class Entry(msgspec.Struct, frozen=True):
    """What is told about one centre."""

    id: str
    name: str
    kind: str  # new | changed | removed | renamed
    statements: tuple[Statement, ...]
    problems: tuple[Problem, ...] = ()
    old_id: str = ""


def review(changes: Sequence[Change], context: Context, words: Words) -> str:
    """The whole review.

    Args:
        changes: every file that differs.
        context: the settings by which centres' files are read.
        words: what statements are put together from.
    """
    t = words.t
    centres = [change for change in changes if _is_centre(change)]
    others = [change for change in changes if not _is_centre(change)]
    entries = _entries(centres, context, words)
    count = {kind: sum(entry.kind == kind for entry in entries) for kind in ("new", "changed", "removed", "renamed")}
    blocks = [f"## {t('review.title')}", t("review.counts", **count, others=len(others))]
    checks = [*_checks(entries, t_words=words), *_file_checks(others, words)]
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


# --- centres ---


def _entries(changes: Sequence[Change], context: Context, words: Words) -> list[Entry]:
    """Each centre once; one whose file was given another name is told as renamed."""
    language = words.t.language
    renamed = dict(_renames(changes))
    entries = []
    for change in changes:
        before, after = (
            read_centre(change.path, data, context) if data is not None else None
            for data in (_before(change, changes, renamed), change.after)
        )
        if change.path in renamed.values():
            continue
        old, new = (checked.centre if checked else None for checked in (before, after))
        kind = "renamed" if change.path in renamed else _kind(change)
        shown = new or old
        entries.append(
            Entry(
                id=_id(change.path),
                name=plain(shown.name, language) if shown else _id(change.path),
                kind=kind,
                statements=tuple(_statements(old, new, kind, words)),
                problems=after.problems if after else (),
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


def _statements(old: Centre | None, new: Centre | None, kind: str, words: Words) -> Iterator[Statement]:
    t = words.t
    if kind == "removed":
        yield Statement(t("review.gone"), t("review.check.gone"))
    elif kind == "renamed":
        yield Statement(t("review.address"), t("review.check.address"))
    if new is None or (old is None and kind != "new"):
        return
    if old is None:  # a new centre differs from one that says nothing
        old = Centre(id=new.id, name={}, location=msgspec.structs.replace(new.location, latitude=None, longitude=None))
        lineage = words.regions.lineage(new.location.region_code)
        region = f"{new.location.region_code} {', '.join(region.name for region in lineage)}"
        yield Statement(t("review.added", label=words.label("location.region_code"), values=code(region)))
        yield Statement(t("review.new"), t("review.check.new"))
    yield from centre_changes(old, new, words)


def _checks(entries: Sequence[Entry], *, t_words: Words) -> Iterator[str]:
    """A box to tick for each thing that a person has to make sure of."""
    t = t_words.t
    shown = 0
    for entry in entries:
        faults = [
            t("review.problem", message=code(message_of(one, t), mark=False, limit=400)) for one in entry.problems
        ]
        for check in dict.fromkeys([*faults, *(one.check for one in entry.statements if one.check)]):
            shown += 1
            if shown <= MAX_HEADINGS:
                yield f"- [ ] {code(entry.name, mark=False)}: {check}"
    if shown > MAX_HEADINGS:
        yield f"- [ ] {t('review.more', count=shown - MAX_HEADINGS)}"


def _told(entries: Sequence[Entry], words: Words) -> Iterator[str]:
    """A block for each centre; where there are many, only their headings, then only how many more."""
    t = words.t
    for number, entry in enumerate(entries[:MAX_HEADINGS]):
        old = f" ← {code(entry.old_id)}" if entry.old_id else ""
        heading = f"### {t(f'review.kind.{entry.kind}')}: {code(entry.name)} ({code(entry.id)}{old})"
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


def _files(changes: Sequence[Change], words: Words) -> Iterator[str]:
    for change in changes[:MAX_CENTRES]:
        before, after = ((data or b"").splitlines() for data in (change.before, change.after))
        same = sum(block.size for block in SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks())
        lines = words.t("review.lines", added=len(after) - same, removed=len(before) - same)
        yield f"- {code(change.path)}: {lines}"
    if len(changes) > MAX_CENTRES:
        yield f"- {words.t('review.more', count=len(changes) - MAX_CENTRES)}"


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
    if change.path in _ROOT_FILES:
        return "settings"
    if not change.path.startswith("content/"):
        return "not-content"
    return {NOTICES: "notice", HOLIDAYS: "holidays"}.get(change.path.rpartition("/")[0], "")


def _new_links(changes: Sequence[Change]) -> list[str]:
    """Web addresses that were nowhere in the changed files before."""
    before = {link for change in changes for link in _links_in(change.before)}
    after = {link for change in changes for link in _links_in(change.after)}
    return sorted(after - before)[: MAX_ITEMS * 10]


def _links_in(data: bytes | None) -> list[str]:
    return _LINK.findall((data or b"").decode("utf-8", "replace"))
