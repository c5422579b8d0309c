"""Centres as a table: out and back without loss, every cell that can't be read told, comments kept."""

import csv
import io
import shutil
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.cli import main
from sitegen.config import load_site, load_translator
from sitegen.load import ContentFolder, read_yaml_text
from sitegen.nodes import Mapping
from sitegen.scaffold import SCHEMA
from sitegen.schema.fields import CENTRE
from sitegen.schema.reading import Context
from sitegen.schema.shapes import Line
from sitegen.spreadsheet.cells import join_items, split_items, spread
from sitegen.spreadsheet.columns import guess_column, headings, make_columns
from sitegen.spreadsheet.csv_file import read_csv, write_csv
from sitegen.spreadsheet.exchange import Outcome, make_grid, read_table
from sitegen.spreadsheet.grid import Grid, Kind, UnreadableError, column_letters
from sitegen.spreadsheet.guard import ERROR, guarded, unguarded
from sitegen.spreadsheet.xlsx_file import read_xlsx, write_xlsx
from sitegen.spreadsheet.yaml_edit import new_file
from sitegen.spreadsheet.yaml_text import scalar
from sitegen.validate import CENTRES, make_context, read_centre

PROJECT = Path(__file__).parents[2]
ROOTS = [PROJECT, PROJECT / "examples" / "libraries"]
WORDS = load_translator(PROJECT, "id", with_fields=True)
ENGLISH = load_translator(PROJECT, "en", with_fields=True)
CONTEXT = Context(legal_statuses=("uptd", "dinas"))
FORMATS: dict[str, Callable[[Grid], list[Grid]]] = {
    "csv": lambda grid: [read_csv(write_csv(grid))],
    "xlsx": lambda grid: read_xlsx(write_xlsx(grid)),
}

FILE = """\
# Ditulis oleh staf.
name: Pusat Layanan Contoh  # seperti di papan nama
status: active

# Letaknya:
location:
  region_code: "35.01"
  street_address: Jl. Contoh No. 1   # pintu timur
contacts:
  # Loket depan
  - label: Loket
    phone: (0357) 881234
  - email: kantor@example.go.id
opening_hours:
  weekly:
    Senin-Kamis: 08.00-16.00
    Jumat: 08.00-11.30, 13.00-16.30  # salat Jumat
services: [pembiayaan, {id: kelembagaan, required_documents: [KTP, "Foto; ukuran 3x4"]}]
"""


def root_with(folder: Path, *files: tuple[str, str]) -> ContentFolder:
    (folder / CENTRES).mkdir(parents=True)
    for name, text in files:
        (folder / CENTRES / f"{name}.yaml").write_text(text, encoding="utf-8")
    return ContentFolder(folder)


def table(*rows: list[str]) -> list[Grid]:
    return [Grid("Pusat", rows)]


def read(grids: list[Grid], folder: ContentFolder) -> Outcome:
    return read_table(grids, folder, CONTEXT, [WORDS, ENGLISH])


def told(outcome: Outcome) -> list[tuple[int, int, str]]:
    return [(finding.row, finding.column, finding.problem.code) for finding in outcome.findings]


# --- out and back ---


@pytest.mark.parametrize("in_words", [False, True])
@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("root", ROOTS, ids=lambda root: root.name)
def test_round_trip(root: Path, form: str, in_words: bool, tmp_path: Path) -> None:
    """Imported where the files are, nothing changes; imported into an empty network, every centre is the same."""
    site, _, _ = load_site(root, PROJECT)
    assert site is not None
    context = make_context(site, None)
    folder = ContentFolder(root)
    paths = folder.files(CENTRES, (".yaml",), [])
    assert paths
    grids = FORMATS[form](make_grid(folder, paths, context, WORDS, in_words=in_words))
    unchanged = read_table(grids, folder, context, [WORDS, ENGLISH])
    assert told(unchanged) == []
    assert (unchanged.files, unchanged.same) == ({}, len(paths))

    fresh = read_table(grids, root_with(tmp_path), context, [WORDS, ENGLISH])
    assert sorted(fresh.files) == sorted(paths)
    for path, text in fresh.files.items():
        before = read_centre(path, (root / path).read_bytes(), context)
        after = read_centre(path, text.encode(), context)
        assert after.centre == before.centre
        assert [problem for problem in after.problems if problem.severity == "error"] == []


def test_same_table_same_bytes() -> None:
    grid = Grid("Pusat", [["id", "name"], ["a", "b"]])
    assert write_xlsx(grid) == write_xlsx(grid)


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=30)


TRICKY = st.text(st.sampled_from("'=+-@#N/A 1\t"), max_size=6) | st.sampled_from(["'#N/A", "'Err:502", "''#REF!"])


@given(st.lists(CELL | TRICKY, min_size=1))
def test_formats_keep_every_text(row: list[str]) -> None:
    row = ["id", *row]
    for keep in FORMATS.values():
        found = list(keep(Grid("Pusat", [["id", "name"], row]))[0].rows[1])
        assert found + [""] * (len(row) - len(found)) == row


@settings(max_examples=40)
@given(st.lists(TRICKY.filter(lambda text: not text.startswith("=") and not ERROR.fullmatch(text)), min_size=1))
def test_a_csv_saved_again_as_xlsx(row: list[str]) -> None:
    """The program that opened the CSV file keeps the apostrophes as a part of the texts."""
    from openpyxl import Workbook

    row = ["id", *row]
    rows = list(csv.reader(io.StringIO(write_csv(Grid("", [row])).decode("utf-8-sig"), newline="")))
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for cells in rows:
        sheet.append(cells)
    (grid,) = read_xlsx(_bytes(book))
    found = list(grid.rows[0])
    assert (found + [""] * (len(row) - len(found)), grid.faults) == (row, [])


@given(CELL | TRICKY)
def test_guard_is_undone(text: str) -> None:
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+62 812", "'+62 812"),
        ("-8.2", "'-8.2"),
        ("@nama", "'@nama"),
        ("  =1", "'  =1"),
        ("\t=1", "'\t=1"),
        ("＝1", "'＝1"),
        ("'=1", "''=1"),
        ("#N/A", "'#N/A"),
        ("'#REF!", "''#REF!"),
        ("Err:502", "'Err:502"),
        ("#1", "#1"),
        ("'kutip'", "'kutip'"),
        ("Kopi & Teh <3", "Kopi & Teh <3"),
    ],
)
def test_no_cell_of_a_csv_is_a_formula(text: str, cell: str) -> None:
    assert guarded(text) == cell
    rows = list(csv.reader(io.StringIO(write_csv(Grid("", [[text]])).decode("utf-8-sig"), newline="")))
    assert rows == [[cell]]


@given(st.lists(st.text(st.sampled_from("ab; "), min_size=1).map(str.strip).filter(bool), min_size=1))
def test_items_of_a_cell(items: list[str]) -> None:
    assert split_items(join_items(items)) == items


@given(st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1))
def test_any_line_is_written_as_yaml(text: str) -> None:
    text = text.strip()
    for start, end, in_brackets in (("k: ", "", False), ("k: [", "]", True)):
        node = read_yaml_text("", start + scalar(Line(), text, in_brackets=in_brackets) + end, [])
        assert isinstance(node, Mapping)
        value = node.entries["k"][1]
        assert getattr(value if not in_brackets else value.items[0], "text") == text  # type: ignore[union-attr]  # noqa: B009


# --- read by other programs, and written by them ---


def test_xlsx_is_read_by_another_library() -> None:
    from openpyxl import load_workbook

    rows = [["id", "name"], ["a", "=1+1"], ["b", "08.00\n09.00"]]
    sheet = load_workbook(io.BytesIO(write_xlsx(Grid("Pusat", rows))))["Pusat"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == rows
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s"}


def test_xlsx_of_another_library_is_read() -> None:
    from datetime import date, datetime, time

    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["teks", 2022, -8.2, True, date(2026, 12, 3), datetime(2026, 12, 3, 9, 0), time(8, 30)])  # noqa: DTZ001
    sheet["A3"] = "=1/0"
    sheet["B3"] = "#N/A"
    (grid,) = read_xlsx(_bytes(book))
    assert grid.rows[0] == ["teks", "2022", "-8.2", "true", "2026-12-03", "2026-12-03 09.00", "08.30"]
    kinds = {2: "number", 3: "number", 4: "truth", 5: "date", 6: "date", 7: "time"}
    assert grid.kinds == {(1, column): kind for column, kind in kinds.items()}
    assert [(fault.code, fault.row, fault.column) for fault in grid.faults] == [
        ("cell-formula", 3, 1),
        ("cell-error", 3, 2),
    ]


def test_a_month_that_became_a_day_is_a_month() -> None:
    """A program that reads 2024-10 in a CSV keeps the first day of it."""
    from datetime import date

    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    formats = ["mmm-yy", 'mmmm "d"\\ yyyy', "dd mmm yyyy", "mmm-yy"]
    sheet.append([date(2024, 10, 1), date(2024, 10, 1), date(2024, 10, 1), date(2024, 10, 9)])
    for cell, number_format in zip(sheet[1], formats, strict=True):
        cell.number_format = number_format
    (grid,) = read_xlsx(_bytes(book))
    assert grid.rows == [["2024-10", "2024-10", "2024-10-01", "2024-10-09"]]
    assert set(grid.kinds.values()) == {"date"}


def _bytes(book: object) -> bytes:
    data = io.BytesIO()
    book.save(data)  # type: ignore[attr-defined]
    return data.getvalue()


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04", b"id,name", write_xlsx(Grid("a", [["id"]]))[:-30]],
    ids=["empty", "cut", "csv", "no directory"],
)
def test_no_xlsx(data: bytes) -> None:
    with pytest.raises(UnreadableError):
        read_xlsx(data)


def with_part(path: str, change: Callable[[bytes], bytes]) -> bytes:
    """A workbook with one of its parts changed."""
    packed = io.BytesIO()
    with ZipFile(io.BytesIO(write_xlsx(Grid("Pusat", [["id"]])))) as file, ZipFile(packed, "w") as changed:
        for name in file.namelist():
            part = file.read(name)
            changed.writestr(name, change(part) if name == path else part)
    return packed.getvalue()


SHEET, CELL_OF_SHEET = "xl/worksheets/sheet1.xml", b'<c r="A1" s="1" t="inlineStr">'


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("xl/workbook.xml", b"\n", b'\n<!DOCTYPE x [<!ENTITY a "aaaa">]>'),
        ("xl/workbook.xml", b"UTF-8", b"foo"),
        (SHEET, b'<row r="1">', b'<row r="-3">'),
        (SHEET, b'<row r="1">', b'<row r="0">'),
        (SHEET, b'r="A1"', b'r="!1"'),
        (SHEET, CELL_OF_SHEET, b'<c t="s"><v>7</v></c>' + CELL_OF_SHEET),
        (SHEET, CELL_OF_SHEET, b'<c t="s"><v>-1</v></c>' + CELL_OF_SHEET),
        (SHEET, CELL_OF_SHEET, b"<c><v>1E400</v></c>" + CELL_OF_SHEET),
    ],
)
def test_a_damaged_workbook(part: str, old: bytes, new: bytes) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_xlsx(with_part(part, lambda text: text.replace(old, new, 1)))
    assert caught.value.fault.code == "not-xlsx"


def test_damaged_bytes_in_a_workbook() -> None:
    data = bytearray(write_xlsx(Grid("Pusat", [["id"]])))
    at = data.index(SHEET.encode()) + len(SHEET)
    data[at : at + 8] = b"\xff" * 8
    with pytest.raises(UnreadableError) as caught:
        read_xlsx(bytes(data))
    assert caught.value.fault.code == "not-xlsx"


FAR_AWAY = b'<row r="1048576" ht="30"><c r="A1048576" s="1"/></row></sheetData>'


@pytest.mark.parametrize(("old", "new"), [(b"</sheetData>", FAR_AWAY), (b"</row>", b'<c r="XFD1" s="1"/></row>')])
def test_formatted_cells_without_a_text_are_not_there(old: bytes, new: bytes) -> None:
    (grid,) = read_xlsx(with_part(SHEET, lambda text: text.replace(old, new)))
    assert grid.rows == [["id"]]


def test_the_sheet_with_too_much_is_named() -> None:
    far = b'<row r="1048576"><c><v>1</v></c></row></sheetData>'
    with pytest.raises(UnreadableError) as caught:
        read_xlsx(with_part(SHEET, lambda text: text.replace(b"</sheetData>", far)))
    assert (caught.value.fault.code, caught.value.sheet) == ("too-many-rows", "Pusat")


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("id;name\na;b, c\n", [["id", "name"], ["a", "b, c"]]),  # as saved where a comma marks decimals
        ("id\tname\na\tb\n", [["id", "name"], ["a", "b"]]),
        ('\ufeffid,name\r\na,"b\r\nc"\r\n', [["id", "name"], ["a", "b\nc"]]),
    ],
)
def test_csv_of_other_programs(text: str, rows: list[list[str]]) -> None:
    assert list(map(list, read_csv(text.encode()).rows)) == rows


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_unicode_text_of_excel(encoding: str) -> None:
    data = '\ufeffid\tname\r\nplut-contoh\t"Pusat é, ""satu"""\r\n'.encode(encoding)
    assert list(read_csv(data).rows) == [["id", "name"], ["plut-contoh", 'Pusat é, "satu"']]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_unicode_text_that_is_cut_off(encoding: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_csv("\ufeffid\tname\r\na\tb".encode(encoding)[:-1])
    assert caught.value.fault.code == "not-utf8"


@pytest.mark.parametrize(
    "title", ["Data pusat, November 2026", "", "sep=;", "Pusat\n\nDiperbarui: Senin, Selasa, Rabu"]
)
@pytest.mark.parametrize("heading", ["id", "ID", '"Id pusat"'])
def test_csv_below_a_title(title: str, heading: str) -> None:
    rows = read_csv(f"{title}\n{heading};name\na;Pusat, satu\n".encode()).rows
    assert list(rows)[-2:] == [[heading.strip('"'), "name"], ["a", "Pusat, satu"]]


@pytest.mark.parametrize(
    ("cell", "code"), [("=SUM(A1)", "cell-formula"), ("#REF!", "cell-error"), ("#N/A", "cell-error")]
)
def test_csv_with_what_is_no_text(cell: str, code: str) -> None:
    grid = read_csv(f"id,name\na,{cell}\nb,'{cell}\n".encode())
    assert [(fault.code, fault.row, fault.column) for fault in grid.faults] == [(code, 2, 2)]
    assert grid.rows[2] == ["b", cell]


def test_the_row_of_a_byte_that_is_not_utf8() -> None:
    with pytest.raises(UnreadableError) as caught:
        read_csv(b'id;name\na;"satu\ndua\ntiga\nempat"\nb;Caf\xe9\n')
    assert caught.value.fault.row == 3


@pytest.mark.parametrize("form", FORMATS)
def test_a_cell_of_more_than_programs_take(form: str, tmp_path: Path) -> None:
    (grid,) = FORMATS[form](Grid("", [HEAD, ["contoh", "a" * 40_000, "35.01"]]))
    (finding,) = read([grid], root_with(tmp_path)).findings
    assert (finding.column, finding.problem.code) == (2, "too-long")
    assert len(finding.printed("tabel.csv", WORDS)) < 400


@pytest.mark.parametrize(("data", "code"), [(b"id\nCaf\xe9", "not-utf8"), (b'id\n"a"b\n', "csv")])
def test_csv_that_cannot_be_read(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_csv(data)
    assert (caught.value.fault.code, caught.value.fault.row) == (code, 2)


# --- headings ---


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("contacts.phone", "contacts.phone"),
        ("Kontak / Telepon", "contacts.phone"),
        ("TELEPON", "contacts.phone"),
        ("no_telepon", "contacts.phone"),
        ("Kode wilayah", "location.region_code"),
        ("kode pos", "location.postal_code"),
        ("Contacts / Telephone", "contacts.phone"),
        ("Nama (en)", "name.en"),
        ("Id pusat", "id"),
        ("nama", "name"),
        ("Keterangan", "description"),  # as export writes it
        ("Tanggal", None),  # of an exception, an assurance, a source, …
    ],
)
def test_headings(heading: str, name: str | None) -> None:
    from sitegen.spreadsheet.columns import fold

    column = headings(make_columns(("id", "en")), [WORDS, ENGLISH]).get(fold(heading))
    assert (column.name if column else None) == name


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("NAMA PUSAT", "name"),
        ("Alamat kantor", "location.street_address"),
        ("HP/WA", "contacts.phone"),
        ("Kode wilyah", "location.region_code"),
        ("warna", None),
        ("xyz", None),
    ],
)
def test_headings_that_are_guessed(heading: str, name: str | None) -> None:
    column = guess_column(heading, make_columns(("id", "en")), [WORDS, ENGLISH])
    assert (column.name if column else None) == name


def test_a_title_above_the_headings(tmp_path: Path) -> None:
    outcome = read(table(["DAFTAR PUSAT 2026"], [], HEAD, FINE), root_with(tmp_path))
    assert (told(outcome), outcome.made) == ([], 1)


def test_a_mistyped_id_is_guessed(tmp_path: Path) -> None:
    folder = root_with(tmp_path, ("pusat-kabupaten-contoh", FILE))
    (finding,) = read(table(["id", "status"], ["pusat-contoh", "planned"]), folder).findings
    assert 'Barangkali maksudnya "pusat-kabupaten-contoh".' in finding.printed("tabel.xlsx", WORDS)


def test_every_heading_is_of_one_column() -> None:
    columns = make_columns(("id", "en"))
    for t in (WORDS, ENGLISH):
        words = [column.heading(t) for column in columns]
        assert len(set(words)) == len(words)


def test_letters_of_columns() -> None:
    assert [column_letters(number) for number in (1, 26, 27, 702, 703)] == ["A", "Z", "AA", "ZZ", "AAA"]


# --- new values in old files ---


def changed(tmp_path: Path, column: str, old: str, new: str) -> str:
    """The file after one cell of its table was changed."""
    folder = root_with(tmp_path, ("contoh", FILE))
    grid = make_grid(folder, [f"{CENTRES}/contoh.yaml"], CONTEXT, WORDS, in_words=False)
    at = list(grid.rows[0]).index(column)
    rows = [[new if text == old and place == at else text for place, text in enumerate(row)] for row in grid.rows]
    assert rows != grid.rows
    outcome = read(table(*rows), folder)
    assert told(outcome) == []
    return outcome.files[f"{CENTRES}/contoh.yaml"]


@pytest.mark.parametrize(
    ("column", "old", "new", "before", "after"),
    [
        ("name", "Pusat Layanan Contoh", "Pusat Baru", "name: Pusat Layanan Contoh  #", "name: Pusat Baru  #"),
        ("location.region_code", "35.01", "35.02", '"35.01"', '"35.02"'),
        ("location.street_address", "Jl. Contoh No. 1", "Jl. A: 2", "Jl. Contoh No. 1   #", '"Jl. A: 2"   #'),
        ("contacts.phone", "(0357) 881234", "(0357) 881235", "881234", "881235"),
        ("contacts.label", "Loket", "Depan", "label: Loket", "label: Depan"),
        ("status", "active", "", "status: active\n", ""),
        ("opening_hours.holidays", "", "open", "salat Jumat\n", "salat Jumat\n  holidays: open\n"),
        ("established", "", "2022", "status: active\n", "status: active\nestablished: 2022\n"),
    ],
)
def test_only_what_changed_is_written(column: str, old: str, new: str, before: str, after: str, tmp_path: Path) -> None:
    assert changed(tmp_path, column, old, new) == FILE.replace(before, after, 1)


def test_a_changed_day_keeps_the_rest(tmp_path: Path) -> None:
    hours = "Senin-Kamis: 08.00-16.00; Jumat: 08.00-11.30, 13.00-16.30"
    text = changed(tmp_path, "opening_hours.weekly", hours, hours.replace("16.30", "17.00"))
    assert text == FILE.replace("13.00-16.30  #", "13.00-17.00  #")


def test_a_further_item(tmp_path: Path) -> None:
    folder = root_with(tmp_path, ("contoh", FILE))
    rows = make_grid(folder, [f"{CENTRES}/contoh.yaml"], CONTEXT, WORDS, in_words=False).rows
    extra = [""] * len(rows[0])
    extra[list(rows[0]).index("contacts.whatsapp")] = "0812-3456-7890"
    outcome = read(table(*map(list, rows), extra), folder)
    text = outcome.files[f"{CENTRES}/contoh.yaml"]
    assert "  - whatsapp: 0812-3456-7890\n" in text
    assert text.startswith(FILE.partition("contacts:")[0])


def test_what_has_no_column_stays(tmp_path: Path) -> None:
    folder = root_with(tmp_path, ("contoh", FILE))
    outcome = read(table(["id", "status"], ["contoh", "planned"]), folder)
    assert outcome.files == {f"{CENTRES}/contoh.yaml": FILE.replace("active", "planned")}


def test_a_list_that_would_lose_something(tmp_path: Path) -> None:
    folder = root_with(tmp_path, ("contoh", FILE))
    outcome = read(table(["id", "contacts.phone"], ["contoh", "(0357) 881235"]), folder)
    assert {code for _, _, code in told(outcome)} == {"column-missing"}
    same = read(table(["id", "services.id"], ["contoh", "pembiayaan"], ["", "kelembagaan"]), folder)
    assert (told(same), same.files) == ([], {})


def test_a_new_centre(tmp_path: Path) -> None:
    outcome = read(
        table(
            ["id", "Nama", "name.en", "Kode wilayah", "Kontak / Telepon", "Layanan", "opening_hours.weekly"],
            ["baru", "Pusat Baru", "New Centre", "35.01", "(0357) 881234", "pembiayaan", "Senin: 08.00-12.00"],
            ["", "", "", "", "(0357) 881235", "kelembagaan", ""],
        ),
        root_with(tmp_path),
    )
    assert told(outcome) == []
    assert (
        outcome.files[f"{CENTRES}/baru.yaml"]
        == """\
name: {id: Pusat Baru, en: New Centre}

location:
  region_code: "35.01"

contacts:
  - phone: (0357) 881234
  - phone: (0357) 881235

opening_hours:
  weekly:
    Senin: 08.00-12.00

services: [pembiayaan, kelembagaan]
"""
    )


def test_a_new_file_of_every_centre_says_the_same() -> None:
    for path in sorted((PROJECT / CENTRES).glob("*.yaml")):
        node = read_yaml_text("", path.read_text(encoding="utf-8"), [])
        assert isinstance(node, Mapping)
        written = read_yaml_text("", new_file(node, None), [])
        assert isinstance(written, Mapping)
        assert spread(written, ("id", "en")) == spread(node, ("id", "en"))


# --- what can't be read ---

HEAD = ["id", "name", "location.region_code"]
FINE = ["contoh", "Pusat Contoh", "35.01"]


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        ([["nama"], ["Pusat"]], [(0, 0, "no-id-column")]),
        ([[*HEAD, "warna"], [*FINE, "biru"]], [(1, 4, "unknown-heading")]),
        ([[*HEAD, "nama"], [*FINE, "Pusat"]], [(1, 4, "heading-twice")]),
        ([HEAD, [*FINE, "lepas"]], [(1, 4, "no-heading")]),
        ([HEAD, ["", "Pusat", "35.01"]], [(2, 0, "row-without-id")]),
        ([HEAD, ["Pusat Contoh", "Pusat", "35.01"]], [(2, 1, "id-form")]),
        ([HEAD, ["con", "Pusat", "35.01"]], [(2, 1, "file-name-reserved")]),
        ([HEAD, FINE, ["contoh", "Nama lain", ""]], [(3, 2, "told-twice")]),
        ([HEAD, ["contoh", "Pusat", ""]], [(2, 1, "centre-unknown")]),
        ([["id"], ["contoh"]], [(2, 1, "centre-unknown")]),
        ([["id", "nama pusat", "location.region_code"], FINE], [(1, 2, "unknown-heading")]),
        ([[*HEAD, "opening_hours.holidays"], [*FINE, "open"]], [(2, 4, "missing-key")]),
        ([[*HEAD, "assured.date"], [*FINE, "46327"]], [(2, 4, "cell-serial")]),
        ([[*HEAD, "contacts.phone"], [*FINE, "6,28123E+12"]], [(2, 4, "cell-number")]),
        ([HEAD, ["contoh", "Pusat\u202econtoh", "35.01"]], [(2, 2, "character")]),
        ([HEAD, ["contoh", "Pusat", "Jawa Timur 35"]], [(2, 3, "region-code")]),
        ([[*HEAD, "status"], [*FINE, "buka"]], [(2, 4, "choice")]),
        ([[*HEAD, "established"], [*FINE, "22"]], [(2, 4, "year")]),
        ([[*HEAD, "contacts.phone"], FINE, ["", "", "", "12"]], [(3, 4, "phone")]),
        ([[*HEAD, "contacts.label"], [*FINE, "Loket"]], [(2, 4, "contact-empty")]),
        ([[*HEAD, "opening_hours.weekly"], [*FINE, "Senin: 08.00-16.00; Snin: 08.00-12.00"]], [(2, 4, "hours-day")]),
        ([[*HEAD, "opening_hours.weekly"], [*FINE, "08.00-16.00"]], [(2, 4, "hours-day")]),
        ([[*HEAD, "opening_hours.weekly"], [*FINE, "Senin: 08.00; Senin: 09.00"]], [(2, 4, "hours-span")]),
        ([[*HEAD, "opening_hours.weekly"], [*FINE, "Senin-Kamis 08.00-16.00"]], [(2, 4, "week-colon")]),
        ([[*HEAD, "opening_hours.weekly"], [*FINE, "Senin: 08.00-12.00; Selasa 08:00-12:00"]], [(2, 4, "week-colon")]),
        ([[*HEAD, "opening_hours.weekly"], [*FINE, "Senin, Rabu tutup"]], [(2, 4, "week-colon")]),
        ([[*HEAD, "contacts.email"], [*FINE, "a@contoh.go.id"], [*FINE, "a@contoh.go.id"]], [(3, 0, "row-twice")]),
        ([[*HEAD, "services.id"], [*FINE, "a; b"]], [(2, 4, "cell-several")]),
        ([[*HEAD, "programmes"], [*FINE, "a, b"]], [(2, 4, "cell-several")]),
        ([[*HEAD, "sources.supports"], [*FINE, "name, location"]], [(2, 4, "cell-several")]),
        ([[*HEAD, "operator"], [*FINE, "~"]], [(2, 4, "empty")]),
        ([[*HEAD, "opening_hours.weekly"], [*FINE, "Senin; Jumat: 08.00-11.30"]], [(2, 4, "empty")]),
        ([[*HEAD, "location.latitude"], [*FINE, "-8,2"]], [(2, 4, "decimal-comma")]),
    ],
)
def test_cells_that_cannot_be_read(rows: list[list[str]], wanted: list[tuple[int, int, str]], tmp_path: Path) -> None:
    outcome = read(table(*rows), root_with(tmp_path))
    assert told(outcome) == wanted
    assert outcome.files == {}
    for finding in outcome.findings:
        for t in (WORDS, ENGLISH):
            assert finding.printed("tabel.xlsx", t).startswith("tabel.xlsx")


def test_a_number_where_zeros_count(tmp_path: Path) -> None:
    grid = Grid("Pusat", [HEAD, ["contoh", "2024", "35.1"]], kinds={(2, 2): "number", (2, 3): "number"})
    assert told(read([grid], root_with(tmp_path))) == [(2, 3, "cell-number")]


@pytest.mark.parametrize(
    ("column", "kind", "text", "code"),
    [
        ("location.region_code", "time", "11.01.02", "cell-kind"),
        ("location.street_address", "date", "2026-08-12", "cell-kind"),
        ("commodities", "time", "08.00", "cell-kind"),
        ("name", "truth", "true", "cell-kind"),
        ("assured.date", "time", "08.00", "cell-kind"),
        ("opening_hours.weekly", "time", "08.00", "hours-day"),
        ("location.wheelchair", "truth", "true", "choice"),
        ("events.start", "date", "2026-12-03 23.59.59", "date-time"),
        ("established", "number", "2022", None),
        ("sources.date", "date", "2024-10-09", None),
        ("consultants.consent", "truth", "true", None),
    ],
)
def test_a_cell_that_is_no_text(column: str, kind: Kind, text: str, code: str | None, tmp_path: Path) -> None:
    others = {"sources.title": "Berita", "consultants.name": "A", "consultants.fields": "b"}
    row = dict(zip(HEAD, FINE, strict=True)) | {column: text}
    row |= {name: word for name, word in others.items() if name.partition(".")[0] == column.partition(".")[0]}
    at = (2, list(row).index(column) + 1)
    found = told(read([Grid("Pusat", [list(row), list(row.values())], kinds={at: kind})], root_with(tmp_path)))
    assert [(place, of) for *place, of in found if place == [*at]] == ([([*at], code)] if code else [])


def test_seconds_of_a_time_are_not_rounded() -> None:
    from datetime import datetime, time

    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([time(11, 1, 2), datetime(2026, 12, 3, 23, 59, 59)])  # noqa: DTZ001
    assert read_xlsx(_bytes(book))[0].rows == [["11.01.02", "2026-12-03 23.59.59"]]


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("35.1", "Barangkali maksudnya 35.10 (Kabupaten Banyuwangi)."),
        ("35,1", "Tulis 35.10"),
        ("35.9", "Barangkali maksudnya 35.09"),  # there is no 35.90
    ],
)
def test_a_code_that_lost_its_last_zero(typed: str, hint: str, tmp_path: Path) -> None:
    context = Context(data_folder=PROJECT / "data")
    (finding,) = read_table(table(HEAD, [*FINE[:2], typed]), root_with(tmp_path), context, [WORDS]).findings
    assert hint in finding.printed("tabel.csv", WORDS)


def test_several_items_in_a_cell(tmp_path: Path) -> None:
    row = {"alternate_names": "A; B", "serves": "35.01; 35.02", "programmes": "a\nb"}
    rows = [[*HEAD, *row], [*FINE, *row.values()], ["contoh", "", "", "C; D", "", ""]]
    outcome = read(table(*rows), root_with(tmp_path))
    assert told(outcome) == []
    (text,) = outcome.files.values()
    assert "alternate_names: [A, B, C, D]" in text
    assert 'serves: ["35.01", "35.02"]' in text
    assert "programmes: [a, b]" in text


def test_an_item_with_a_semicolon_comes_back(tmp_path: Path) -> None:
    folder = root_with(tmp_path, ("contoh", "name: A\nlocation: {region_code: '35.01'}\ncommodities: [a; b, c]\n"))
    grid = make_grid(folder, [f"{CENTRES}/contoh.yaml"], CONTEXT, WORDS, in_words=False)
    for form in FORMATS.values():
        outcome = read(form(grid), folder)
        assert (told(outcome), outcome.same) == ([], 1)


def test_what_follows_from_a_refused_cell_is_not_told(tmp_path: Path) -> None:
    rows = [[*HEAD, "contacts.label", "contacts.phone"], [*FINE, "Loket", "357881234"], ["", "", "", "Kantor", ""]]
    grid = Grid("Pusat", rows, kinds={(2, 5): "number"})
    assert told(read([grid], root_with(tmp_path / "new"))) == [(2, 5, "cell-number"), (3, 4, "contact-empty")]
    assert told(read([grid], root_with(tmp_path, ("contoh", FILE)))) == [(2, 5, "cell-number")]


@pytest.mark.parametrize(("typed", "code"), [("=A2", "cell-formula"), ("Pusat Lain", "id-form")])
def test_rows_of_an_id_that_cannot_be_read_are_nobodys(typed: str, code: str, tmp_path: Path) -> None:
    head = [*HEAD, "contacts.phone"]
    rows = [head, [*FINE, "(0357) 881234"], [typed, "Pusat Lain", "35.02", "(0357) 881235"], ["", "", "", "x"]]
    grid = read_csv(write_csv(Grid("", rows)).replace(b"'=A2", b"=A2"))
    assert told(read([grid], root_with(tmp_path))) == [(3, 1, code)]


def test_what_was_emptied_is_told_where_it_stood(tmp_path: Path) -> None:
    folder = root_with(tmp_path, ("contoh", FILE))
    row = ["contoh", "", "", "Jl. Contoh No. 1"]
    outcome = read(table([*HEAD, "location.street_address"], row), folder)
    assert told(outcome) == [(2, 2, "missing-key"), (2, 3, "missing-key")]
    assert [finding.name for finding in outcome.findings] == HEAD[1:]


def test_the_same_item_twice_may_be_meant(tmp_path: Path) -> None:
    same = "sources:\n  - title: Berita\n  - title: Berita\n  - title: Berita\n"
    folder = root_with(tmp_path, ("contoh", f"{FILE}{same}"))
    grid = make_grid(folder, [f"{CENTRES}/contoh.yaml"], CONTEXT, WORDS, in_words=False)
    outcome = read([grid], folder)
    assert (told(outcome), outcome.same) == ([], 1)


@pytest.mark.parametrize(
    ("column", "cell", "hint"),
    [
        ("location.postal_code", '"63511"', "Tulis 63511"),
        ("location.postal_code", "entah", "tanpa tanda kutip, misalnya 60111"),
        ("location.region_code", "Jawa Timur!", "tanpa tanda kutip, misalnya 35.01"),
        ("location.region_code", "35,01", "Tulis 35.01"),
        ("opening_hours.weekly", "Senin-Kamis 08.00-16.00", "Tulis Senin-Kamis: 08.00-16.00"),
        ("assured.date", "46327", "Tulis 2026-11-01, dengan format sel Teks."),
        ("opening_hours.weekly", "Senin–Jumat = 08.00-16.00", "Tulis Senin–Jumat: 08.00-16.00"),
        ("opening_hours.weekly", "Senin: 08.00-16.00, Jumat: 08.00-11.30", "dipisah titik koma"),
        ("opening_hours.weekly", "Senin: 08.00-16.00 / Jumat: 08.00-11.30", "dipisah titik koma"),
        ("opening_hours.holidays", "open", "Isi juga kolom opening_hours.weekly."),
        ("programmes", "a, b; c", "Tulis a; b; c"),
        ("services.id", "a, b", "Tulis tiap butir di barisnya sendiri"),
        ("operator", "-", "kosongkan selnya"),
        ("consultants.name", "Nama", "Isi true di kolom consultants.consent"),
        ("opening_hours.exceptions.date", "2027-01-04", "Isi kolom hours, misalnya"),
    ],
)
def test_hints_are_for_cells(column: str, cell: str, hint: str, tmp_path: Path) -> None:
    """There quotation marks would be a part of the text."""
    row = dict(zip(HEAD, FINE, strict=True)) | {column: cell}
    (finding,) = read(table(list(row), list(row.values())), root_with(tmp_path)).findings
    said = finding.printed("tabel.xlsx", WORDS).partition("saran: ")[2]
    assert hint in said
    assert '"' not in said


def test_a_missing_field_is_not_told_at_a_column_that_is_filled(tmp_path: Path) -> None:
    season = {"name": "Ramadan", "from": "2027-02-08", "to": "2027-03-09", "weekly": "Senin: 08.00-15.00"}
    heads = [*HEAD, "opening_hours.weekly", *(f"opening_hours.seasons.{name}" for name in season)]
    assert told(read(table(heads, [*FINE, "", *season.values()]), root_with(tmp_path))) == [(2, 4, "missing-key")]


def test_empty_places_in_a_week_say_nothing(tmp_path: Path) -> None:
    rows = [[*HEAD, "opening_hours.weekly"], [*FINE, "Senin: 08.00-16.00;; Jumat: 08.00-11.30"]]
    (text,) = read(table(*rows), root_with(tmp_path)).files.values()
    assert "    Senin: 08.00-16.00\n    Jumat: 08.00-11.30\n" in text


def test_a_file_with_errors_is_left_alone(tmp_path: Path) -> None:
    folder = root_with(tmp_path, ("contoh", "name: x\nname: y\n"))
    assert told(read(table(HEAD, FINE), folder)) == [(2, 1, "file-broken")]


def test_one_centre_on_two_sheets(tmp_path: Path) -> None:
    outcome = read([*table(HEAD, FINE), Grid("Lain", [HEAD, FINE])], root_with(tmp_path))
    assert told(outcome) == [(2, 1, "centre-twice")]


def test_sheets_without_ids_are_somebodys_notes(tmp_path: Path) -> None:
    outcome = read([Grid("Catatan", [["apa saja"], ["1"]]), *table(HEAD, FINE)], root_with(tmp_path))
    assert (told(outcome), outcome.made, outcome.notes) == ([], 1, [("left-out", "Catatan")])


def test_sheets_that_nobody_sees_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from openpyxl import Workbook

    root = network_in(tmp_path / "net")
    book = Workbook()
    book.create_sheet("Catatan").append(["Kode", "Nama", "Kode wilayah"])
    sheet = book.create_sheet("Tertutup")
    sheet.append(HEAD)
    sheet.append(FINE)
    sheet.sheet_state = "hidden"
    (root / "tabel.xlsx").write_bytes(_bytes(book))
    assert main(["import", str(root / "tabel.xlsx"), "--root", str(root)]) == 0
    said = capsys.readouterr().err
    assert 'Lembar "Catatan" tidak dibaca' in said
    assert 'Lembar "Tertutup" tersembunyi' in said


def test_columns_cover_the_field_list() -> None:
    names = {column.name.partition(".")[0] for column in make_columns(("id",))}
    assert names == {"id", *CENTRE.by_key}


def test_commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As staff use them: out of one network, into another, and a change back."""
    network = tmp_path / "network"
    (network / "content").mkdir(parents=True)
    for name in ("site_config.yaml", "content/services.yaml"):
        (network / name).write_bytes((PROJECT / name).read_bytes())
    out = tmp_path / "pusat.csv"
    assert main(["export", str(out)]) == 0
    assert main(["export", str(out)]) == 2  # it is there already
    assert main(["import", str(out), "--root", str(network), "--dry-run"]) == 0
    assert not (network / CENTRES).exists()
    assert main(["import", str(out), "--root", str(network)]) == 0
    assert len(list((network / CENTRES).iterdir())) == len(list((PROJECT / CENTRES).iterdir()))

    out.write_text(out.read_text(encoding="utf-8").replace("35.01", "35.99"), encoding="utf-8")
    before = {path: path.read_bytes() for path in (network / CENTRES).iterdir()}
    capsys.readouterr()
    assert main(["import", str(out), "--root", str(network)]) == 1
    assert "(location.region_code): galat: " in capsys.readouterr().err
    assert {path: path.read_bytes() for path in (network / CENTRES).iterdir()} == before


def test_a_new_file_is_canonical(tmp_path: Path) -> None:
    outcome = read(table([*HEAD, "opening_hours.weekly"], [*FINE, "Senin : 08:00 - 12:00"]), root_with(tmp_path))
    (text,) = outcome.files.values()
    assert text.endswith("    Senin: 08.00-12.00\n")


def network_in(folder: Path) -> Path:
    """A small network with two centres, and one table that changes both and makes a third."""
    shutil.copytree(PROJECT / "tests" / "problems" / "base", folder)
    (folder / CENTRES).mkdir()
    for name in ("a", "b"):
        text = f"name: Pusat {name}\nlocation: {{region_code: '35.01'}}\n"
        (folder / CENTRES / f"{name}.yaml").write_text(text, encoding="utf-8")
    table = "id,name,location.region_code\na,Satu,35.01\nb,Dua,35.02\nc,Tiga,35.03\n"
    (folder / "tabel.csv").write_text(table, encoding="utf-8")
    return folder


def test_no_file_is_written_when_one_cannot_be(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = network_in(tmp_path / "net")
    (root / CENTRES / ".b.yaml.new").mkdir()
    before = {path: path.is_dir() or path.read_bytes() for path in (root / CENTRES).iterdir()}
    assert main(["import", str(root / "tabel.csv"), "--root", str(root)]) == 2
    said = capsys.readouterr()
    assert ".b.yaml.new" in said.err
    assert said.out == ""
    assert {path: path.is_dir() or path.read_bytes() for path in (root / CENTRES).iterdir()} == before


@pytest.mark.parametrize("has_schema", [True, False])
def test_editors_are_sent_to_a_schema_that_is_there(has_schema: bool, tmp_path: Path) -> None:
    root = network_in(tmp_path / "net")
    if has_schema:
        (root / SCHEMA).parent.mkdir()
        (root / SCHEMA).write_text("{}", encoding="utf-8")
    assert main(["import", str(root / "tabel.csv"), "--root", str(root)]) == 0
    line = "# yaml-language-server: $schema=../../schemas/centre.schema.json\n"
    assert (root / CENTRES / "c.yaml").read_text(encoding="utf-8").startswith(line if has_schema else "name: Tiga\n")
