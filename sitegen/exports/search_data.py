"""The files of the search: data/search/core.json under a fixed name, and shards that it names by their hash.

A shard holds a range of places by their sorted names, a range of words, or a cell: centres that are near each
other. Cells and words are made only where the centres are too many for the core.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

from sitegen.derive import Directory
from sitegen.i18n import Translator
from sitegen.latest import Latest
from sitegen.model import Centre, Text
from sitegen.save import keep_file
from sitegen.search import (
    POSTAL_CODE,
    CentreIndex,
    DeepPlace,
    Json,
    PlaceIndex,
    core_regions,
    make_place_index,
    short_code,
    split_words,
    squash,
    thousandths,
)

FOLDER = "data/search"
CORE = f"{FOLDER}/core.json"

PLACES_A_SHARD = 1100
"""Places in one file: about 20 kB compressed."""

NAMES_A_SHARD = 2500
"""Names alone, sorted from their ends, in one file: about 7 kB compressed."""

WORDS_A_SHARD = 60_000
"""Bytes of words, uncompressed, in one file: about 20 kB compressed."""

CENTRES_IN_CORE = 400
"""So many centres at most come with the core; a network of more is cut into cells."""

CENTRES_A_CELL = 200

RARE = 1000
"""A word that more centres have than this is not looked up: it would not help, and its list is long."""

Files = dict[str, bytes]


class Ranges(msgspec.Struct, frozen=True):
    """Files that each hold a range of sorted keys, by name, and the least key of each."""

    starts: list[str]
    files: Files  # in the order of `starts`

    def told(self) -> dict[str, Json]:
        return {"starts": self.starts, "files": list(self.files)}


class PlaceShards(msgspec.Struct, frozen=True):
    """All places below the core, by name; and their names alone, sorted from the end."""

    fingerprint: bytes
    places: Ranges
    endings: Ranges


_PLACES = Latest[tuple[PlaceIndex, PlaceShards]]()


def search_files(directory: Directory, data_folder: Path, translators: Mapping[str, Translator], cache: Path) -> Files:
    """Every file that the search reads, by path.

    `cache` keeps the shards of places, which hang on the reference data alone.
    """
    places, shards = _PLACES.of(
        (directory.regions, directory.site.levels, directory.site.languages, data_folder),
        lambda: _make_places(directory, data_folder, cache),
    )
    centres = CentreIndex(directory, places)
    files = shards.places.files | shards.endings.files
    core: dict[str, Json] = {
        "languages": places.languages,
        "levels": places.levels,
        "level_words": places.level_words,
        "regions": core_regions(places, directory),
        "aliases": [[alias, places.core[code]] for alias, code in places.regions.aliases if code in places.core],
        "places": shards.places.told(),
        "endings": shards.endings.told(),
        "entries": centres.entries(),
        "common": centres.common_words(),
    }
    network = directory.network
    if any(centre.opening_hours for centre in network.centres):
        core["calendar"] = centres.calendar()
        zones = sorted({region.time_zone for region in directory.regions if region.time_zone})
        core["zones"] = {zone: centres.text(_zone_label(zone, translators)) for zone in zones}
    if len(network.centres) <= CENTRES_IN_CORE:
        core["centres"] = _told(centres, network.centres)
    else:
        core |= _sharded(directory, centres, files)
    return {**{f"{FOLDER}/{name}": data for name, data in files.items()}, CORE: msgspec.json.encode(core)}


def _make_places(directory: Directory, data_folder: Path, cache: Path) -> tuple[PlaceIndex, PlaceShards]:
    places = make_place_index(directory, data_folder)
    return places, place_shards(places, cache)


def _zone_label(zone: str, translators: Mapping[str, Translator]) -> Text:
    """ "WITA"; where people have no name for a zone, its place."""
    key = f"zone.{zone}"
    place = zone.rpartition("/")[2].replace("_", " ")
    return {language: t(key) if t.has(key) else place for language, t in translators.items()}


def place_shards(places: PlaceIndex, cache: Path) -> PlaceShards:
    """The shards of places: from the cache if all that they are made of is as it was."""
    fingerprint = _fingerprint(places)
    path = cache / "places.msgpack"
    with suppress(OSError, msgspec.DecodeError):
        kept = msgspec.msgpack.decode(path.read_bytes(), type=PlaceShards)
        if kept.fingerprint == fingerprint:
            return kept
    found = places.deep_places()
    shards = PlaceShards(fingerprint, cut_places(places, found), cut_endings(found))
    keep_file(path, msgspec.msgpack.encode(shards))
    return shards


def _fingerprint(places: PlaceIndex) -> bytes:
    files = [places.data_folder / name for name in ("regions.csv", "place_aliases.csv")]
    files += sorted((places.data_folder / "villages").glob("*.csv"))
    files += [Path(__file__), Path(__file__).parents[1] / "search.py"]
    total = hashlib.blake2b(repr(places.levels).encode(), digest_size=16)
    for file in files:
        data = file.read_bytes() if file.is_file() else b""
        total.update(f"{file.name}\0{len(data)}\0".encode() + data)
    return total.digest()


def cut_places(places: PlaceIndex, found: Sequence[DeepPlace]) -> Ranges:
    """Places, which are sorted by key."""
    parts = [found[start : start + PLACES_A_SHARD] for start in range(0, len(found), PLACES_A_SHARD)]
    starts = _starts([(part[0].key, part[-1].key) for part in parts])
    return Ranges(starts, dict(_named("places", _place_shard(places, part)) for part in parts))


def cut_endings(found: Iterable[DeepPlace]) -> Ranges:
    """The keys of regions, each written backwards: an error in the first letters of a name leaves its last ones."""
    keys = sorted({place.key[::-1] for place in found if place.level != POSTAL_CODE})
    parts = [keys[start : start + NAMES_A_SHARD] for start in range(0, len(keys), NAMES_A_SHARD)]
    starts = _starts([(part[0], part[-1]) for part in parts])
    return Ranges(starts, dict(_named("endings", _steps(part)) for part in parts))


def _steps(keys: Sequence[str]) -> str:
    """Sorted keys as one text: each a capital for how many letters it shares with the one before, A for none, and
    the rest of it. Thus a fifth is saved even where files are compressed.
    """
    shared = [_shared(*pair) for pair in zip(["", *keys], keys, strict=False)]
    return "".join(f"{chr(ord('A') + same)}{key[same:]}" for same, key in zip(shared, keys, strict=True))


def _shared(one: str, other: str) -> int:
    """How many letters two keys have in common from their beginning, as far as there are capitals to tell it."""
    most = min(len(one), len(other), ord("Z") - ord("A"))
    return next((place for place in range(most) if one[place] != other[place]), most)


def _place_shard(places: PlaceIndex, part: Sequence[DeepPlace]) -> Json:
    """Places in columns. `in`: number of a row of `above`, which is [number in the core, island, then [code,
    name] of each region between, the smallest first]; `code`: what a place's code has after that of the region
    above it (`short_code`); `at` as in the core; `key`: other than the name's own, by row.
    """
    above: dict[tuple[str, str | None], int] = {}
    rows: list[Json] = []
    inside: list[Json] = []
    codes: list[Json] = []
    for place in part:
        if (place.above, place.island) not in above:
            number, deeper = places.lineage(place.above)
            above[place.above, place.island] = len(above)
            rows.append([number, place.island, *[[step.code, step.name] for step in deeper]])
        inside.append(above[place.above, place.island])
        codes.append(short_code(place.code, place.above))
    return {
        "above": rows,
        "name": [place.name for place in part],
        "level": [places.levels.index(place.level) if place.level in places.levels else -1 for place in part],
        "in": inside,
        "code": codes,
        "at": [thousandths(degrees) for place in part for degrees in (place.latitude, place.longitude)],
        "key": {str(row): place.key for row, place in enumerate(part) if place.key != squash(place.name)},
    }


def _told(index: CentreIndex, centres: Iterable[Centre]) -> dict[str, Json]:
    """Centres and, each once, the schedules that they point to by number."""
    rows: list[Json] = []
    schedules: dict[bytes, int] = {}
    for centre in centres:
        told = index.centre(centre)
        schedule = index.schedule(centre)
        if schedule is not None:
            told["hours"] = schedules.setdefault(msgspec.json.encode(schedule), len(schedules))
        rows.append(told)
    return {"rows": rows, "schedules": [msgspec.json.decode(data) for data in schedules]}


def _sharded(directory: Directory, index: CentreIndex, files: Files) -> dict[str, Json]:
    """Cells and words of many centres, put into `files`; what the core has to tell of them."""
    cells = [sorted(cell) for cell in _cells([(s.latitude, s.longitude, s.id) for s in directory.summaries.values()])]
    number: dict[str, int] = {}  # of each centre, cell by cell
    home: dict[str, int] = {}  # the cell of each centre
    boxes: list[Json] = []
    names: list[Json] = []
    for place, cell in enumerate(cells):
        for _, _, id in sorted(cell, key=lambda point: point[2]):
            number[id] = len(number)
            home[id] = place
        boxes.append(_box(cell))
        data = _told(index, (directory.centres[id] for id in sorted(id for _, _, id in cell)))
        name, files[name] = _named("cell", data)
        names.append(name)
    serving = {code: sorted({home[centre.id] for centre in found}) for code, found in index.catchments().items()}
    sizes = [len(cell) for cell in cells]
    told = {"boxes": boxes, "files": names, "sizes": sizes, "serving": serving}
    name, files[name] = _named("cells", told)
    starts, shards = _cut_words(_postings(directory, index, number))
    files.update(shards)
    return {"cells": name, "words": {"starts": starts, "files": list(shards)}}


def _cells(points: list[tuple[float, float, str]]) -> Iterator[list[tuple[float, float, str]]]:
    """Points, each with its id, halved across their wider side until few are together."""
    if len(points) <= CENTRES_A_CELL:
        yield points
        return
    spread = [max(column) - min(column) for column in ([p[0] for p in points], [p[1] for p in points])]
    axis = spread.index(max(spread))
    points = sorted(points, key=lambda point: (point[axis], point[2]))
    middle = len(points) // 2
    yield from _cells(points[:middle])
    yield from _cells(points[middle:])


def _box(cell: Sequence[tuple[float, float, str]]) -> Json:
    """South, west, north, east of the points, in thousandths of a degree and rounded outwards."""
    latitudes, longitudes = [point[0] for point in cell], [point[1] for point in cell]
    return [
        int(min(latitudes) * 1000 // 1),
        int(min(longitudes) * 1000 // 1),
        -int(-max(latitudes) * 1000 // 1),
        -int(-max(longitudes) * 1000 // 1),
    ]


def _postings(directory: Directory, index: CentreIndex, number: Mapping[str, int]) -> list[tuple[str, list[int]]]:
    """For each word by which centres are called, their numbers; an id is one word."""
    found = defaultdict[str, set[int]](set)
    for centre in directory.network.centres:
        goods = split_words(" ".join(value for text in centre.commodities for value in text.values()))
        for word in {*index.names[centre.id], *goods, squash(centre.id)}:
            found[word].add(number[centre.id])
    return [(word, sorted(numbers)) for word, numbers in sorted(found.items()) if len(numbers) <= RARE]


def _cut_words(postings: Sequence[tuple[str, list[int]]]) -> tuple[list[str], Files]:
    """The least word of each shard, and the shards by name: words, and the numbers of each as steps."""
    parts: list[list[tuple[str, list[int]]]] = []
    room = 0
    for word, numbers in postings:
        size = len(word) + 4 + 5 * len(numbers)
        if size > room:
            parts.append([])
            room = WORDS_A_SHARD
        room -= size
        parts[-1].append((word, [now - before for before, now in zip([0, *numbers], numbers, strict=False)]))
    starts = _starts([(part[0][0], part[-1][0]) for part in parts])
    shards: list[Json] = [{"word": [word for word, _ in part], "in": [steps for _, steps in part]} for part in parts]
    return starts, dict(_named("words", shard) for shard in shards)


def _starts(ends: Sequence[tuple[str, str]]) -> list[str]:
    """For the first and last key of each range, the shortest text that divides it from the range before."""
    starts: list[str] = []
    before = ""
    for first, last in ends:
        lengths = range(len(first))
        starts.append(next((first[:length] for length in lengths if first[:length] > before), first))
        before = last
    return starts


def _named(kind: str, value: object) -> tuple[str, bytes]:
    data = msgspec.json.encode(value)
    return f"{kind}.{hashlib.sha256(data).hexdigest()[:8]}.json", data
