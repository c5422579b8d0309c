"""Outline maps for SVG: one short path a region, and where on the drawing a place is."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from math import cos, radians
from pathlib import Path

import msgspec

from sitegen.boundaries import Outlines, load_outlines
from sitegen.geo import Ring

SIZE = 640
"""Units of a drawing's longer side. A screen's pixel is about one unit, so whole numbers are exact enough."""

MARGIN = 4
"""Units around the outlines: room for the lines' own width."""

SMALLEST_AREA = 0.5
"""Square units below which an island is left out, unless it is its region's largest."""

SMALLEST_CORNER = 0.5
"""Square units that a corner of an outline has to stand out by."""

TRIANGLE = 4  # points, of which the last is the first

Point = tuple[int, int]


class Frame(msgspec.Struct, frozen=True):
    """How degrees become units: both axes alike at the middle latitude (equirectangular), north up."""

    north: float
    west: float
    across: float  # units a degree of longitude
    down: float  # units a degree of latitude
    width: int
    height: int

    def place(self, latitude: float, longitude: float) -> tuple[float, float]:
        """x and y of a place, to a tenth of a unit."""
        x = MARGIN + (longitude - self.west) * self.across
        y = MARGIN + (self.north - latitude) * self.down
        return round(x, 1), round(y, 1)


class RegionMap(msgspec.Struct, frozen=True):
    """A drawing of regions. Paths are to be filled by the even-odd rule."""

    frame: Frame
    paths: dict[str, str]  # SVG path data by region code, in the order of codes

    @property
    def width(self) -> int:
        return self.frame.width

    @property
    def height(self) -> int:
        return self.frame.height

    def project(self, latitude: float, longitude: float) -> tuple[float, float]:
        """x and y of a place on the drawing, for dots; outside of the view box for places elsewhere."""
        return self.frame.place(latitude, longitude)


@lru_cache(maxsize=1)
def country_map(data_folder: Path) -> RegionMap | None:
    """All regions of the highest level; None if the data have no outlines of them."""
    outlines = load_outlines(data_folder / "outlines" / "country.json")
    return make_map(outlines) if outlines else None


@lru_cache(maxsize=64)
def province_map(data_folder: Path, code: str) -> RegionMap | None:
    """The regions right below one of the highest level; None if the data have no outlines of them."""
    outlines = load_outlines(data_folder / "outlines" / f"{code}.json")
    return make_map(outlines) if outlines else None


def make_map(outlines: Outlines, size: int = SIZE) -> RegionMap:
    """Draw all outlines of a file as large as fits."""
    rings = {code: outlines.unpacked(code) for code in outlines.rings}
    frame = _fit([ring for parts in rings.values() for ring in parts], size)
    return RegionMap(frame, {code: _path(parts, frame) for code, parts in sorted(rings.items())})


def _fit(rings: Sequence[Ring], size: int) -> Frame:
    south, north = _extent(ring.latitudes for ring in rings)
    west, east = _extent(ring.longitudes for ring in rings)
    narrowing = cos(radians((south + north) / 2))
    down = min(
        (size - 2 * MARGIN) / (north - south),
        (size - 2 * MARGIN) / ((east - west) * narrowing),
    )
    across = down * narrowing
    return Frame(
        north=north,
        west=west,
        across=across,
        down=down,
        width=round((east - west) * across) + 2 * MARGIN,
        height=round((north - south) * down) + 2 * MARGIN,
    )


def _extent(columns: Iterable[Sequence[float]]) -> tuple[float, float]:
    values = [value for column in columns for value in column]
    return min(values), max(values)


def _path(rings: Sequence[Ring], frame: Frame) -> str:
    """The path of one region. Islands smaller than that go, but for the largest of all."""
    by_area = sorted(((_area(ring) * frame.across * frame.down, ring) for ring in rings), reverse=True)
    path = []
    last = (0, 0)
    for number, (area, ring) in enumerate(by_area):
        if number == 0 or area >= SMALLEST_AREA:
            points = _drawn(ring, frame)
            path.append(_subpath(points, last))
            last = points[0]  # where "z" leaves the pen
    return "".join(path)


def _area(ring: Ring) -> float:
    """In square degrees."""
    sides = zip(pairwise(ring.latitudes), pairwise(ring.longitudes), strict=True)
    return abs(sum(north * next_east - next_north * east for (north, next_north), (east, next_east) in sides)) / 2


def _drawn(ring: Ring, frame: Frame) -> list[Point]:
    """Whole units, closed; neighbours that became one point are one."""
    points: list[Point] = []
    for latitude, longitude in zip(ring.latitudes, ring.longitudes, strict=True):
        x, y = frame.place(latitude, longitude)
        point = (round(x), round(y))
        if not points or point != points[-1]:
            points.append(point)
    return _thinned(points)


def _thinned(points: Sequence[Point]) -> list[Point]:
    """Without the corners that hardly stand out; what is hardly more than a triangle stays as it is."""
    kept = list(points[:1])
    for (x, y), (next_x, next_y) in pairwise(points[1:]):
        last_x, last_y = kept[-1]
        outstanding = abs((x - last_x) * (next_y - last_y) - (next_x - last_x) * (y - last_y)) / 2
        if outstanding > SMALLEST_CORNER:
            kept.append((x, y))
    kept += points[-1:] if len(points) > 1 else []
    return kept if len(kept) > TRIANGLE else list(points)


def _subpath(points: Sequence[Point], last: Point) -> str:
    """Relative steps, in as few characters as SVG allows. A single point becomes a dot of one unit."""
    steps = [(x - last_x, y - last_y) for (last_x, last_y), (x, y) in pairwise([last, *points[:-1]])]
    if len(points) == 1:
        return f"m{_numbers([points[0][0] - last[0], points[0][1] - last[1]])}h1v1h-1z"
    start, *sides = steps
    return f"m{_numbers(start)}l{_numbers([number for step in sides for number in step])}z"


def _numbers(numbers: Iterable[int]) -> str:
    """A minus sign parts numbers as well as a blank does."""
    text = " ".join(map(str, numbers))
    return text.replace(" -", "-")
