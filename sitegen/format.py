"""The canonical writing of a content file: the same words, keys, comments and order, in the project's hand.

Only what stands on a known place is touched, by edits of the source text; docs/decisions/commands.md has the list.
Afterwards the file is read again, and where it does not say exactly what it said before, it stays as it was.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from sitegen.hours import DAY_NAMES, read_days, read_spans, write_days, write_spans
from sitegen.load import read_front_matter, read_yaml
from sitegen.nodes import Node, Scalar, Sequence, is_absent, scalars
from sitegen.problems import Problem, WrongValueError, has_errors
from sitegen.schema import fields, formats
from sitegen.schema.reading import Context, Reading
from sitegen.schema.shapes import (
    Choice,
    Either,
    ListOf,
    Phone,
    PostalCode,
    RecordOf,
    Shape,
    Spans,
    Value,
    WeekOf,
    shape_below,
)

NOT_TEXT = frozenset({"yes", "no", "on", "off", "true", "false", "null", "~"})
"""Words that other readers of YAML take for something else."""

_NUMBER = re.compile(r"[-+]?[0-9][0-9._]*")
_QUOTED = re.compile(r""""(?:[^"\\]|\\.)*"|'(?:[^']|'')*'""")
_DAY_SIGNS = re.compile(r", |-")
_NO_DAY_SIGN = re.compile(r"[a-z]+ ?[a-z]*", re.IGNORECASE)
_COLON = re.compile(r"[ \t]*:[ \t]+")

SHAPES: dict[str, RecordOf | ListOf] = {
    "site_config.yaml": fields.SITE,
    **{f"content/{name}.yaml": fields.FILES[name] for name in ("services", "partners", "programmes", "facilities")},
}
FOLDERS: dict[str, RecordOf] = {
    "content/centres": fields.CENTRE,
    "content/notices": fields.NOTICE,
    "content/holidays": fields.HOLIDAY_YEAR,
}
PAGES = "content/pages"


@dataclass(frozen=True, slots=True)
class Edit:
    """On one line (from 0), the characters from `start` up to `end` become `text`."""

    line: int
    start: int
    end: int
    text: str


def shape_of(path: str) -> RecordOf | ListOf | None:
    """What a file holds, by its path below the root; None for one that is no YAML of ours."""
    folder, _, name = path.rpartition("/")
    return SHAPES.get(path) or (FOLDERS.get(folder) if name.endswith(".yaml") else None)


def formatted(path: str, data: bytes, context: Context) -> tuple[bytes, list[Problem]]:
    """The canonical bytes of a file, and the errors for which it was left as it is.

    Args:
        path: of the file, below the root; decides what it holds.
        data: its bytes.
        context: the settings that decide how it is read.
    """
    if path.startswith(f"{PAGES}/"):
        return _formatted_page(path, data)
    shape = shape_of(path)
    if shape is None:
        return data, []
    before, node, problems = _read(path, data, shape, context)
    if node is None or has_errors(problems):
        return data, [problem for problem in problems if problem.severity == "error"]
    text = data.decode("utf-8-sig").replace("\r\n", "\n")
    lines = text.split("\n")
    writer = _Writer(lines, context.languages[0])
    writer.visit(shape, node)
    kept = _kept_lines(node, lines)
    for edit in sorted(writer.edits, key=lambda edit: (edit.line, edit.start), reverse=True):
        line = lines[edit.line]
        lines[edit.line] = line[: edit.start] + edit.text + line[edit.end :]
    lines = [line if number in kept else line.rstrip(" \t") for number, line in enumerate(lines)]
    result = ("\n".join(lines).rstrip("\n") + "\n").encode()
    after, _, _ = _read(path, result, shape, context)
    return (result if after == before else data), []


def _read(path: str, data: bytes, shape: Shape, context: Context) -> tuple[Any, Node | None, list[Problem]]:
    reading = Reading(path, context)
    node = read_yaml(path, data, reading.problems)
    value = shape.read(node, reading) if node is not None else None
    return (value, [(mark.kind, mark.value) for mark in reading.marks]), node, reading.problems


def _formatted_page(path: str, data: bytes) -> tuple[bytes, list[Problem]]:
    """A page of words: only line ends. Blanks at the end of a line mean something in Markdown."""
    problems: list[Problem] = []
    head, _ = read_front_matter(path, data, problems)
    if head is None or has_errors(problems):
        return data, problems
    return data.decode("utf-8-sig").replace("\r\n", "\n").rstrip("\n").encode() + b"\n", []


# --- values ---


class _Writer:
    """Walks a file's nodes beside the shapes of their fields and collects edits."""

    def __init__(self, lines: list[str], language: str) -> None:
        self.edits: list[Edit] = []
        self._lines = lines
        self._language = language if language in DAY_NAMES else "en"
        self._point = "." if self._language == "id" else ":"
        names = DAY_NAMES[self._language]
        self._day_names = frozenset(names) | {name[:3] for name in names}

    def visit(self, shape: Shape | None, node: Node, *, in_flow: bool = False) -> None:
        """`in_flow`: between brackets, where a comma ends a value."""
        if isinstance(node, Scalar):
            if shape is not None and not is_absent(node):
                self._scalar(shape, node, in_flow)
            return
        in_flow = in_flow or self._at(node) in ("{", "[")
        if isinstance(node, Sequence):
            for item in node.items:
                self.visit(shape.item if isinstance(shape, ListOf) else None, item, in_flow=in_flow)
            return
        if isinstance(shape, Either):
            shape = shape.mapping
        for name, (key, value) in node.entries.items():
            self._gap(key, value)
            if isinstance(shape, WeekOf):
                self._rewrite(key, self._days, in_flow)
            self.visit(shape_below(shape, name), value, in_flow=in_flow)

    def _at(self, node: Node) -> str:
        return self._lines[node.line - 1][node.column - 1 : node.column]

    def _scalar(self, shape: Shape, node: Scalar, in_flow: bool) -> None:
        if isinstance(shape, Either):
            shape = shape.scalar
        match shape:
            case Spans():
                self._rewrite(node, partial(self._spans), in_flow)
            case Value(read_text=formats.read_date_time):
                self._rewrite(node, self._date_time, in_flow)
            case Value(read_text=formats.read_degrees):
                self._rewrite(node, lambda text: text.replace("−", "-"), in_flow)
            case Value(read_text=formats.read_yes_no):
                self._rewrite(node, lambda text: str(formats.read_yes_no(text)).lower(), in_flow)
            case Value(read_text=formats.read_region_code) | PostalCode() | Phone() if _NUMBER.fullmatch(node.text):
                self._quote(node)
            case Choice() if node.text in NOT_TEXT:
                self._quote(node)

    def _days(self, text: str) -> str:
        """Days in the network's language; short names, "every day" and short ranges are as good as any."""
        days = read_days(text)
        is_every_day = len(days) == 7 and _NO_DAY_SIGN.fullmatch(text)
        return (
            text
            if is_every_day or self._day_names.issuperset(_DAY_SIGNS.split(text))
            else write_days(days, self._language)
        )

    def _spans(self, text: str) -> str:
        return write_spans(read_spans(text), self._language)

    def _date_time(self, text: str) -> str:
        return formats.read_date_time(text).strftime(f"%Y-%m-%d %H{self._point}%M")

    def _rewrite(self, node: Scalar, write: Callable[[str], str], in_flow: bool) -> None:
        """Another text in the quotes that are there, or in new ones where a comma would cut it."""
        try:
            text = write(node.text.strip())
        except WrongValueError:
            return
        source = self._source(node)
        if source is None or text == node.text:
            return
        quote = source[0] if source[0] in "\"'" else '"' if in_flow and "," in text else ""
        self._edit(node, len(source), f"{quote}{text}{quote}")

    def _quote(self, node: Scalar) -> None:
        source = self._source(node)
        if source is not None and node.plain:
            self._edit(node, len(source), f'"{node.text}"')

    def _edit(self, node: Scalar, length: int, text: str) -> None:
        start = node.column - 1
        self.edits.append(Edit(node.line - 1, start, start + length, text))

    def _source(self, node: Scalar) -> str | None:
        return source_of(node, self._lines)

    def _gap(self, key: Scalar, value: Node) -> None:
        """Between a key and its value on one line: no blank before the colon, and no tab after it."""
        source = self._source(key)
        if source is None or value.line != key.line:
            return
        start, end = key.column - 1 + len(source), value.column - 1
        gap = self._lines[key.line - 1][start:end]
        if _COLON.fullmatch(gap) and (gap[0] != ":" or "\t" in gap):
            self.edits.append(Edit(key.line - 1, start, end, ": "))


# --- source text ---


def source_of(node: Scalar, lines: list[str]) -> str | None:
    """A scalar as it stands in the file, with its quotes; None for one of several lines."""
    line = lines[node.line - 1]
    start = node.column - 1
    if node.plain:
        return node.text if line.startswith(node.text, start) else None
    match = _QUOTED.match(line, start)
    return match[0] if match else None


def _kept_lines(root: Node, lines: list[str]) -> set[int]:
    """The numbers (from 0) of lines on which a text of several lines stands: their blanks are its own."""
    texts = sorted(scalars(root), key=lambda node: (node.line, node.column))
    kept: set[int] = set()
    for number, node in enumerate(texts):
        if source_of(node, lines) is None:
            following = texts[number + 1].line - 1 if number + 1 < len(texts) else len(lines)
            kept.update(range(node.line - 1, following))
    return kept
