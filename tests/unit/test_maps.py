"""Outline maps: short paths that close, in a drawing of a known size."""

import re
from pathlib import Path

import pytest

from sitegen.boundaries import Outlines
from sitegen.maps import MARGIN, RegionMap, country_map, make_map, province_map
from sitegen.regions import load_regions

DATA = Path(__file__).parents[2] / "data"

SQUARE = [0, 0, 0, 10, 10, 0, 0, -10]
SPECK = [40, 40, 0, 1, 1, 0, 0, -1]


def test_a_path_is_drawn_as_large_as_fits() -> None:
    drawing = make_map(Outlines(10, {"A": [SQUARE]}), 108)
    assert (drawing.width, drawing.height) == (108, 108)
    assert drawing.paths == {"A": "m4 104l100 0 0-100-100 0z"}


def test_corners_that_hardly_stand_out_go() -> None:
    bent = [0, 0, 0, 5, 0, 5, 10, 0, 0, -10]
    assert make_map(Outlines(10, {"A": [bent]}), 108).paths == {"A": "m4 104l100 0 0-100-100 0z"}
    cut = [0, 0, 0, 8, 2, 2, 8, 0, 0, -10]
    assert len(points_of(make_map(Outlines(10, {"A": [cut]}), 108).paths["A"])[0]) == 5


def test_islands_below_a_unit_go_but_not_the_last_one() -> None:
    drawing = make_map(Outlines(10, {"A": [SQUARE, SPECK], "B": [SPECK]}), 33)
    assert points_of(drawing.paths["A"]) == [[(4, 29), (10, 29), (10, 23), (4, 23)]]
    assert points_of(drawing.paths["B"]) == [[(28, 5), (29, 5), (29, 4), (28, 4)]]


def test_a_region_smaller_than_a_unit_is_a_dot_that_can_be_seen() -> None:
    drawing = make_map(Outlines(1000, {"A": [[0, 0, 0, 50_000, 50_000, 0]], "B": [[0, 50_000, 0, 1, 1, 0]]}), 50)
    assert drawing.paths["B"] == "m42 46h1v1h-1z"  # 50 degrees east are 38 units: the middle latitude is 25


def test_a_second_part_starts_where_the_first_one_closed() -> None:
    drawing = make_map(Outlines(10, {"A": [SQUARE, [20, 20, 0, 8, 8, 0, 0, -8]]}), 288)
    assert [ring[0] for ring in points_of(drawing.paths["A"])] == [(4, 284), (204, 84)]


@pytest.mark.parametrize(("latitude", "longitude"), [(-11, 95), (6, 95), (0, 118), (-2.5, 140.7)])
def test_places_keep_their_proportions(latitude: float, longitude: float) -> None:
    drawing = loaded(country_map(DATA))
    x, y = drawing.project(latitude, longitude)
    east, _ = drawing.project(latitude, longitude + 1)
    _, north = drawing.project(latitude + 1, longitude)
    assert east - x == pytest.approx(y - north, rel=0.02)


def test_the_country_has_all_provinces_in_few_bytes() -> None:
    regions = load_regions(DATA)
    drawing = loaded(country_map(DATA))
    assert list(drawing.paths) == [region.code for region in regions.at_level("province")]
    assert sum(map(len, drawing.paths.values())) < 16_000
    assert drawing.width == 640


@pytest.mark.parametrize("code", [region.code for region in load_regions(DATA).at_level("province")])
def test_a_province_has_all_its_regencies_with_their_points(code: str) -> None:
    regions = load_regions(DATA)
    drawing = loaded(province_map(DATA, code))
    assert list(drawing.paths) == [region.code for region in regions.children(code)]
    assert max(drawing.width, drawing.height) == 640
    assert sum(map(len, drawing.paths.values())) < 8_000
    for path in drawing.paths.values():
        for ring in points_of(path):
            assert all(0 <= x <= drawing.width and 0 <= y <= drawing.height for x, y in ring)
    for region in regions.children(code):
        x, y = drawing.project(region.latitude or 0, region.longitude or 0)
        assert MARGIN - 2 <= x <= drawing.width - MARGIN + 2
        assert MARGIN - 2 <= y <= drawing.height - MARGIN + 2


def test_a_network_without_outlines_has_no_map(tmp_path: Path) -> None:
    assert country_map(tmp_path) is None
    assert province_map(tmp_path, "A") is None


def loaded(drawing: RegionMap | None) -> RegionMap:
    assert drawing is not None
    return drawing


def points_of(path: str) -> list[list[tuple[int, int]]]:
    """The corners of each ring of a path, as a browser reckons them."""
    rings = []
    x = y = 0
    for ring in re.findall(r"m([^z]*)z", path):
        text = ring.replace("h1v1h-1", "l1 0 0 1-1 0")
        numbers = [int(number) for number in re.findall(r"-?\d+", text)]
        corners = []
        for dx, dy in zip(numbers[0::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            corners.append((x, y))
        x, y = corners[0]
        rings.append(corners)
    return rings
