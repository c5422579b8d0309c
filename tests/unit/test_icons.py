"""Icons drawn for devices that take no SVG."""

import io
from pathlib import Path

import pytest
from PIL import Image

from sitegen.exports.icons import draw_icon

MARK = (Path(__file__).parents[2] / "static" / "icons" / "icon.svg").read_text("utf-8")
GREEN = (0, 96, 64, 255)
WHITE = (255, 255, 255, 255)


def drawn(svg: str, size: int, **options: object) -> Image.Image:
    data = draw_icon(svg, size, "#006040", **options)  # type: ignore[arg-type]  # a test's own
    assert data is not None
    return Image.open(io.BytesIO(data)).convert("RGBA")


@pytest.mark.parametrize("size", [192, 512])
def test_the_mark_is_white_on_the_networks_colour(size: int) -> None:
    image = drawn(MARK, size)
    assert image.size == (size, size)
    colours = {colour for _, colour in image.getcolors(maxcolors=1_000_000) or []}
    assert {GREEN, WHITE} <= colours


def test_round_corners_are_see_through_and_a_maskable_icon_has_none() -> None:
    assert drawn(MARK, 192).getpixel((0, 0)) == (0, 0, 0, 0)
    assert drawn(MARK, 192, round_corners=False).getpixel((0, 0)) == GREEN


def test_a_wider_margin_leaves_the_edges_to_the_circle() -> None:
    def ink(image: Image.Image) -> tuple[int, int, int, int]:
        box = image.convert("L").point(lambda light: 255 * (light > 200)).getbbox()
        assert box
        return box

    narrow, wide = (ink(drawn(MARK, 512, margin=margin, round_corners=False)) for margin in (6.0, 14.0))
    assert narrow[0] < wide[0]
    assert wide[2] < narrow[2]
    assert wide[0] >= 512 * 0.1  # a circle of 80 % of the width is safe on every device; corners are bare


def test_a_stroke_stands_where_the_drawing_has_it() -> None:
    image = drawn('<svg><path d="M4 12h16"/></svg>', 240, margin=0.0, round_corners=False)
    assert image.getpixel((120, 120)) == WHITE
    assert image.getpixel((20, 120)) == GREEN
    assert image.getpixel((120, 60)) == GREEN


@pytest.mark.parametrize("svg", ['<svg><circle r="5"/></svg>', '<svg><path d="M0 0h4l5 5"/></svg>', "<svg/>"])
def test_another_drawing_is_left_to_its_network(svg: str) -> None:
    assert draw_icon(svg, 192, "#006040") is None


def test_the_same_bytes_each_time() -> None:
    assert draw_icon(MARK, 192, "#006040") == draw_icon(MARK, 192, "#006040")
