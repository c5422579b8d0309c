"""Where regions end: the outlines in data/, and how far a place is outside of one.

A file of outlines has the regions of one region, or the regions of the highest level:
`{"per_degree": 10000, "rings": {"35.01": [[latitude, longitude, step north, step east, …], …]}}`, in whole
numbers of 1/per_degree of a degree. Rings are closed by going back to their first point, and are to be read
by the even-odd rule. Where a region is not all on the island of its reference point, `"islands"` may tell of each ring
which one it is on: `{"35.29": ["pulau-35.26", null, …]}`; null is one without a name.
"""

import csv
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate
from pathlib import Path

import msgspec

from sitegen.geo import Ring, distance_to_rings_km, inside

TOLERANCE_KM = 1.5
"""How far outside a place may seem to be and still be inside: the outlines are no more exact than that."""


class Outlines(msgspec.Struct, frozen=True, omit_defaults=True):
    """Outlines as they stand in a file; see the module's own words."""

    per_degree: int
    rings: dict[str, list[list[int]]]
    islands: dict[str, list[str | None]] = {}

    def unpacked(self, code: str) -> list[Ring]:
        """The rings of one region in degrees; KeyError if it has none."""
        return [self._ring(steps) for steps in self.rings[code]]

    def _ring(self, steps: list[int]) -> Ring:
        latitudes = [value / self.per_degree for value in accumulate(steps[0::2])]
        longitudes = [value / self.per_degree for value in accumulate(steps[1::2])]
        return Ring([*latitudes, latitudes[0]], [*longitudes, longitudes[0]])


def load_outlines(path: Path) -> Outlines | None:
    """The outlines of one file; None if there is no such file."""
    if not path.is_file():
        return None
    return msgspec.json.decode(path.read_bytes(), type=Outlines)


def outside_km(data_folder: Path, region_code: str, latitude: float, longitude: float) -> float | None:
    """How far a place is outside a region of any level; 0.0 inside, None if no outline is known.

    A region without an outline of its own has that of the nearest region above which has one.
    """
    outlines = _outlines(data_folder, region_code.partition(".")[0])
    if outlines is None:
        return None
    code = next((code for code in _upwards(region_code) if code in outlines.rings), None)
    rings = _rings(data_folder, region_code.partition(".")[0], code)
    return 0.0 if inside(rings, latitude, longitude) else distance_to_rings_km(rings, latitude, longitude)


def is_disputed(data_folder: Path, region_code: str) -> bool:
    """Whether sources differ on where a region ends, so that a place outside of it proves little."""
    disputed = disputed_codes(data_folder)
    return any(code in disputed for code in _upwards(region_code))


@lru_cache(maxsize=1024)
def _rings(data_folder: Path, file: str, code: str | None) -> list[Ring]:
    """The outline of one region of a file, or of all together."""
    outlines = _outlines(data_folder, file)
    if outlines is None:
        return []
    # By the even-odd rule a side between two parts counts twice, so all parts together are the whole.
    return [ring for part in ([code] if code else outlines.rings) for ring in outlines.unpacked(part)]


@lru_cache(maxsize=64)
def _outlines(data_folder: Path, code: str) -> Outlines | None:
    if not re.fullmatch(r"[A-Za-z0-9-]+", code):  # it comes from content, and becomes a path
        return None
    return load_outlines(data_folder / "boundaries" / f"{code}.json")


@lru_cache(maxsize=8)
def disputed_codes(data_folder: Path) -> frozenset[str]:
    """The regions on whose borders sources differ."""
    path = data_folder / "boundaries" / "disputed.csv"
    if not path.is_file():
        return frozenset()
    with path.open(encoding="utf-8", newline="") as file:
        return frozenset(row["code"] for row in csv.DictReader(file))


def _upwards(code: str) -> Iterator[str]:
    """A code and the codes above it: 35.01.04, 35.01, 35."""
    while code:
        yield code
        code = code.rpartition(".")[0]
