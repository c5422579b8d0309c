"""The table as XLSX (Office Open XML, ECMA-376), with the standard library alone.

What is written is the same for the same table: no time, no name of a machine. All cells are texts, so that a region's
code keeps its zeros and no telephone becomes a sum. What is read comes from strangers: no document type, no links, and
never more than the limits, however well it was packed.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence, Set
from datetime import datetime, timedelta
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

from sitegen.spreadsheet.grid import (
    MAX_COLUMNS,
    MAX_FILE_BYTES,
    MAX_ROWS,
    CellFault,
    Grid,
    Kind,
    UnreadableError,
    column_letters,
)
from sitegen.spreadsheet.guard import doubled, unguarded

MAX_PART_BYTES = 200 * 1024 * 1024  # of one part, unpacked
EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time that a ZIP file can tell

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OF_FILES = "http://schemas.openxmlformats.org/package/2006"
OF_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OF_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TEXT_STYLE, HEAD_STYLE = 0, 1
DATE_FORMATS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
"""The numbers of the formats that every program knows, as far as they show dates or times."""

MONTH_FORMAT = 17  # of those, the one without a day: Oct-24
DATE_SIGNS = frozenset("dhmsy")  # of days, hours, and so on in a format's code

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


NOT_A_WORKBOOK = (
    zipfile.BadZipFile,
    NotImplementedError,  # packed in a way that zipfile doesn't know
    RuntimeError,  # encrypted
    EOFError,
    OSError,
    zlib.error,
    LookupError,  # a part or a text is missing, or an encoding is not known
    ValueError,
    OverflowError,
    ElementTree.ParseError,
)
"""What the standard library says of a file that only seems to be a workbook."""


# --- writing ---


def write_xlsx(grid: Grid) -> bytes:
    """One sheet; the headings stay in sight, and every cell is text."""
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{OF_FILES}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{OF_TYPES}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{OF_TYPES}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{OF_TYPES}.styles+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{OF_FILES}/relationships">'
        f'<Relationship Id="rId1" Type="{OF_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OF_OFFICE}">'
        f'<sheets><sheet name={quoteattr(grid.sheet)} sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{OF_FILES}/relationships">'
        f'<Relationship Id="rId1" Type="{OF_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{OF_OFFICE}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">'
        '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
        '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        "<borders><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        '<cellXfs count="2"><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
        '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/></cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
        "xl/worksheets/sheet1.xml": _sheet(grid),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3  # the same bytes on every system
            file.writestr(info, XML + text)
    return packed.getvalue()


def _sheet(grid: Grid) -> str:
    width = max(map(len, grid.rows), default=1)
    rows = "".join(_row(number, row) for number, row in enumerate(grid.rows, 1))
    return (
        f'<worksheet xmlns="{MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane xSplit="1" ySplit="1" topLeftCell="B2" activePane="bottomRight" state="frozen"/>'
        "</sheetView></sheetViews>"
        f'<cols><col min="1" max="{width}" width="24" style="{TEXT_STYLE}"/></cols>'
        f"<sheetData>{rows}</sheetData></worksheet>"
    )


def _row(number: int, row: Sequence[str]) -> str:
    style = HEAD_STYLE if number == 1 else TEXT_STYLE
    cells = "".join(
        f'<c r="{column_letters(column)}{number}" s="{style}" t="inlineStr">'
        f'<is><t xml:space="preserve">{_encoded(doubled(text))}</t></is></c>'
        for column, text in enumerate(row, 1)
        if text
    )
    return f'<row r="{number}">{cells}</row>'


def _encoded(text: str) -> str:
    """What XML cannot hold, and what looks like our way of telling it, is told by its number: _x0007_."""
    text = re.sub("_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text)
    text = NOT_IN_XML.sub(lambda match: f"_x{ord(match[0]):04X}_", text)
    return escape(text.replace("\r", "_x000D_"))


# --- reading ---


def read_xlsx(data: bytes) -> list[Grid]:
    """Every sheet that is not empty, in the workbook's order.

    Raises:
        UnreadableError: it is no such file, or a dangerous one.
    """
    if len(data) > MAX_FILE_BYTES:
        raise UnreadableError(CellFault("too-big", values={"limit": str(MAX_FILE_BYTES // 1024 // 1024)}))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            book = _Workbook(file)
            grids = [book.sheet(node, part) for node, part in book.sheets()]
    except NOT_A_WORKBOOK:
        raise UnreadableError(CellFault("not-xlsx")) from None
    return [grid for grid in grids if grid.rows]


class _Workbook:
    """The parts of an open file, and what its sheets share."""

    def __init__(self, file: zipfile.ZipFile) -> None:
        self._file = file
        self._links = self._targets("xl/_rels/workbook.xml.rels", "xl/")
        self._book = self._part("xl/workbook.xml")
        self._texts = dict(enumerate(map(_text_of, self._shared("sharedStrings"))))
        self._dates = self._date_styles()
        from_1904 = any(node.get("date1904") in ("1", "true") for node in self._book if _name(node) == "workbookPr")
        self._first_day = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30)  # noqa: DTZ001 - of no zone

    def sheets(self) -> Iterator[tuple[ElementTree.Element, str]]:
        """Each sheet's entry in the workbook, and its part."""
        for node in self._book.iter():
            if _name(node) == "sheet":
                link = next(value for key, value in node.items() if key.endswith("}id"))
                if "worksheets/" in self._links[link]:
                    yield node, self._links[link]

    def sheet(self, entry: ElementTree.Element, part: str) -> Grid:
        """Cells without a text are as if they were not there, however they are formatted."""
        name = entry.get("name", "")
        rows: list[list[str]] = []
        faults: list[CellFault] = []
        kinds: dict[tuple[int, int], Kind] = {}
        for number, column, cell in _cells(self._part(part)):
            text, fault = self._value(cell)
            if not text and not fault:
                continue
            if number > MAX_ROWS:
                raise UnreadableError(CellFault("too-many-rows", values={"limit": str(MAX_ROWS)}), name)
            if column > MAX_COLUMNS:
                raise UnreadableError(CellFault("too-many-columns", number, values={"limit": str(MAX_COLUMNS)}), name)
            rows += [[] for _ in range(number - len(rows))]
            row = rows[number - 1]
            row += [""] * (column - len(row))
            row[column - 1] = text
            if fault:
                faults.append(CellFault(fault, number, column, {"typed": text}))
            elif kind := self._kind(cell, text):
                kinds[number, column] = kind
        return Grid(name, rows, faults, is_hidden=entry.get("state", "visible") != "visible", kinds=kinds)

    def _value(self, cell: ElementTree.Element) -> tuple[str, str | None]:
        """The text of a cell, and the code of what is wrong with it."""
        inside = {_name(node): node for node in cell}
        if "f" in inside:
            return f"={inside['f'].text or ''}", "cell-formula"
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return unguarded(_text_of(inside["is"])) if "is" in inside else "", None
        value = (inside["v"].text or "") if "v" in inside else ""
        if kind == "s":
            return unguarded(self._texts[int(value)]), None
        if kind == "b":
            return ("true" if value == "1" else "false"), None
        if kind == "e":
            return value, "cell-error"
        if kind in ("str", "d") or not value:
            return unguarded(_decoded(value)), None
        return (self._date_text(float(value), cell) if self._is_date(cell) else _number_text(value)), None

    def _kind(self, cell: ElementTree.Element, text: str) -> Kind | None:
        match cell.get("t", "n"):
            case "b":
                return "truth"
            case "d":
                return "date"
            case "n" if self._is_date(cell):
                return "date" if "-" in text else "time"
            case "n":
                return "number"
        return None

    def _is_date(self, cell: ElementTree.Element) -> bool:
        return cell.get("t", "n") == "n" and _style(cell) in self._dates

    def _date_text(self, days: float, cell: ElementTree.Element) -> str:
        """As the content files have it: 2026-12-03, 2026-12-03 09.00, or 09.00; seconds only where there are any.

        A program makes the first day of 2024-10 and shows the month: nobody has typed that day.
        """
        try:
            moment = self._first_day + timedelta(seconds=round(days * 24 * 60 * 60))
        except OverflowError:
            return str(days)
        time = f"{moment:%H.%M.%S}" if moment.second else f"{moment:%H.%M}"
        if days < 1:
            return time
        if moment.day == 1 and self._dates[_style(cell)] == {"m", "y"}:
            return f"{moment:%Y-%m}"
        return f"{moment:%Y-%m-%d}" if days == int(days) else f"{moment:%Y-%m-%d} {time}"

    def _date_styles(self) -> Mapping[int, Set[str]]:
        """The styles by which a number is shown as a date or a time, and what of it: "dmy", "hm"."""
        styles = self._shared("styles", whole=True)
        codes = dict.fromkeys(DATE_FORMATS, "dmy") | {MONTH_FORMAT: "my"}
        codes |= {
            int(node.get("numFmtId", "0")): _bare(node.get("formatCode", ""))
            for part in styles
            for node in part.iter()
            if _name(node) == "numFmt"
        }
        formats = [
            int(xf.get("numFmtId", "0")) for part in styles if _name(part) == "cellXfs" for xf in part
        ]  # by the style's number
        shown = {style: DATE_SIGNS.intersection(codes.get(number, "")) for style, number in enumerate(formats)}
        return {style: signs for style, signs in shown.items() if signs}

    def _shared(self, name: str, *, whole: bool = False) -> list[ElementTree.Element]:
        """The elements of a part that a workbook may lack."""
        part = next((part for part in self._links.values() if part.endswith(f"/{name}.xml")), None)
        if part is None:
            return []
        root = self._part(part)
        return list(root) if whole else [node for node in root if _name(node) == "si"]

    def _targets(self, part: str, folder: str) -> dict[str, str]:
        """The parts by the links' ids; what lies outside the file is none."""
        return {
            node.get("Id", ""): target.removeprefix("/") if target.startswith("/") else folder + target
            for node in self._part(part)
            if node.get("TargetMode") != "External" and (target := node.get("Target", ""))
        }

    def _part(self, name: str) -> ElementTree.Element:
        with self._file.open(name) as part:
            data = part.read(MAX_PART_BYTES + 1)  # what the file says of its size may be a lie
        if len(data) > MAX_PART_BYTES:
            raise UnreadableError(CellFault("too-big", values={"limit": str(MAX_FILE_BYTES // 1024 // 1024)}))
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data or b"\x00" in data:  # no office program writes them
            raise UnreadableError(CellFault("not-xlsx"))
        return ElementTree.fromstring(data)  # noqa: S314 - without a document type there is nothing to expand


def _name(node: ElementTree.Element) -> str:
    return node.tag.rpartition("}")[2]


def _cells(sheet: ElementTree.Element) -> Iterator[tuple[int, int, ElementTree.Element]]:
    """Row, column and element of each cell; a place that is not told is the next one."""
    number = 0
    for row in sheet.iter():
        if _name(row) != "row":
            continue
        number = int(row.get("r") or number + 1)
        if number < 1:
            raise ValueError
        column = 0
        for cell in row:
            column = _column_of(cell.get("r", "")) or column + 1
            yield number, column, cell


def _text_of(node: ElementTree.Element) -> str:
    """The text of a string with or without runs; what tells how to pronounce it is left out."""
    texts = [node] if _name(node) == "t" else [t for t in node if _name(t) == "t"]
    texts += [t for run in node if _name(run) == "r" for t in run if _name(t) == "t"]
    return _decoded("".join(t.text or "" for t in texts))


def _decoded(text: str) -> str:
    return ESCAPED.sub(lambda match: chr(int(match[1], 16)), text).replace("\r\n", "\n")


def _column_of(place: str) -> int:
    """27 for "AA5"; 0 where there is no place."""
    number = 0
    for letter in place.rstrip("0123456789"):
        number = number * 26 + LETTERS.index(letter.upper()) + 1
    return number


def _number_text(value: str) -> str:
    """As a person would type it: programs write 8.2 as 8.1999999999999993."""
    number = float(value)
    return str(int(number)) if number == int(number) and abs(number) < 1e15 else repr(number)


def _style(cell: ElementTree.Element) -> int:
    return int(cell.get("s", "0"))


def _bare(code: str) -> str:
    """A format's code without what it shows as it is, and without colours and the like."""
    return re.sub(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.', "", code).casefold()
