"""A folder for each thing that can be wrong with a table: the table, and the message that `import` gives.

`CODE/` is laid over the small right network of tests/problems/base/; `CODE/expected.LANGUAGE.txt` has all that is said
about `CODE/tabel.csv`. `pytest --update-golden` accepts what is said now; its diff is read in review.
"""

import io
import re
import shutil
from collections.abc import Callable
from datetime import time
from pathlib import Path

import pytest
from openpyxl import Workbook

from sitegen.cli import main
from sitegen.config import load_translator
from sitegen.spreadsheet.grid import MAX_COLUMNS, MAX_FILE_BYTES, MAX_ROWS

HERE = Path(__file__).parent
PROJECT = HERE.parent.parent
BASE = PROJECT / "tests" / "problems" / "base"
CODES = sorted(path.name for path in HERE.iterdir() if path.is_dir() and path.name != "__pycache__")
LANGUAGES = ("id", "en")

HEAD, FINE = ["id", "name", "location.region_code"], ["contoh", "Pusat Contoh", "35.01"]


def _workbook(*sheets: list[list[object]]) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for number, rows in enumerate(sheets, 1):
        sheet = book.create_sheet(f"Lembar {number}")
        for row in rows:
            sheet.append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


MADE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "cell-kind": ("tabel.xlsx", lambda: _workbook([[*HEAD], [*FINE[:2], time(11, 1, 2)]])),
    "cell-number": ("tabel.xlsx", lambda: _workbook([[*HEAD], [*FINE[:2], 35.1]])),
    "centre-twice": ("tabel.xlsx", lambda: _workbook([[*HEAD], [*FINE]], [[*HEAD], [*FINE]])),
    "not-xlsx": ("tabel.xlsx", lambda: b"id,name\n"),
    "too-big": ("tabel.csv", lambda: b"#" * (MAX_FILE_BYTES + 1)),
    "too-many-columns": ("tabel.xlsx", lambda: _workbook([["id"] * (MAX_COLUMNS + 1)])),
    "too-many-rows": ("tabel.csv", lambda: b"id\n" * (MAX_ROWS + 1)),
}
"""The tables that no text can be."""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", CODES)
def test_messages(
    code: str,
    language: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    request: pytest.FixtureRequest,
) -> None:
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    shutil.copytree(HERE / code, tmp_path, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected.*"))
    name, make = MADE.get(code, ("tabel.csv", (HERE / code / "tabel.csv").read_bytes))
    (tmp_path / name).write_bytes(make())
    assert main(["import", str(tmp_path / name), "--root", str(tmp_path), "--dry-run", "--lang", language]) == 1
    said = capsys.readouterr().err
    wanted = HERE / code / f"expected.{language}.txt"
    if request.config.getoption("--update-golden"):
        wanted.write_text(said, encoding="utf-8")
    assert said == wanted.read_text(encoding="utf-8")
    assert f"[{code}]" in said


def test_every_fault_has_its_words_and_a_folder() -> None:
    """Of what a file of the content can suffer, too, tests/problems/ has the folder."""
    code = "".join(path.read_text(encoding="utf-8") for path in (PROJECT / "sitegen" / "spreadsheet").glob("*.py"))
    used = set(re.findall(r'CellFault\("([a-z0-9-]+)"', code)) | {"cell-formula", "cell-error"}
    assert used == {*CODES, "not-utf8"}
    for language in LANGUAGES:
        keys = load_translator(PROJECT, language, with_fields=True).keys()
        assert {key.split(".")[2] for key in keys if key.startswith("table.fault.")} == used
