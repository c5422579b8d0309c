"""Outlines: unpacking them, and how far a place is outside."""

import csv
from pathlib import Path

import pytest

from sitegen.boundaries import TOLERANCE_KM, is_disputed, load_outlines, outside_km
from sitegen.geo import Ring
from sitegen.regions import load_regions

DATA = Path(__file__).parents[2] / "data"

SQUARES = '{"per_degree":10,"rings":{"A.1":[[0,0,0,10,10,0,0,-10]],"A.2":[[0,10,0,10,10,0,0,-10]]}}'


@pytest.fixture
def squares(tmp_path: Path) -> Path:
    """Two squares of one degree, side by side, of a region A."""
    (tmp_path / "boundaries").mkdir()
    (tmp_path / "boundaries" / "A.json").write_text(SQUARES, encoding="utf-8")
    return tmp_path


def test_rings_are_unpacked_and_closed(squares: Path) -> None:
    outlines = load_outlines(squares / "boundaries" / "A.json")
    assert outlines is not None
    assert outlines.unpacked("A.2") == [Ring([0, 0, 1, 1, 0], [1, 2, 2, 1, 1])]


@pytest.mark.parametrize(
    ("code", "longitude", "expected_km"),
    [
        ("A.1", 0.5, 0),
        ("A.1", 1.5, 55.6),
        ("A.1.07", 1.5, 55.6),  # has the outline of A.1
        ("A.2", 1.5, 0),
        ("A", 0.5, 0),  # all its parts together
        ("A", 1.0, 0),  # on the side between them
        ("A", 2.5, 55.6),
        ("A.9", 1.5, 0),  # unknown: that of A
        ("B", 1.5, None),
        ("", 1.5, None),
        ("../boundaries/A", 1.5, None),
    ],
)
def test_outside_km(squares: Path, code: str, longitude: float, expected_km: float | None) -> None:
    found = outside_km(squares, code, 0.5, longitude)
    assert found == (expected_km if expected_km is None else pytest.approx(expected_km, abs=0.1))


def test_a_network_without_boundaries(tmp_path: Path) -> None:
    assert outside_km(tmp_path, "A", 0, 0) is None
    assert not is_disputed(tmp_path, "A")


def test_every_reference_point_is_inside_its_own_region() -> None:
    for region in load_regions(DATA):
        assert region.latitude is not None
        assert region.longitude is not None
        outside = outside_km(DATA, region.code, region.latitude, region.longitude)
        assert outside is not None
        assert outside < TOLERANCE_KM or is_disputed(DATA, region.code), region


def test_every_twentieth_village_is_inside_its_own_regency() -> None:
    for path in sorted((DATA / "villages").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows = [row for row in csv.DictReader(file) if row["latitude"]]
        for row in rows[::20]:
            outside = outside_km(DATA, row["code"], float(row["latitude"]), float(row["longitude"]))
            assert outside is not None
            assert outside < TOLERANCE_KM, row


def test_outlines_tell_the_islands_of_regions_that_are_on_several() -> None:
    regions = load_regions(DATA)
    for path in (DATA / "outlines").glob("[0-9]*.json"):
        outlines = load_outlines(path)
        assert outlines is not None
        for code, islands in outlines.islands.items():
            region = regions.get(code)
            assert region is not None
            assert region.island in islands, code
            assert len(islands) == len(outlines.rings[code])


def test_swapped_or_foreign_places_are_far_outside() -> None:
    assert (outside_km(DATA, "35.01", 111.1, -8.2) or 0) > 1000
    assert (outside_km(DATA, "35.01", -7.25, 112.75) or 0) > 100


@pytest.mark.parametrize(
    ("code", "expected"),
    [("95", True), ("95.01.01", True), ("15.06", True), ("12.78", True), ("12.7", False), ("35", False), ("", False)],
)
def test_is_disputed(code: str, expected: bool) -> None:
    assert is_disputed(DATA, code) is expected
