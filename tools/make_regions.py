"""Make the tables in data/ from the sources named in data/LICENCES.md.

    .venv/bin/python tools/make_regions.py SOURCE_FOLDER DATA_FOLDER

Run by hand when a source changes; the program itself reads only what this has made. Standard library only;
same sources, same bytes. SOURCE_FOLDER holds regions.csv, villages.csv.gz, timezones.csv,
regencies-detail.topo.json, regencies.topo.json and provinces-lite.topo.json.
"""

import csv
import gzip
import io
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise, product
from math import floor
from operator import itemgetter
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

SHORE = 0.03
"""Degrees, some 3 km: a place that is on no landmass is on the nearest within so much."""

Row = Mapping[str, str]
"""A line of a source's table, by column."""

Point = tuple[int, int]
"""Longitude and latitude on the grid of a topology."""


class Place(NamedTuple):
    """A region of any level with its point."""

    code: str
    name: str
    latitude: float
    longitude: float


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
        self._around = defaultdict[tuple[int, int], list[int]](list)  # parts by the whole degrees that they reach into
        for part, (south, west, north, east) in enumerate(self._boxes):
            for square in product(range(floor(south), floor(north) + 1), range(floor(west), floor(east) + 1)):
                self._around[square].append(part)

    def at(self, latitude: float, longitude: float) -> int:
        """The landmass that holds a place, or is nearest to it; ValueError if none is near."""
        near = []
        for part in self._around[floor(latitude), floor(longitude)]:
            south, west, north, east = self._boxes[part]
            if south <= latitude <= north and west <= longitude <= east:
                near.append(part)
        for part in near:
            if inside(self._rings[part], latitude, longitude):
                return self.of_part[part]
        nearest = min(near, key=lambda part: distance_to_rings_km(self._rings[part], latitude, longitude))
        return self.of_part[nearest]


def _box(ring: Ring) -> tuple[float, float, float, float]:
    """South, west, north, east, as far out as the shore may be."""
    south, west, north, east = min(ring.latitudes), min(ring.longitudes), max(ring.latitudes), max(ring.longitudes)
    return south - SHORE, west - SHORE, north + SHORE, east + SHORE


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


class Islands:
    """Names of landmasses: from ISLANDS, or "pulau-" and the first code on it; where nothing is, it has none."""

    def __init__(self, places: Iterable[Place], landmasses: Landmasses) -> None:
        self._landmasses = landmasses
        named = {place.code: place for place in places}
        at = {code: landmasses.at(place.latitude, place.longitude) for code, place in named.items()}
        self._names: dict[int, str] = {}
        for name, code in ISLANDS.items():
            assert name in named[code].name.casefold(), f"{name} is not in {named[code].name}"
            assert at[code] not in self._names, f"{name} is not an island of its own"
            self._names[at[code]] = name
        # Regencies first, villages last: "pulau-35.26" stays when what is below is numbered anew.
        for code in sorted(at, key=lambda code: (code.count(".") != 1, code.count(".") == 3, code)):
            self._names.setdefault(at[code], f"pulau-{code}")
        self.of = {code: self._names[landmass] for code, landmass in at.items()}

    def of_part(self, ring: Ring) -> str | None:
        """The island that most corners of an outline are on: it may be drawn more roughly than the landmass."""
        corners = zip(ring.latitudes, ring.longitudes, strict=True)
        landmasses = Counter(self._landmasses.at(latitude, longitude) for latitude, longitude in corners)
        return self._names.get(landmasses.most_common(1)[0][0])


def make_places(regions: Iterable[Row], villages: Iterable[Row]) -> Iterator[Place]:
    """All that has a point."""
    for row in regions:
        yield Place(row["code"], row["name"], float(row["lat"]), float(row["lon"]))
    for row in villages:
        if row["lat"]:
            yield Place(row["code"], row["name"], float(row["lat"]), float(row["lon"]))


def make_regions(regions: Iterable[Row], zones: Mapping[str, str], islands: Mapping[str, str]) -> str:
    """The text of regions.csv."""
    header = ["code", "name", "level", "parent", "latitude", "longitude", "island", "time_zone"]
    taken = ["code", "name", "level", "parent", "lat", "lon"]
    lines = [[*(row[key] for key in taken), islands[row["code"]], zones.get(row["code"], "")] for row in regions]
    return _csv_text([header, *lines])


def make_villages(villages: Iterable[Row], islands: Mapping[str, str]) -> dict[str, str]:
    """The text of each province's file of villages, by the province's code."""
    header = ["code", "name", "postal_code", "latitude", "longitude", "island"]
    by_province = defaultdict[str, list[list[str]]](list)
    for row in villages:
        code = row["code"]
        own, around = islands.get(code), islands[code.rpartition(".")[0]]
        island = "" if own in (around, None) else own
        by_province[code.partition(".")[0]].append([*row.values(), island])
    return {province: _csv_text([header, *rows]) for province, rows in by_province.items()}


def make_outlines(topology: Topology, islands: Islands | None = None) -> dict[str, str]:
    """The text of each file of outlines, by what its codes have before the dot ("" for codes without).

    With `islands` the files tell of each ring which one it is, where a region is on others than its point.
    """
    rings = defaultdict[str, list[str]](list)
    apart = defaultdict[str, list[str]](list)
    for outline in topology.outlines:
        file = outline.code.rpartition(".")[0]
        steps = [_steps(topology.points(ring)) for part in outline.parts for ring in part]
        rings[file].append(_json_line(outline.code, steps))
        if islands:
            names = [name for part in outline.parts for name in [islands.of_part(topology.ring(part[0]))] * len(part)]
            if set(names) != {islands.of[outline.code]}:
                apart[file].append(_json_line(outline.code, names))
    start = f'{{"per_degree":{topology.per_degree},"rings":{{\n'
    ends = {file: '\n},"islands":{\n' + ",\n".join(lines) for file, lines in apart.items()}
    return {file: start + ",\n".join(lines) + ends.get(file, "") + "\n}}\n" for file, lines in rings.items()}


def _json_line(key: str, value: object) -> str:
    return f'"{key}":{json.dumps(value, separators=(",", ":"))}'


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
    regions = sorted(_rows(source / "regions.csv"), key=itemgetter("code"))
    with gzip.open(source / "villages.csv.gz", "rt", encoding="utf-8", newline="") as file:
        villages = sorted(csv.DictReader(file), key=itemgetter("code"))
    zones = {row["province"]: row["iana_zone"] for row in _rows(source / "timezones.csv")}
    detail = Topology(source / "regencies-detail.topo.json")
    islands = Islands(make_places(regions, villages), Landmasses(detail))
    files = {"regions.csv": make_regions(regions, zones, islands.of)}
    files |= {f"villages/{code}.csv": text for code, text in make_villages(villages, islands.of).items()}
    files |= {f"boundaries/{code}.json": text for code, text in make_outlines(detail).items()}
    files["boundaries/disputed.csv"] = _csv_text([["code", "name"], *DISPUTED])
    maps = make_outlines(Topology(source / "regencies.topo.json"), islands)
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
