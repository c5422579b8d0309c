"""The parts of printing that need no press: codes, blocks, letters, names, places of numbers."""

from types import SimpleNamespace

import msgspec
import pytest
import zxingcpp
from msgspec import Struct
from PIL import Image

from sitegen.catalogue import values as catalogue_values
from sitegen.catalogue.blocks import Block, Run, read_blocks
from sitegen.catalogue.drawing import spread_labels
from sitegen.catalogue.glyphs import MISSING, Glyphs, letters_of, load_glyphs, prepare
from sitegen.catalogue.names import Shortener, first_letter
from sitegen.catalogue.press import TOGETHER, Stale, _batches
from sitegen.catalogue.qr import QUIET, capacity, qr_matrix, qr_path, qr_svg
from sitegen.catalogue.subjects import BookSubject, FormSubject, Part
from sitegen.catalogue.values import MACHINE_FIELDS
from sitegen.markdown import fragment_html
from support.papers import TEMPLATES


def read_code(data: bytes) -> str:
    rows = qr_matrix(data)
    size = len(rows) + 2 * QUIET
    picture = Image.new("L", (size, size), 255)
    for row, modules in enumerate(rows):
        for column, black in enumerate(modules):
            if black:
                picture.putpixel((column + QUIET, row + QUIET), 0)
    found = zxingcpp.read_barcodes(picture.resize((size * 4, size * 4), Image.Resampling.NEAREST))
    assert len(found) == 1
    return str(found[0].text)


@pytest.mark.parametrize("version", range(1, 21))
def test_a_full_code_of_every_version_reads(version: int) -> None:
    address = ("https://example.org/" + "abcdefghij-0123456789/" * 40)[: capacity(version)]
    assert len(qr_matrix(address.encode())) == 17 + 4 * version
    assert read_code(address.encode()) == address


def test_too_long_for_a_code() -> None:
    qr_matrix(b"x" * capacity(20))
    with pytest.raises(ValueError, match="too many"):
        qr_matrix(b"x" * (capacity(20) + 1))


def test_path_is_the_matrix() -> None:
    """Strokes of width 1 through the middle of each row, read back square by square."""
    size, path = qr_path("https://example.org/")
    black = set()
    for row in path.split("M")[1:]:
        start, *strokes = row.replace("m", " m ").split(" m ")
        x, rest = start.split(" ", 1)
        y, length = rest.split("h")
        pen = int(x)
        for step in (f"0 0h{length}", *strokes):
            gap, run = step.split(" 0h")
            pen += int(gap)
            black |= {(int(float(y)), pen + number) for number in range(int(run))}
            pen += int(run)
    matrix = qr_matrix(b"https://example.org/")
    assert size == len(matrix)
    assert black == {(r, c) for r, row in enumerate(matrix) for c, module in enumerate(row) if module}
    assert path in qr_svg("https://example.org/")


@pytest.mark.parametrize(
    ("markdown", "blocks"),
    [
        ("Satu **dua** *tiga*", [("paragraph", ["Satu ", "dua", " ", "tiga"])]),
        ("a\n\nb", [("paragraph", ["a"]), ("paragraph", ["b"])]),
        ("<b>x</b>", [("paragraph", ["<b>x</b>"])]),  # raw HTML is shown as it was typed
        ("#eval(1)", [("paragraph", ["#eval(1)"])]),
        ("`a  b`", [("paragraph", ["a  b"])]),
        ("", []),
    ],
)
def test_blocks(markdown: str, blocks: list[tuple[str, list[str]]]) -> None:
    found = read_blocks(fragment_html(markdown))
    assert [(block.kind, [run.text for run in block.runs]) for block in found] == blocks


def test_blocks_of_lists_and_links() -> None:
    (numbers,) = read_blocks(fragment_html("3. satu\n4. dua\n   - [tiga](https://example.org/x?a=1&b=2)"))
    assert (numbers.kind, numbers.start) == ("numbers", 3)
    assert numbers.items[0] == (Block(kind="paragraph", runs=(Run(text="satu"),)),)
    (link,) = numbers.items[1][1].items[0][0].runs
    assert link == Run(text="tiga", href="https://example.org/x?a=1&b=2")


@pytest.mark.parametrize("target", ["", "javascript:alert(1)", "../x", "#x", "https://example.org/" + "x" * 9000])
def test_what_leads_nowhere_is_no_link(target: str) -> None:
    assert read_blocks(fragment_html(f"[satu]({target})")) == (Block(kind="paragraph", runs=(Run(text="satu"),)),)


def test_letters_are_read_from_the_fonts() -> None:
    sans = letters_of((TEMPLATES / "fonts" / "SourceSans3-Regular.ttf").read_bytes())
    assert {ord(letter) for letter in "aZéşΩЖ●○□→"} <= sans
    assert 0xA9B2 not in sans
    assert 0xA9B2 in letters_of((TEMPLATES / "fonts" / "NotoSansJavanese-Regular.ttf").read_bytes())
    with pytest.raises(ValueError, match="not a font"):
        letters_of(b"GIF89a and not much more")


def test_all_that_is_called_plain_is_in_every_first_font() -> None:
    """`PLAIN` says of letters without looking that a font has them: it has to be true."""
    plain = {*range(0x20, 0x7F), *range(0xA0, 0x180), *map(ord, "–—‘’“”•…")}
    assert plain <= letters_of((TEMPLATES / "fonts" / "SourceSans3-Regular.ttf").read_bytes())
    assert plain <= letters_of((TEMPLATES / "fonts" / "SourceSans3-Italic.ttf").read_bytes())
    assert plain <= letters_of((TEMPLATES / "fonts" / "SourceSans3-SemiBold.ttf").read_bytes())


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Kopi & Teh <3", "Kopi & Teh <3"),
        ("ꦲꦏ꧀ꦱꦫ", "ꦲꦏ꧀ꦱꦫ"),
        ("中 a", f"{MISSING} a"),
        ("ꦲ\u0301", MISSING),  # no font has both
        ("x" * 24, "x" * 24),
        ("x" * 25, "xxxxxxxx\u200bxxxxxxxx\u200bxxxxxxxx\u200bx"),
        ("surat-elektronik@contoh.example.org", "surat-\u200belektronik@\u200bcontoh.\u200bexample.\u200borg"),
    ],
)
def test_printable(text: str, shown: str) -> None:
    assert load_glyphs(TEMPLATES / "fonts").printable(text) == shown


def test_what_machines_read_is_left_alone() -> None:
    value = {"text": "x" * 30, "url": "x" * 30, "items": [{"id": "中"}]}
    prepared = prepare(value, Glyphs([frozenset(range(128))]))
    assert isinstance(prepared, dict)
    assert "\u200b" in prepared["text"]
    assert (prepared["url"], prepared["items"]) == ("x" * 30, [{"id": "中"}])


def test_names_are_told_apart() -> None:
    places = ("Bangli", "Batu", "Aceh", "Riau", "Dairi", "Maros")
    shortener = Shortener((f"Pusat Kabupaten {place}",) for place in places)
    assert shortener.split("Pusat Kabupaten Bangli") == ("Pusat Kabupaten", "Bangli")
    assert shortener.split("Pusat Kabupaten") == ("", "Pusat Kabupaten")
    assert shortener.short("Pusat Kabupaten Bangli") == "Bangli"
    assert [first_letter(name) for name in ("Élan", "9 Sudut", "“Rumah”")] == ["E", "#", "R"]


def test_numbers_on_a_map_stand_apart_and_inside() -> None:
    points = [(50.0 + 3 * (number % 6), 50.0 + 3 * (number // 6)) for number in range(30)] + [(50.0, 50.0)] * 3
    labels = spread_labels(points, 10, 200, 200)
    assert labels == spread_labels(points, 10, 200, 200)
    for number, (x, y) in enumerate(labels):
        assert 5 <= x <= 195
        assert 5 <= y <= 195
        for other_x, other_y in labels[:number]:
            assert (x - other_x) ** 2 + (y - other_y) ** 2 > 8**2
    assert spread_labels([], 10, 200, 200) == []


def test_values_encode() -> None:
    assert (
        msgspec.json.encode(Run(text='"\\\n'))
        == b'{"text":"\\"\\\\\\n","bold":false,"italic":false,"struck":false,"code":false,"href":null}'
    )


def test_fields_for_machines_are_fields() -> None:
    """A name that no value has would leave what it meant to spare to the typographer."""
    values = [kind for kind in vars(catalogue_values).values() if isinstance(kind, type) and issubclass(kind, Struct)]
    assert {field for kind in values for field in kind.__struct_fields__} >= MACHINE_FIELDS


def test_what_is_set_together_fits_into_memory() -> None:
    """Large books alone, small ones in company; nothing left out."""

    def book(scope: str, centres: int) -> Stale:
        about = SimpleNamespace(centre=None)
        return BookSubject(language="id", scope=scope, parts=(Part(None, (about,) * centres),), signposts=()), scope, ""  # type: ignore[arg-type]

    sizes = {"a": 40, "b": 700, "c": TOGETHER, "d": 250, "e": 30, "f": 20, "g": 10}
    stale = [*(book(scope, centres) for scope, centres in sizes.items()), (FormSubject(language="id"), "form", "")]
    assert [[name for _, name, _ in batch] for batch in _batches(stale)] == [
        ["b"],
        ["c"],
        ["d", "a"],
        ["e", "f", "g", "form"],
    ]
