"""How the lines of a YAML file hang together by their indentation alone: for files that a parser gives up on."""

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

DASH = re.compile(r"- +(?=\S)|-$")
BLOCK_SIGN = re.compile(r"(?:^|[ ])[|>][-+0-9]{0,2}$")
FIELD = re.compile(r"""(?:"[^"]*"|'[^']*'|[^\W\d][^:"'\[{]*):(?: |$)""")


HASH_IN_TEXT = re.compile(r" #(?=[^\W_]| [0-9])")
"""A sign with which YAML begins a comment, and people a number: "Gedung #2", "Jl. Contoh # 1"."""


class Fault(NamedTuple):
    """What is wrong with a file's lines. Lines and columns count from 0 here, as the parser's do."""

    code: str
    line: int
    column: int
    values: dict[str, str]


class Row(NamedTuple):
    """A line that says something. Comments are none, and the lines of a text after | or > are none."""

    number: int  # from 0
    columns: tuple[int, ...]  # where it begins, and where it goes on after each dash
    text: str  # from its first character on, without the blanks at the end

    @property
    def column(self) -> int:
        return self.columns[0]

    @property
    def content(self) -> str:
        """What follows the dashes."""
        return self.text[self.columns[-1] - self.column :]

    @property
    def is_item(self) -> bool:
        return len(self.columns) > 1

    @property
    def is_heading(self) -> bool:
        """Whether it is a field whose value can only stand below it."""
        return self.text.endswith(":")

    @property
    def is_field(self) -> bool:
        return FIELD.match(self.content) is not None


class Level(NamedTuple):
    """A column in which lines above begin, so that another line may."""

    column: int
    of_items: bool
    rows: list[Row]


def rows_of(lines: Sequence[str]) -> list[Row]:
    rows: list[Row] = []
    block: int | None = None  # what is further in than this is text
    for number, line in enumerate(lines):
        row = Row(number, _columns(line), line.strip())
        if not row.text or row.text.startswith("#") or (block is not None and row.column > block):
            continue
        rows.append(row)
        block = row.columns[-1 if ":" in row.text else 0] if BLOCK_SIGN.search(row.text) else None
    return rows


def _columns(line: str) -> tuple[int, ...]:
    columns = [len(line) - len(line.lstrip(" "))]
    while dash := DASH.match(line, columns[-1]):
        columns.append(dash.end() if dash[0] != "-" else columns[-1] + 2)
    return tuple(columns)


def levels_above(rows: Sequence[Row]) -> list[Level]:
    """The levels that are open after these rows, the outermost first."""
    levels: list[Level] = []
    for row in rows:
        for column in row.columns:
            of_items = column != row.columns[-1]
            # Items may stand in the very column of the field that they belong to.
            while levels and (levels[-1].column, levels[-1].of_items and not of_items) > (column, False):
                levels.pop()
            if levels and levels[-1][:2] == (column, of_items):
                levels[-1].rows.append(row)
            else:
                levels.append(Level(column, of_items, [row]))
    return levels


def heading_of(rows: Sequence[Row], index: int) -> Row | None:
    """The row below which this one stands: further in, or an item in the column of the field that it belongs to."""
    row = rows[index]
    last = row.column - (not row.is_item)
    outer = (above for above in reversed(rows[:index]) if above.columns[-1] <= last)
    return next((above for above in outer if above.columns[-1] < row.column or above.is_heading), None)


def siblings(rows: Sequence[Row], index: int) -> list[Row]:
    """The rows that begin in the same column as this one, with nothing less indented between them."""
    column = rows[index].column
    above = list(takewhile(lambda row: row.column >= column, reversed(rows[:index])))
    below = list(takewhile(lambda row: row.column >= column, rows[index:]))
    return [row for row in [*reversed(above), *below] if row.column == column]
