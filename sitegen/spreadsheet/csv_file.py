"""The table as CSV, as spreadsheet programs write and read it.

A text that such a program would take for a formula gets an apostrophe before it on the way out, and loses it on the way
in; a text that has one already gets a second, so that every text comes back as it was.
"""

import csv
import io
import re

from sitegen.spreadsheet.grid import MAX_CELL, MAX_FILE_BYTES, MAX_ROWS, CellFault, Grid, UnreadableError

FORMULA = re.compile("'*[ \u00a0\u3000]*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
"""What begins a formula somewhere, also after blanks, also full-width; and what was guarded already."""

SEPARATORS = ",;\t"
"""Where a comma marks decimals, as in Indonesia, spreadsheet programs part cells by semicolons."""


def guarded(text: str) -> str:
    """A text that no spreadsheet program runs."""
    return f"'{text}" if FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """The text that was guarded."""
    return text[1:] if text.startswith("'") and FORMULA.match(text) else text


def write_csv(grid: Grid) -> bytes:
    """RFC 4180, with the mark by which spreadsheet programs know UTF-8."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows([guarded(cell) for cell in row] for row in grid.rows)
    return text.getvalue().encode("utf-8-sig")


def read_csv(data: bytes) -> Grid:
    """The rows of a CSV file, parted by commas, semicolons or tabs.

    Raises:
        UnreadableError: it is no such file.
    """
    if len(data) > MAX_FILE_BYTES:
        raise UnreadableError(CellFault("too-big", values={"limit": str(MAX_FILE_BYTES // 1024 // 1024)}))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableError(CellFault("not-utf8", line, values={"typed": f"0x{data[error.start]:02X}"})) from None
    rows: list[list[str]] = []
    csv.field_size_limit(MAX_CELL)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True):
            rows.append([unguarded(cell.replace("\r\n", "\n")) for cell in row])
            if len(rows) > MAX_ROWS:
                raise UnreadableError(CellFault("too-many-rows", values={"limit": str(MAX_ROWS)}))
    except csv.Error:
        raise UnreadableError(CellFault("csv", len(rows) + 1)) from None
    return Grid("", rows)


def _separator(text: str) -> str:
    """The one that the headings are parted by."""
    first = text.partition("\n")[0]
    return max(SEPARATORS, key=first.count)
