"""The table as CSV, as spreadsheet programs write and read it."""

import codecs
import csv
import io
import re

from sitegen.spreadsheet.grid import MAX_FILE_BYTES, MAX_ROWS, CellFault, Grid, UnreadableError
from sitegen.spreadsheet.guard import ERROR, guarded, unguarded

SEPARATORS = ",;\t"
"""Where a comma marks decimals, as in Indonesia, spreadsheet programs part cells by semicolons."""

MAX_LINES_ABOVE = 20  # the headings, such as a title
MAX_TEXT_ABOVE = 1_000_000  # characters of those lines
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_ID = re.compile(r"\s*\"?\s*id\b[^,;\t]*", re.IGNORECASE)


def write_csv(grid: Grid) -> bytes:
    """RFC 4180, with the mark by which spreadsheet programs know UTF-8."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows([guarded(cell) for cell in row] for row in grid.rows)
    return text.getvalue().encode("utf-8-sig")


def read_csv(data: bytes) -> Grid:
    """The rows of a CSV file, parted by commas, semicolons or tabs: UTF-8, or UTF-16 as Excel's "Unicode Text" is.

    Raises:
        UnreadableError: it is no such file.
    """
    if len(data) > MAX_FILE_BYTES:
        raise UnreadableError(CellFault("too-big", values={"limit": str(MAX_FILE_BYTES // 1024 // 1024)}))
    csv.field_size_limit(MAX_FILE_BYTES)  # a text may be too long for its field, which is told there
    encoding = "utf-16" if data.startswith(_WIDE) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding, "replace") + "?"
        number = sum(1 for _ in csv.reader(io.StringIO(before, newline=""), delimiter=_separator(before)))
        raise UnreadableError(CellFault("not-utf8", number, values={"typed": f"0x{data[error.start]:02X}"})) from None
    rows: list[list[str]] = []
    faults: list[CellFault] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True):
            cells = [cell.replace("\r\n", "\n") for cell in row]
            rows.append(list(map(unguarded, cells)))
            faults += [
                CellFault(code, len(rows), column, {"typed": cell})
                for column, cell in enumerate(cells, 1)
                if (code := _fault(cell))
            ]
            if len(rows) > MAX_ROWS:
                raise UnreadableError(CellFault("too-many-rows", values={"limit": str(MAX_ROWS)}))
    except csv.Error:
        raise UnreadableError(CellFault("csv", len(rows) + 1)) from None
    return Grid("", rows, faults)


def _fault(cell: str) -> str | None:
    """What a program left in a cell instead of a text: as a text it would have been guarded."""
    if cell.startswith("="):
        return "cell-formula"
    return "cell-error" if ERROR.fullmatch(cell) else None


def _separator(text: str) -> str:
    """The one that the headings are parted by. They may stand below a title, in which there may be a comma, too."""
    lines = [line for line in text[:MAX_TEXT_ABOVE].splitlines()[: MAX_LINES_ABOVE + 1] if line.strip()]
    for line in lines:
        found = max(SEPARATORS, key=line.count)
        if any(_ID.fullmatch(cell.rstrip('"')) for cell in line.split(found)[:-1]):
            return found
    return max(SEPARATORS, key=lines[0].count) if lines else SEPARATORS[0]
