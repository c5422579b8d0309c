"""What changed in a file of the whole network: settings, a list, a notice, the holidays of a year, a page of words."""

from collections.abc import Callable, Iterator, Mapping
from difflib import SequenceMatcher
from functools import partial
from itertools import chain
from typing import Any

import msgspec

from sitegen.config import SETTINGS
from sitegen.hours import Notice, Scope
from sitegen.model import Holiday, HolidayYear
from sitegen.nodes import Node, Scalar, Sequence
from sitegen.problem_words import message_of
from sitegen.problems import Problem
from sitegen.review.changes import Statement, Words, field_changes, region_words
from sitegen.review.reading import Read, read_page, read_version
from sitegen.review.unread import Spot
from sitegen.review.values import code, plain, several, spans_words
from sitegen.schema import fields
from sitegen.schema.reading import Context
from sitegen.schema.shapes import ListOf, RecordOf, Shape, shape_below
from sitegen.spreadsheet.columns import SEPARATOR
from sitegen.validate import HOLIDAYS, NOTICES, PAGES, UNKNOWN

LISTS: Mapping[str, tuple[str, RecordOf]] = {
    UNKNOWN[shape.name][1]: (shape.name, shape)
    for shape in (fields.SERVICE, fields.PARTNER, fields.PROGRAMME, fields.FACILITY)
}
"""The lists by path: the kind of what they list, and its record."""

WITHOUT_PAGES = frozenset({"facility"})


def kind_of(path: str) -> str | None:
    """What kind of file of the network this is; None for a centre's, and for what is no content."""
    folder = path.rpartition("/")[0]
    if path in LISTS:
        return LISTS[path][0]
    if path == SETTINGS:
        return "settings"
    if folder == PAGES and path.endswith(".md"):
        return "page"
    return {NOTICES: "notice", HOLIDAYS: "holidays"}.get(folder) if path.endswith(".yaml") else None


def read_both(path: str, before: bytes | None, after: bytes | None, context: Context) -> tuple[Read, Read]:
    """Both versions of such a file."""
    if kind_of(path) == "page":
        return read_page(path, before, context), read_page(path, after, context)
    shapes: dict[str | None, RecordOf] = {
        "notice": fields.NOTICE,
        "holidays": fields.HOLIDAY_YEAR,
        "settings": fields.SITE,
    }
    shape = ListOf(LISTS[path][1]) if path in LISTS else shapes[kind_of(path)]
    old = read_version(path, before, shape, context)
    return old, read_version(path, after, shape, context, old)


def title_of(value: object, words: Words) -> str:
    """What a notice or a page is called; "" for what its path tells already."""
    if isinstance(value, Notice):
        return plain(value.title, words.t)
    return str(value.get("title", "")) if isinstance(value, dict) else ""


def file_changes(path: str, before: Read, after: Read, words: Words) -> Iterator[Statement]:
    """All that differs between two versions, of which one may be `ABSENT`."""
    kind = kind_of(path)
    check = words.t(f"review.check.{kind}") if kind in ("notice", "holidays", "settings") else ""
    if after.value is None and after.fault:
        yield Statement(words.t("review.unreadable", message=fault_words(after.fault, words)), check)
        return
    if before.value is None and before.fault:
        yield Statement(words.t("review.was-unreadable", message=fault_words(before.fault, words)), check)
    tell: dict[str | None, Callable[[Read, Read, Words], Iterator[Statement]]] = {
        "notice": _notice,
        "holidays": _holidays,
        "page": _page,
        "settings": _settings,
    }
    told = partial(_entries, LISTS[path][0]) if path in LISTS else tell[kind]
    for one in chain(unread(before, after, words), told(before, after, words)):
        yield msgspec.structs.replace(one, check=one.check or check)


def unread(before: Read, after: Read, words: Words) -> Iterator[Statement]:
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
    return code(message_of(problem, words.t), mark=False, limit=400)


# --- lists ---


def _entries(kind: str, before: Read, after: Read, words: Words) -> Iterator[Statement]:
    """Entries by their ids; one that says the same under another id was given that id."""
    t, label = words.t, words.t(f"review.entry.{kind}")
    old, new = ({entry.id: entry for entry in read.value or ()} for read in (before, after))
    gone = {known: old[known] for known in old if known not in new}
    come = {known: new[known] for known in new if known not in before.ids}
    for known, entry in list(gone.items()):
        moved = next((one for one in come.values() if msgspec.structs.replace(one, id=known) == entry), None)
        if moved:
            del gone[known], come[moved.id]
            yield Statement(words.changed(label, code(known), code(moved.id)), _loss(kind, known, words))
    if come:
        yield Statement(t("review.added", label=label, values=several(map(_named(words), come.values()), t)))
    for known, entry in gone.items():
        told = t("review.removed", label=label, values=_named(words)(entry))
        yield Statement(told, _loss(kind, known, words))
    for known in sorted(old.keys() & new.keys()):
        for name in new[known].__struct_fields__:
            one, other = getattr(old[known], name), getattr(new[known], name)
            if one != other:
                for statement in field_changes(f"{kind}.{name}", one, other, words):
                    yield Statement(f"{code(known)}: {statement.words}", statement.check)


def _named(words: Words) -> Callable[[Any], str]:
    return lambda entry: f"{code(plain(entry.name, words.t))} ({code(entry.id)})"


def _loss(kind: str, known: str, words: Words) -> str:
    """What breaks when an id is no more."""
    users = words.users(kind, known)
    told = [] if kind in WITHOUT_PAGES else [words.t("review.check.page-gone")]
    told.append(words.t("review.check.still-named", count=users) if users else words.t("review.check.not-named"))
    return f"{code(known)}: {' '.join(told)}"


# --- notices, holidays, pages ---


def _notice(before: Read, after: Read, words: Words) -> Iterator[Statement]:
    old, new = ({} if read.value is None else dict(_notice_lines(read.value, words)) for read in (before, after))
    for label in dict.fromkeys([*new, *old]):
        one, other = old.get(label, ""), new.get(label, "")
        if before.value is None or after.value is None:
            yield Statement(f"{label}: {one or other}")
        elif one != other:
            yield Statement(words.changed(label, one, other))


def _notice_lines(notice: Notice, words: Words) -> Iterator[tuple[str, str]]:
    """What a notice says, by label."""
    t = words.t
    for field, text in (("title", notice.title), ("text", notice.text or {})):
        for language, told in text.items():
            yield f"{words.label(f'notice.{field}')} ({language})", code(told)
    yield words.label("holiday.date"), t.date_range(notice.first, notice.last)
    yield words.label("notice.scope"), _scope(notice.scope, words)
    yield words.label("notice.hours"), t("review.same-hours") if notice.spans is None else spans_words(notice.spans, t)


def _scope(scope: Scope, words: Words) -> str:
    """ "semua pusat", or which regions, kinds and centres."""
    if scope.all:
        return words.t("review.all")
    parts = {
        "regions": [region_words(region, words) for region in scope.regions],
        "legal_statuses": [code(words.names.get(status, status)) for status in scope.legal_statuses],
        "centres": list(map(code, scope.centres)),
    }
    return "; ".join(f"{words.label(f'scope.{name}')} {several(told, words.t)}" for name, told in parts.items() if told)


def _holidays(before: Read, after: Read, words: Words) -> Iterator[Statement]:
    """Days by date and name: one whose name stays was moved, or is told otherwise."""
    t, label = words.t, words.t("review.entry.holiday")
    years: list[HolidayYear | None] = [before.value, after.value]
    old, new = (() if year is None else year.days for year in years)
    gone, come = ([day for day in days if day not in others] for days, others in ((old, new), (new, old)))
    for day in gone:
        same = next((one for one in come if one.name == day.name), None)
        if same:
            come.remove(same)
        yield Statement(words.changed(label, _holiday(day, words), _holiday(same, words) if same else ""))
    for day in come:
        yield Statement(t("review.added", label=label, values=_holiday(day, words)))
    for name in ("source", "url"):
        one, other = (getattr(year, name, None) for year in years)
        if one != other:
            yield from field_changes(f"holidays.{name}", one, other, words)


def _holiday(day: Holiday, words: Words) -> str:
    """ "17 Agustus 2026 `Hari Kemerdekaan` (libur nasional)"."""
    t = words.t
    kind = ", ".join([plain(day.kind, t, "kind"), *([words.label("holiday.estimated")] if day.estimated else [])])
    return f"{t.date(day.date)} {code(plain(day.name, t))} ({kind})"


def _page(before: Read, after: Read, words: Words) -> Iterator[Statement]:
    t = words.t
    old, new = before.value or {}, after.value or {}
    for name in ("title", "slug", "description"):
        if old.get(name) != new.get(name):
            broken = t("review.check.page-gone") if name == "slug" and old else ""
            told = words.changed(
                words.label(f"page.{name}"), *(one and code(one) for one in (old.get(name, ""), new.get(name, "")))
            )
            yield Statement(told, broken)
    if old.get("text") != new.get("text"):
        before_text, after_text = (page.get("text", "").splitlines() for page in (old, new))
        yield Statement(f"{words.label('notice.text')}: {lines_changed(before_text, after_text, words)}")


# --- settings ---


def _settings(before: Read, after: Read, words: Words) -> Iterator[Statement]:
    """Every setting by its value as it was typed; of lists what came and went."""
    old, new = (_by_label(read.node, words) for read in (before, after))
    for label in dict.fromkeys([*new, *old]):
        one, other = old.get(label, []), new.get(label, [])
        gone, come = ([text for text in texts if text not in rest] for texts, rest in ((one, other), (other, one)))
        if max(len(one), len(other)) > 1 and (come or gone):
            for key, values in (("added", come), ("removed", gone)):
                if values:
                    yield Statement(words.t(f"review.{key}", label=label, values=several(map(code, values), words.t)))
        elif one != other:
            yield Statement(words.changed(label, *(several(map(code, values), words.t) for values in (one, other))))


def _by_label(node: Node | None, words: Words) -> dict[str, list[str]]:
    """All that the settings say, by its label; items of a list below the same."""
    found: dict[str, list[str]] = {}
    for label, text in _labelled(fields.SITE, node, "", words) if node is not None else ():
        found.setdefault(label, []).append(text)
    return found


def _labelled(shape: Shape | None, node: Node, label: str, words: Words) -> Iterator[tuple[str, str]]:
    if isinstance(node, Scalar):
        yield label, node.text.strip()
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _labelled(shape.item if isinstance(shape, ListOf) else None, item, label, words)
    else:
        for key, (_, value) in node.entries.items():
            below = shape_below(shape, key)
            if isinstance(shape, RecordOf):
                name = SEPARATOR.join(filter(None, [label, words.label(f"{shape.name}.{key}")]))
            else:
                name = f"{label} ({key})"  # of a language, or of days
            yield from _labelled(below, value, name, words)


def lines_changed(before: list[Any], after: list[Any], words: Words) -> str:
    """ "2 baris ditambah, 1 baris dihapus"."""
    same = sum(block.size for block in SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks())
    counts = {"added": len(after) - same, "removed": len(before) - same}
    told = [words.t(f"review.lines.{key}", count=count) for key, count in counts.items() if count]
    return ", ".join(told) or words.t("review.no-meaning")
