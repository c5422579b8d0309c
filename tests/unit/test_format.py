"""The canonical writing: what it changes, what it leaves alone, and that it never changes meaning."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.cli import main
from sitegen.config import load_site
from sitegen.format import FOLDERS, PAGES, SHAPES, formatted
from sitegen.load import ContentFolder
from sitegen.schema.reading import Context
from sitegen.validate import make_context, read_centre
from support.building import PROJECT

CONTEXT = Context(languages=("id", "en"), legal_statuses=("dinas", "uptd"))
PATH = "content/centres/contoh.yaml"
HEAD = 'name: Contoh\nlocation:\n  region_code: "35.01"\n'
NETWORKS = [PROJECT, PROJECT / "examples" / "libraries", PROJECT / "tests" / "cases" / "clerk_mistakes" / "network"]


def tidy(text: str, context: Context = CONTEXT) -> str:
    result, problems = formatted(PATH, text.encode(), context)
    assert problems == []
    return result.decode()


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("opening_hours:\n  weekly:\n    senin-kamis: 8:00 – 16.00", "Senin-Kamis: 08.00-16.00"),
        ("opening_hours:\n  weekly:\n    Monday s.d. Friday: 08:00-16:00", "Senin-Jumat: 08.00-16.00"),
        ("opening_hours:\n  weekly:\n    Sen, Rab: 13.00-16.00,08.00-12.00", "Sen, Rab: 08.00-12.00, 13.00-16.00"),
        ("opening_hours:\n  weekly: {senin: '08:00-12:00, 13:00-16:00'}", "{Senin: '08.00-12.00, 13.00-16.00'}"),
        ("opening_hours:\n  weekly: {'senin,selasa': 08:00-12:00}", "{'Senin, Selasa': 08.00-12.00}"),
        ("opening_hours:\n  weekly:\n    setiap hari: Closed", "setiap hari: tutup"),
        ("opening_hours:\n  weekly:\n    Setiap hari: Closed", "Setiap hari: tutup"),
        ("serves: [35, 35.10]", 'serves: ["35", "35.10"]'),
        ("contacts:\n  - phone: 081234567890  # Ani", '- phone: "081234567890"  # Ani'),
        ("contacts:\n  - phone: 0812-3456-7890", "- phone: 0812-3456-7890"),
        ("consultants:\n  - {name: A, consent: Ya}", "{name: A, consent: true}"),
        ("events:\n  - {name: A, start: 2026-12-03T9:00}", "{name: A, start: 2026-12-03 09.00}"),
        ("status :\tactive", "status: active"),
        ("status:    active  # sejak lama   ", "status:    active  # sejak lama\n"),
        ("description: |\n  Satu  \n  dua.\nstatus: active  ", "description: |\n  Satu  \n  dua.\nstatus: active\n"),
        ("operator: 'Dinas: Koperasi'", "operator: 'Dinas: Koperasi'"),
    ],
)
def test_what_is_written(typed: str, written: str) -> None:
    result = tidy(HEAD + typed)
    assert written in result
    assert result.endswith("\n")
    assert not result.endswith("\n\n")
    assert tidy(result) == result
    assert (
        read_centre(PATH, result.encode(), CONTEXT).centre == read_centre(PATH, (HEAD + typed).encode(), CONTEXT).centre
    )


def test_choices_that_others_read_as_yes_and_no_are_quoted() -> None:
    assert 'wheelchair: "no"' in tidy(HEAD + "  wheelchair: no\n")


def test_postal_codes_are_quoted() -> None:
    assert 'postal_code: "63511"' in tidy(HEAD + "  postal_code: 63511\n")


def test_line_ends_and_a_mark_at_the_start() -> None:
    typed = "\N{ZERO WIDTH NO-BREAK SPACE}" + HEAD.replace("\n", "\r\n") + "\r\n\r\n"
    assert tidy(typed) == HEAD


def test_comments_order_and_quotes_stay() -> None:
    text = "# atas\nstatus: active # kanan\n\n# tengah\n" + HEAD + "\n# bawah\n"
    assert tidy(text) == text


def test_an_english_network_has_colons_and_english_days() -> None:
    text = HEAD + "opening_hours:\n  weekly:\n    Senin-Kamis: 08.00-16.00\n"
    assert "Monday-Thursday: 08:00-16:00" in tidy(text, Context(languages=("en", "id")))


@pytest.mark.parametrize("text", ["name: [\n", "name: Contoh\n", HEAD + "status: aktif\n", "\tname: x\n", ""])
def test_a_file_with_errors_stays_as_it_is(text: str) -> None:
    result, problems = formatted(PATH, text.encode(), CONTEXT)
    assert result == text.encode()
    assert problems


def test_pages_keep_blanks_at_line_ends() -> None:
    data = b"---\r\ntitle: A\r\ndescription: B\r\n---\r\nsatu  \r\ndua\r\n\r\n"
    assert formatted(f"{PAGES}/a.id.md", data, CONTEXT)[0] == b"---\ntitle: A\ndescription: B\n---\nsatu  \ndua\n"


def files() -> Iterator[tuple[Path, str]]:
    for root in NETWORKS:
        folder = ContentFolder(root)
        yield from ((root, path) for path in SHAPES if folder.exists(path))
        for where in (*FOLDERS, PAGES):
            yield from ((root, path) for path in folder.files(where, (".yaml", ".id.md", ".en.md"), []))


@pytest.mark.parametrize("root", NETWORKS, ids=lambda root: root.name)
def test_the_content_is_canonical(root: Path) -> None:
    site, _, _ = load_site(root, PROJECT)
    assert site is not None
    context = make_context(site, None)
    own = [path for network, path in files() if network == root]
    assert own
    for path in own:
        data = (root / path).read_bytes()
        assert formatted(path, data, context) == (data, []), path


CLOCK = st.builds("{}{}{:02}".format, st.integers(0, 23), st.sampled_from(".:"), st.sampled_from([0, 15, 30]))
SPAN = st.builds("{}{}{}".format, CLOCK, st.sampled_from(["-", " - ", "–", " s.d. "]), CLOCK)
DAY = st.sampled_from(["Senin", "selasa", "RABU", "Kam", "jum", "Saturday", "sun", "Minggu"])
DAYS = st.one_of(DAY, st.builds("{}{}{}".format, DAY, st.sampled_from(["-", "–", ", ", " s.d. "]), DAY))
BLANKS = st.sampled_from(["", " ", "  ", "\t"])
QUOTE = st.sampled_from(["", '"', "'"])


@st.composite
def centre_files(draw: st.DrawFn) -> str:
    """Files as people type them, some of them wrong."""
    quote, end = draw(QUOTE), draw(st.sampled_from(["\n", "\r\n"]))
    flow = draw(st.booleans())
    week = draw(st.dictionaries(DAYS, SPAN, min_size=1, max_size=3))
    entries = [f'"{days}": "{spans}"' if flow else f"{days}: {quote}{spans}{quote}" for days, spans in week.items()]
    lines = [
        f"name:{draw(st.sampled_from([' ', '  ', chr(9)]))}{quote}Pusat Contoh{quote}{draw(BLANKS)}",
        "# catatan" + draw(BLANKS),
        "location:" + draw(BLANKS),
        f"  region_code: {quote}35.01{quote}",
        f"  postal_code: {(code_quote := draw(QUOTE))}63511{code_quote}",
        "opening_hours:",
        *(
            ["  weekly: {" + ", ".join(entries) + "}"]
            if flow
            else ["  weekly:", *(f"    {entry}" for entry in entries)]
        ),
        f"contacts: [{{phone: {draw(st.sampled_from(['081234567890', '0812-3456-7890', '(0357) 881234']))}}}]",
        draw(st.sampled_from(["description: |", "description: >-"])),
        f"  Satu baris.{draw(BLANKS)}",
        f"  # bukan catatan{draw(BLANKS)}",
        "",
        f"status: active{draw(BLANKS)}# akhir{draw(BLANKS)}" if draw(st.booleans()) else "status: active",
        *[""] * draw(st.integers(0, 3)),
    ]
    return end.join(lines)


@given(centre_files())
def test_meaning_never_changes_and_twice_is_once(text: str) -> None:
    before = read_centre(PATH, text.encode(), CONTEXT)
    result, problems = formatted(PATH, text.encode(), CONTEXT)
    after = read_centre(PATH, result, CONTEXT)
    assert after.centre == before.centre
    if problems:
        assert result == text.encode()
        return
    assert formatted(PATH, result, CONTEXT) == (result, [])
    assert b"\r" not in result
    for comment in ("# catatan", "# akhir"):
        assert (comment in text) == (comment in result.decode())


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = shutil.copytree(NETWORKS[2], tmp_path / "root")
    file = root / PATH
    file.write_bytes(file.read_bytes().replace(b"08.00-16.00", b"8:00-16:00"))
    other = root / "content/centres/lain.yaml"
    other.write_bytes(other.read_bytes() + b"status: aktif\n")
    asked = ["format", "--root", str(root)]
    typed = file.read_bytes()
    assert main([*asked, "--check", str(file)]) == 1
    assert file.read_bytes() == typed
    assert main([*asked, PATH]) == 0
    assert b"08.00-16.00" in file.read_bytes()
    assert main([*asked, "--check", PATH]) == 0
    assert main(asked) == 1
    assert "[choice]" in capsys.readouterr().err
