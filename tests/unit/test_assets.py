"""Style sheet, scripts and icons: their order, their names, and that nothing is lost on the way."""

import re
from pathlib import Path

import pytest

from sitegen.assets import make_assets, make_style_sheet, squeeze_css
from sitegen.model import Colours

STATIC = Path(__file__).parents[2] / "static"


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize(
    ("css", "squeezed"),
    [
        ("a {\n  color: red;\n}\n", "a{color:red}"),
        ("/* why */ a { b: c } /* because */", "a{b:c}"),
        ("a { width: calc(100% - 2 * 1px) }", "a{width:calc(100% - 2 * 1px)}"),  # calc needs its spaces
        ("a :hover, b > c {}", "a :hover,b > c{}"),  # " :" is not ":"
        ('a::before { content: " /* no */ ; "; }', 'a::before{content:" /* no */ ; "}'),
        ("@media (min-width: 40rem) { a { b: c; } }", "@media (min-width:40rem){a{b:c}}"),
    ],
)
def test_squeeze_css(css: str, squeezed: str) -> None:
    assert squeeze_css(css) == squeezed


def test_style_sheet_has_colours_first_and_print_last() -> None:
    sheets = {"print.css": "p{}", "weave.css": "w{}", "base.css": "b{}", "tokens.css": "t{}", "card.css": "c{}"}
    css = make_style_sheet(sheets, Colours(accent="#123456")).decode()
    assert css.startswith(":root{--accent:#123456;")
    assert css.endswith("t{}b{}c{}w{}@media print{p{}}")


def test_our_style_sheet_is_whole_and_small() -> None:
    import gzip

    sheets = {path.name: path.read_text("utf-8") for path in (STATIC / "css").iterdir()}
    css = make_style_sheet(sheets, Colours())
    assert len(gzip.compress(css, 9)) <= 10 * 1024
    assert css.count(b"{") == css.count(b"}")
    wanted = set(re.findall(r"var\((--[\w-]+)", css.decode()))
    defined = set(re.findall(r"[{;](--[\w-]+):", css.decode()))
    assert wanted <= defined
    assert b"url(" not in css  # pages open from a disk, where a mask or font from a file would be refused


def test_names_change_with_the_bytes_alone(tmp_path: Path) -> None:
    one = make_assets([write(tmp_path / "1", css__a_css="a{}", js__main_js="1", js__lib__b_js="2")], Colours())
    same = make_assets([write(tmp_path / "2", js__lib__b_js="2", js__main_js="1", css__a_css="a{}")], Colours())
    other = make_assets([write(tmp_path / "3", css__a_css="a{}", js__main_js="1", js__lib__b_js="3")], Colours())
    assert one == same
    assert one.names["css"] == other.names["css"]
    assert one.names["js/main.js"] != other.names["js/main.js"]  # it imports what changed
    assert one.files[one.names["js/lib/b.js"]] == b"2"


def test_scripts_stay_where_they_find_each_other(tmp_path: Path) -> None:
    names = make_assets([write(tmp_path, js__main_js="import('./lib/b.js')", js__lib__b_js="")], Colours()).names
    folder = names["js/main.js"].removesuffix("main.js")
    assert names["js/lib/b.js"] == f"{folder}lib/b.js"


def test_the_networks_files_come_first(tmp_path: Path) -> None:
    own = write(tmp_path / "own", logo_svg="<svg/>", icons__icon_svg="own")
    assets = make_assets([own, STATIC], Colours())
    assert assets.files[assets.names["icons/icon.svg"]] == b"own"
    assert assets.names["logo.svg"].startswith("assets/logo.")
    assert "css" in assets.names


def test_icons_take_the_networks_colours() -> None:
    assets = make_assets([STATIC], Colours(accent="#5b1a0b"))
    icon = assets.files[assets.names["icons/icon.svg"]]
    assert b"--sign:#5b1a0b" in icon
    assert b"/* colours */" not in icon


def test_links_and_hidden_files_are_left_out(tmp_path: Path) -> None:
    folder = write(tmp_path / "static", logo_svg="<svg/>", _hidden="x")
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    (folder / "linked.txt").symlink_to(secret)
    (folder / "elsewhere").symlink_to(tmp_path)
    assert set(make_assets([folder], Colours()).names) == {"css", "logo.svg"}
