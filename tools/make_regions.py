"""Make the tables in data/ from the sources named in data/LICENCES.md.

    python3 tools/make_regions.py SOURCE_FOLDER DATA_FOLDER

Run by hand when a source changes; the program itself reads only what this has made. Standard library only;
same sources, same bytes. SOURCE_FOLDER holds regions.csv, villages.csv.gz, timezones.csv,
regencies-detail.topo.json, regencies.topo.json and provinces-lite.topo.json.
"""

import csv
import gzip
import io
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from sitegen.geo import Ring, distance_to_rings_km, inside

ISLANDS = {
    "jawa": "33",
    "sumatera": "12",
    "kalimantan": "62",
    "sulawesi": "72",
    "papua": "91",
    "bali": "51",
    "lombok": "52.02",
    "sumbawa": "52.04",
    "flores": "53.06",
    "timor": "53.02",
    "sumba": "53.11",
    "halmahera": "82.01",
    "seram": "81.06",
    "buru": "81.04",
    "bangka": "19.01",
    "belitung": "19.02",
    "nias": "12.04",
    "buton": "74.04",
    "muna": "74.03",
    "simeulue": "11.09",
    "alor": "53.05",
    "lembata": "53.13",
    "morotai": "82.07",
    "taliabu": "82.08",
    "biak": "91.06",
    "yapen": "91.05",
    "ambon": "81.71",
    "ternate": "82.71",
    "batam": "21.71",
    "bintan": "21.01",
    "tarakan": "65.71",
}
"""Names of landmasses: each is a word in the name of this region, whose reference point is on it."""

DISPUTED = [
    ("12.78", "Gunungsitoli"),
    ("15.06", "Tanjung Jabung Barat"),
    ("15.07", "Tanjung Jabung Timur"),
    ("95", "Papua Pegunungan"),
]
"""Regions whose outlines differ between sources."""

Point = tuple[int, int]
"""Longitude and latitude on the grid of a topology."""


class Outline(NamedTuple):
    """A region's parts; a part is its outer ring and its holes, as numbers of arcs."""

    code: str
    parts: list[list[list[int]]]


class Topology:
    """A TopoJSON file of one object: outlines that share their arcs."""

    def __init__(self, path: Path) -> None:
        source: dict[str, Any] = json.loads(path.read_bytes())
        scale, translate = source["transform"]["scale"], source["transform"]["translate"]
        self.per_degree = round(1 / scale[0])
        left, bottom = (round(value * self.per_degree) for value in translate)
        self._arcs = [_absolute(arc, left, bottom) for arc in source["arcs"]]
        (collection,) = source["objects"].values()
        self.outlines = sorted(_outline(geometry) for geometry in collection["geometries"])

    def points(self, arcs: Sequence[int]) -> list[Point]:
        """The points of a ring, the first not repeated. `~n` stands for arc n backwards."""
        found: list[Point] = []
        for arc in arcs:
            found += self._arcs[arc][:-1] if arc >= 0 else self._arcs[~arc][:0:-1]
        return found

    def ring(self, arcs: Sequence[int]) -> Ring:
        points = self.points(arcs)
        points.append(points[0])
        return Ring(
            [latitude / self.per_degree for _, latitude in points],
            [longitude / self.per_degree for longitude, _ in points],
        )


def _absolute(arc: Iterable[Sequence[int]], left: int, bottom: int) -> list[Point]:
    points = []
    x, y = left, bottom
    for step in arc:
        x, y = x + step[0], y + step[1]
        points.append((x, y))
    return points


def _outline(geometry: Mapping[str, Any]) -> Outline:
    arcs = geometry["arcs"]
    return Outline(geometry["id"], [arcs] if geometry["type"] == "Polygon" else arcs)


class Landmasses:
    """Regions' parts that touch along a side, however many regions they belong to."""

    def __init__(self, topology: Topology) -> None:
        parts = [part for outline in topology.outlines for part in outline.parts]
        self.of_part = _joined([{max(arc, ~arc) for ring in part for arc in ring} for part in parts])
        self._rings = [[topology.ring(ring) for ring in part] for part in parts]
        self._boxes = [_box(rings[0]) for rings in self._rings]

    def at(self, latitude: float, longitude: float) -> int:
        """The landmass that holds a place, or is nearest to it; ValueError if none is within some 3 km."""
        near = [
            part
            for part, (south, west, north, east) in enumerate(self._boxes)
            if south - 0.03 <= latitude <= north + 0.03 and west - 0.03 <= longitude <= east + 0.03
        ]
        for part in near:
            if inside(self._rings[part], latitude, longitude):
                return self.of_part[part]
        nearest = min(near, key=lambda part: distance_to_rings_km(self._rings[part], latitude, longitude))
        return self.of_part[nearest]


def _box(ring: Ring) -> tuple[float, float, float, float]:
    return min(ring.latitudes), min(ring.longitudes), max(ring.latitudes), max(ring.longitudes)


def _joined(sets: Sequence[set[int]]) -> list[int]:
    """For each set the number of the first one that it hangs together with, by shared members."""
    first = list(range(len(sets)))

    def root(number: int) -> int:
        while first[number] != number:
            first[number] = first[first[number]]
            number = first[number]
        return number

    holder: dict[int, int] = {}
    for number, members in enumerate(sets):
        for member in members:
            low, high = sorted((root(number), root(holder.setdefault(member, number))))
            first[high] = low
    return [root(number) for number in range(len(sets))]


def make_islands(regions: Sequence[Mapping[str, str]], landmasses: Landmasses) -> dict[str, str]:
    """The island of each reference point: a name from ISLANDS, or "pulau-" and the first code on it."""
    at = {row["code"]: landmasses.at(float(row["lat"]), float(row["lon"])) for row in regions}
    names = {row["code"]: row["name"] for row in regions}
    islands: dict[int, str] = {}
    for name, code in ISLANDS.items():
        assert name in names[code].casefold(), f"{name} is not in {names[code]}"
        assert at[code] not in islands, f"{name} is not an island of its own"
        islands[at[code]] = name
    # Regencies first: "pulau-35.26" stays when districts are renumbered.
    for code in sorted(at, key=lambda code: (code.count(".") != 1, code)):
        islands.setdefault(at[code], f"pulau-{code}")
    return {code: islands[landmass] for code, landmass in at.items()}


def make_regions(source: Path) -> str:
    """The text of regions.csv."""
    regions = sorted(_rows(source / "regions.csv"), key=lambda row: row["code"])
    zones = {row["province"]: row["iana_zone"] for row in _rows(source / "timezones.csv")}
    islands = make_islands(regions, Landmasses(Topology(source / "regencies-detail.topo.json")))
    header = ["code", "name", "level", "parent", "latitude", "longitude", "island", "time_zone"]
    taken = ["code", "name", "level", "parent", "lat", "lon"]
    lines = [[*(row[key] for key in taken), islands[row["code"]], zones.get(row["code"], "")] for row in regions]
    return _csv_text([header, *lines])


def make_villages(source: Path) -> dict[str, str]:
    """The text of each province's file of villages, by the province's code."""
    header = ["code", "name", "postal_code", "latitude", "longitude"]
    with gzip.open(source / "villages.csv.gz", "rt", encoding="utf-8", newline="") as file:
        rows = sorted(list(csv.reader(file))[1:])
    by_province = defaultdict[str, list[list[str]]](list)
    for row in rows:
        by_province[row[0].partition(".")[0]].append(row)
    return {province: _csv_text([header, *rows]) for province, rows in by_province.items()}


def make_outlines(topology: Topology) -> dict[str, str]:
    """The text of each file of outlines, by what its codes have before the dot ("" for codes without)."""
    files = defaultdict[str, list[str]](list)
    for outline in topology.outlines:
        rings = [_steps(topology.points(ring)) for part in outline.parts for ring in part]
        line = f'"{outline.code}":{json.dumps(rings, separators=(",", ":"))}'
        files[outline.code.rpartition(".")[0]].append(line)
    start = f'{{"per_degree":{topology.per_degree},"rings":{{\n'
    return {name: start + ",\n".join(lines) + "\n}}\n" for name, lines in files.items()}


def _steps(points: list[Point]) -> list[int]:
    """The first point and the way from each to the next, latitude first."""
    steps = [points[0][1], points[0][0]]
    for (x, y), (next_x, next_y) in pairwise(points):
        steps += [next_y - y, next_x - x]
    return steps


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _csv_text(rows: Iterable[Iterable[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def main(source: Path, data: Path) -> None:
    files = {"regions.csv": make_regions(source)}
    files |= {f"villages/{code}.csv": text for code, text in make_villages(source).items()}
    detail = make_outlines(Topology(source / "regencies-detail.topo.json"))
    files |= {f"boundaries/{code}.json": text for code, text in detail.items()}
    files["boundaries/disputed.csv"] = _csv_text([["code", "name"], *DISPUTED])
    maps = make_outlines(Topology(source / "regencies.topo.json"))
    maps |= make_outlines(Topology(source / "provinces-lite.topo.json"))
    files |= {f"outlines/{code or 'country'}.json": text for code, text in maps.items()}
    for name, text in files.items():
        path = data / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
