"""A changed cell changes the lines of its value alone: comments, quotes and the way of writing stay around it."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.load import read_yaml_text
from sitegen.nodes import Mapping
from sitegen.spreadsheet.cells import Cell, Row, gather, spread
from sitegen.spreadsheet.yaml_edit import edited

LANGUAGES = ("id", "en")

FILE = """\
# 1 yaml-language-server
# 2 Ditulis oleh staf.
name: {id: Pusat Contoh,  en: 'A Centre'}  # 3

alternate_names: [Gerai Satu, "Gerai Dua"]  # 4 dari [papan] nama
status:   active   # 5
legal_status: uptd # 6

# 7 Letaknya:
location: # 8
  # 9
  region_code: '35.01'  # 10
    # 11 lebih dalam
  street_address: Jl. Contoh No. 1  # 12
  postal_code: "63511"  # 13
  # 14 di akhir

contacts:  # 15
  # 16 Loket depan
  - phone: (0357) 881234  # 17
    # 18 surat
    email: loket@example.go.id  # 19

  # 20 Kantor
  - # 21
    phone: (0357) 881235  # 22
    website: https://example.go.id  # 23
    # 24 di akhir butir
  # 25 Lantai dua
  - {label: Dua, phone: "(0357) 881236"}  # 26
opening_hours:
  weekly:  # 27
    # 28 sejak 2024
    Senin-Kamis: 08.00-16.00  # 29
    Jumat: 08.00-11.30, 13.00-16.30  # 30 salat Jumat
  # 31
  holidays: open  # 32
services: # 33
  - pembiayaan  # 34
  # 35
  - id: kelembagaan  # 36
    description:  # 37
      # 38 dua bahasa
      id: |  # 39
        Baris satu.

        # 40 bukan komentar
      en: >-
        Line one.  # 41
    # 42
    required_documents: # 43
      - KTP  # 44
      # 45
      - {id: Foto produk, en: Photo}  # 46
    weekly: {Rabu: 09.00-12.00}  # 47
partners: [  # 48
  satu,  # 49
  # 50
  {name: Dua,  kind: university},  # 51
]  # 52
programmes: [a]  # 53 dari Kementerian
commodities:  # 54
- gula kelapa  # 55
# 56
- "kopi"  # 57
description: |
  Kalimat satu.
  Kalimat dua.
# 58 tamat
"""

IN_BRACKETS = "{name: Pusat Contoh, location: {region_code: '35.01'}, # 1\n contacts: [{phone: x}]}  # 2\n"


Change = tuple[int, str, str]
"""The number of a row (from 0), a column, the new text of the cell."""


def node_of(text: str) -> Mapping:
    node = read_yaml_text("", text, [])
    assert isinstance(node, Mapping)
    return node


def rows_of(text: str) -> list[Row]:
    return spread(node_of(text), LANGUAGES)


def with_rows(text: str, rows: list[Row]) -> str:
    cells = [{name: Cell(value, 1, 1) for name, value in row.items() if value} for row in rows]
    new = gather(cells, Cell("", 1, 1), LANGUAGES)
    result = edited(text, node_of(text), new, LANGUAGES)
    assert result is not None
    assert rows_of(result) == spread(new, LANGUAGES)
    return result


def with_cells(text: str, *changes: Change) -> str:
    rows = rows_of(text)
    for row, column, value in changes:
        rows[row][column] = value
    return with_rows(text, rows)


def lost(text: str, result: str) -> set[str]:
    """The lines that are no longer there, wherever they stand. In the file of these tests each line is there once."""
    old, new = ({line.lstrip(" -") for line in lines.split("\n")} for lines in (text, result))
    return old - new


def comments(text: str) -> set[str]:
    return set(re.findall(r"# [0-9]+", text))


FILLED = [(row, name) for row, cells in enumerate(rows_of(FILE)) for name in cells]
OF_ONE_VALUE = [place for place in FILLED if not place[1].endswith(("weekly", "documents", "documents.en"))]
WORDS = st.text("aé:#'\"-[]{}, |>1", min_size=1, max_size=8).map(str.strip).filter(bool)
CHANGES = st.tuples(st.sampled_from(OF_ONE_VALUE), WORDS)


def lines_of(row: int, name: str) -> set[str]:
    """The lines of the file that a cell's value takes, with the line of its key where it takes several."""
    value = rows_of(FILE)[row][name]
    keys = {"description": "description: |", "services.description": "id: |", "services.description.en": "en: >"}
    parts = [keys.get(name, ""), *value.split("\n")]
    return {line.lstrip(" -") for line in FILE.split("\n") if any(part and part in line for part in parts)}


def test_nothing_changed() -> None:
    assert with_rows(FILE, rows_of(FILE)) == FILE


@settings(max_examples=300, deadline=None)
@given(CHANGES)
def test_one_changed_cell(change: tuple[tuple[int, str], str]) -> None:
    """Only the lines of its value change, and each comment stays."""
    place, word = change
    result = with_cells(FILE, (*place, word))
    assert lost(FILE, result) <= lines_of(*place)
    assert comments(FILE) - comments(rows_of(FILE)[place[0]][place[1]]) <= comments(result)


@settings(max_examples=100, deadline=None)
@given(st.lists(CHANGES, max_size=6))
def test_several_changed_cells(changes: list[tuple[tuple[int, str], str]]) -> None:
    """What one of them needs does not touch what is beside the others."""
    result = with_cells(FILE, *((*place, word) for place, word in changes))
    assert lost(FILE, result) <= {line for place, _ in changes for line in lines_of(*place)}


@pytest.mark.parametrize(("row", "name"), OF_ONE_VALUE)
def test_one_emptied_cell(row: int, name: str) -> None:
    """Only lines of its value go, with the comments in them."""
    assert lost(FILE, with_cells(FILE, (row, name, ""))) <= {*lines_of(row, name), "# 11 lebih dalam"}


@pytest.mark.parametrize(
    ("row", "column", "cell", "before", "after"),
    [
        (0, "contacts.label", "Loket", "  - phone: (0357) 881234", "  - label: Loket\n    phone: (0357) 881234"),
        (0, "contacts.phone", "", "  - phone: (0357) 881234  # 17\n", "  -\n"),
        (1, "contacts.phone", "", "    phone: (0357) 881235  # 22\n", ""),
        (2, "contacts.email", "a@b.id", ' phone: "(0357) 881236"}', ' phone: "(0357) 881236", email: a@b.id}'),
        (3, "contacts.email", "a@b.id", '881236"}  # 26\n', '881236"}  # 26\n  - email: a@b.id\n'),
        (
            0,
            "opening_hours.weekly",
            "Senin-Kamis: 08.00-16.00",
            "    Jumat: 08.00-11.30, 13.00-16.30  # 30 salat Jumat\n",
            "",
        ),
        (
            0,
            "opening_hours.weekly",
            "Senin-Kamis: 08.00-16.00; Jumat: 08.00-12.00",
            "08.00-11.30, 13.00-16.30 ",
            "08.00-12.00 ",
        ),
        (1, "services.description.en", "Line two.", ">-\n        Line one.  # 41", "Line two."),
        (
            1,
            "services.weekly",
            "Rabu: 09.00-12.00; Kamis: 09.00-12.00",
            "12.00}  # 47",
            "12.00, Kamis: 09.00-12.00}  # 47",
        ),
        (1, "services.required_documents", "KTP; Foto produk; NIB", "# 46\n", "# 46\n      - NIB\n"),
        (0, "services.cost", "gratis", "  - pembiayaan  # 34\n", "  - id: pembiayaan  # 34\n    cost: gratis\n"),
        (1, "programmes", "b", "[a]", "[a, b]"),
        (2, "commodities", "teh", '"kopi"  # 57\n', '"kopi"  # 57\n- teh\n'),
        (0, "partners.id", "", "  satu,  # 49", "  # 49"),
        (0, "established", "2020", "# 6\n", "# 6\nestablished: 2020\n"),
        (0, "location.latitude", "-8.2", "# 13\n", "# 13\n  latitude: -8.2\n"),
        (0, "name.en", "", "{id: Pusat Contoh,  en: 'A Centre'}", "{id: Pusat Contoh}"),
    ],
)
def test_the_smallest_edit(row: int, column: str, cell: str, before: str, after: str) -> None:
    rows = [*rows_of(FILE), {}]
    rows[row][column] = cell
    assert FILE.count(before) == 1
    assert with_rows(FILE, rows) == FILE.replace(before, after)


def without(rows: list[Row], number: int) -> list[Row]:
    """The rows when one contact was deleted from the table."""
    contacts = [{name: text for name, text in row.items() if name.startswith("contacts")} for row in rows]
    contacts = [*contacts[:number], *contacts[number + 1 :], {}]
    others = [{name: text for name, text in row.items() if not name.startswith("contacts")} for row in rows]
    return [{**other, **contact} for other, contact in zip(others, contacts, strict=True)]


@pytest.mark.parametrize("number", [0, 1, 2])
def test_an_item_less(number: int) -> None:
    gone = {0: {"# 17", "# 18", "# 19"}, 1: {"# 21", "# 22", "# 23", "# 24"}, 2: {"# 26"}}
    result = with_rows(FILE, without(rows_of(FILE), number))
    assert comments(FILE) - comments(result) == gone[number]


@pytest.mark.parametrize("number", [0, 1, 2])
def test_an_item_less_between_brackets_leaves_no_empty_line(number: int) -> None:
    lines = ["  a,  # 1\n", "  b,\n", "  # 2\n", "  c,\n"]
    text = f"name: A\ncommodities: [\n{''.join(lines)}]\n"
    gone = ["a,  ", "  b,\n", "  c,\n"][number]
    rows = [{"name": "A"}, *({"commodities": item} for item in "abc" if item != "abc"[number])]
    assert with_rows(text, rows) == text.replace(gone, "")


def test_an_item_before_the_first() -> None:
    """The comment above the first one still stands above it."""
    rows = rows_of("contacts:\n  - phone: new\n")
    text = "contacts:\n  # depan\n  - phone: x  # a\n  - phone: y\n"
    rows += rows_of(text)
    assert with_rows(text, rows) == text.replace("  # depan", "  - phone: new\n  # depan")


def test_days_in_another_order() -> None:
    text = "name: A  # 1\nopening_hours:\n  weekly:\n    Senin: tutup\n    Selasa: tutup\n  holidays: open  # 2\n"
    (row,) = rows_of(text)
    row["opening_hours.weekly"] = "Selasa: tutup; Senin: tutup"
    assert with_rows(text, [row]) == text.replace(
        "    Senin: tutup\n    Selasa: tutup", "    Selasa: tutup\n    Senin: tutup"
    )


def test_a_list_that_was_empty() -> None:
    text = "name: A\ncommodities: []  # 1\nprogrammes:  # 2\n  # 3\nstatus: active  # 4\n"
    result = with_cells(text, (0, "commodities", "kopi"), (0, "programmes", "a"))
    assert result == text.replace("[]", "[kopi]").replace("programmes:", "programmes: [a]")


def test_a_file_in_brackets() -> None:
    changes = ((0, "name", "Pusat Lain"), (0, "contacts.phone", "y"), (0, "location.postal_code", "63511"))
    wanted = IN_BRACKETS.replace("Pusat Contoh", "Pusat Lain").replace("phone: x", "phone: y")
    assert with_cells(IN_BRACKETS, *changes) == wanted.replace("'35.01'", "'35.01', postal_code: \"63511\"")


def test_a_file_that_ends_with_dots() -> None:
    """What can't be put into it is for a new file."""
    new = gather([{"name": Cell("B", 1, 1), "status": Cell("active", 1, 1)}], Cell("", 1, 1), LANGUAGES)
    text = "name: A\n...\n"
    assert edited(text, node_of(text), new, LANGUAGES) is None
