"""What the search in the browser is given: keys, shards, centres, and the same bytes each time."""

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from sitegen.derive import Directory, derive
from sitegen.exports import search_data
from sitegen.exports.search_data import CORE, FOLDER, place_shards, search_files
from sitegen.geo import NearestIndex, distance_km
from sitegen.i18n import Translator
from sitegen.model import Centre, Level, Location
from sitegen.regions import load_regions
from sitegen.search import CentreIndex, core_regions, make_place_index, split_words, squash
from support.made_up import make_centre, make_directory, make_network, make_site

PROJECT = Path(__file__).parents[2]
CASES = PROJECT / "tests" / "cases"
DATA = PROJECT / "data"
T = {"id": Translator("id", {}), "en": Translator("en", {})}


def decoded(files: dict[str, bytes], name: str) -> dict[str, object]:
    found = json.loads(files[f"{FOLDER}/{name}"])
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("case", json.loads((CASES / "search_words.json").read_bytes()), ids=lambda case: case["text"])
def test_words_are_as_in_the_browser(case: dict[str, object]) -> None:
    text = str(case["text"])
    assert squash(text) == case["squashed"]
    assert split_words(text) == case["words"]


def test_nearest_points_are_as_in_the_browser() -> None:
    table = json.loads((CASES / "nearest_points.json").read_bytes())
    points = {row["id"]: (row["latitude"], row["longitude"]) for row in table["centres"]}
    index = NearestIndex((id, *point) for id, point in points.items())
    for row in table["points"]:
        here = row["latitude"], row["longitude"]
        assert index.nearest(*here, 5) == row["nearest"], row
        assert [distance_km(*here, *points[id]) for id in row["nearest"]] == pytest.approx(row["km"], abs=0.002)


# The real table of regions


@pytest.fixture(scope="module")
def country() -> Directory:
    levels = ("province", "regency", "city", "district", "village")
    site = make_site(levels=tuple(Level(id=level, name={"id": level}, pages=level != "district") for level in levels))
    return derive(site, make_network(), load_regions(DATA))


@pytest.fixture(scope="module")
def country_files(country: Directory, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return search_files(country, DATA, T, tmp_path_factory.mktemp("cache"))


def shards(files: dict[str, bytes], kind: str) -> Iterator[dict[str, list[object]]]:
    core = decoded(files, "core.json")
    for name in core[kind]["files"]:  # type: ignore[index]  # it is JSON
        yield decoded(files, name)  # type: ignore[misc]


def test_the_core_has_provinces_and_regencies(country_files: dict[str, bytes]) -> None:
    core = decoded(country_files, "core.json")
    regions = core["regions"]
    assert isinstance(regions, dict)
    assert len(regions["code"]) == 38 + 514
    java, pacitan = regions["name"].index("Jawa Timur"), regions["name"].index("Kabupaten Pacitan")
    assert regions["above"][pacitan] == java
    assert (regions["code"][java], regions["code"][pacitan]) == ("35", ".01")
    assert ["Jogja", regions["name"].index("Kota Yogyakarta")] in core["aliases"]  # type: ignore[operator]
    assert ["kec", 3] in core["level_words"]  # type: ignore[operator]


def test_shards_have_every_district_village_and_postal_code(country_files: dict[str, bytes]) -> None:
    names = {"district": set[str](), "village": set[str](), "postal_code": set[str]()}
    for shard in shards(country_files, "places"):
        core = decoded(country_files, "core.json")
        for row, name in enumerate(shard["name"]):
            level = shard["level"][row]
            kind = core["levels"][level] if level >= 0 else "postal_code"  # type: ignore[index,operator]
            number, _, *below = shard["above"][shard["in"][row]]  # type: ignore[misc,index]
            holder = below[0][0] if below else core["regions"]["name"][number]  # type: ignore[index]
            names[kind].add(f"{holder}{shard['code'][row]} {name}")
    assert len(names["district"]) == 7285
    assert len(names["village"]) == 83_762
    assert "Kabupaten Pacitan.02 Pringkuku" in names["district"]
    assert "51.08.06.1006 Banyuasri" in names["village"]
    assert "35.01.04 63511" in names["postal_code"]


def test_villages_and_postal_codes_are_on_the_island_of_their_own_points(country_files: dict[str, bytes]) -> None:
    islands: dict[tuple[object, object], object] = {}
    for shard in shards(country_files, "places"):
        for name, holder in zip(shard["name"], shard["in"], strict=True):
            _, island, *below = shard["above"][holder]  # type: ignore[index,misc]
            if below:
                islands[name, below[0][1]] = island
    assert islands["Labuan Bajo", "Komodo"] == "flores"
    assert islands["Komodo", "Komodo"] == "pulau-53.15.05"
    assert islands["86763", "Komodo"] is None  # it has villages on several


def test_another_name_is_found_as_a_whole(country_files: dict[str, bytes]) -> None:
    """ "Gading Serpong" is in the district of Kelapa Dua, but "Serpong" is another."""
    named = {
        (shard["key"].get(str(row), squash(str(name))), name)  # type: ignore[attr-defined]  # it is JSON
        for shard in shards(country_files, "places")
        for row, name in enumerate(shard["name"])
    }
    assert ("gadingserpong", "Kelapa Dua") in named
    assert ("serpong", "Kelapa Dua") not in named
    assert ("priok", "Tanjung Priok") in named


def test_no_shard_is_heavy(country_files: dict[str, bytes]) -> None:
    weights = {path: len(gzip.compress(data, 9)) / 1024 for path, data in country_files.items()}
    assert {path: weight for path, weight in weights.items() if weight > 30} == {}


def test_the_same_bytes_again_and_from_the_cache(country: Directory, tmp_path: Path) -> None:
    files = search_files(country, DATA, T, tmp_path)
    assert search_files(country, DATA, T, tmp_path) == files
    (tmp_path / "places.msgpack").write_bytes(b"damaged")
    assert search_files(country, DATA, T, tmp_path) == files


# A small network with levels of its own


def test_a_network_without_villages_or_aliases(tmp_path: Path) -> None:
    directory = make_directory(make_centre("satu", "U.1"))
    files = search_files(directory, tmp_path, T, tmp_path / "cache")
    assert list(files) == [CORE]
    core = decoded(files, "core.json")
    assert core["aliases"] == []
    assert core["places"] == core["endings"] == {"starts": [], "files": []}
    assert core["regions"]["name"] == ["Selatan", "Utara", "Selatan Satu", "Utara Satu", "Utara Dua"]  # type: ignore[index]
    assert core["regions"]["count"] == [0, 1, 0, 1, 0]  # type: ignore[index]


def test_regions_too_many_for_the_core_are_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.search.CORE_REGIONS", 2)
    monkeypatch.setattr(search_data, "PLACES_A_SHARD", 2)
    shards = place_shards(make_place_index(make_directory(), tmp_path), tmp_path / "cache")
    assert shards.places.starts == ["d", "satu", "u"]  # what comes after the first word is a key, too
    assert len(shards.places.files) == 3
    first = json.loads(next(iter(shards.places.files.values())))
    assert (first["name"], first["key"]) == (["Utara Dua", "Selatan Satu"], {"0": "dua", "1": "satu"})


def test_names_stand_sorted_from_their_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.search.CORE_REGIONS", 2)
    monkeypatch.setattr(search_data, "NAMES_A_SHARD", 3)
    endings = place_shards(make_place_index(make_directory(), tmp_path), tmp_path / "cache").endings
    assert [json.loads(data) for data in endings.files.values()] == ["AaudDaratuAutas", "AutasaratuEnatales"]
    assert endings.starts == ["a", "utasa"]


def test_every_name_stands_among_the_endings(country_files: dict[str, bytes]) -> None:
    found: set[str] = set()
    for name in decoded(country_files, "core.json")["endings"]["files"]:  # type: ignore[call-overload,index]
        key = ""
        for shared, rest in re.findall("([A-Z])([^A-Z]*)", json.loads(country_files[f"{FOLDER}/{name}"])):
            key = key[: ord(shared) - ord("A")] + rest
            found.add(key[::-1])
    assert {"pringkuku", "banyuasri", "tanjungpriok", "priok"} <= found
    assert len(found) > 60_000
    assert "63511" not in found  # of a postal code no error is forgiven


def test_what_a_centre_tells() -> None:
    centre = Centre(
        id="satu",
        name={"id": "Satu", "en": "One"},
        alternate_names=("Esa",),
        location=Location(region_code="U.1", latitude=0.5, longitude=100.5),
        commodities=({"id": "kopi", "en": "coffee"},),
    )
    directory = make_directory(centre)
    index = CentreIndex(directory, make_place_index(directory, DATA / "none"))
    told = index.centre(centre)
    assert told == {
        "id": "satu", "name": ["Satu", "One"], "also": ["Esa"], "region": 3, "at": [0.5, 100.5], "exact": 1,
        "commodities": [0],
    }  # fmt: skip
    assert index.entries()["commodities"] == [["kopi", "coffee"]]


def test_a_centre_known_by_its_province_alone_has_no_point() -> None:
    centre = make_centre("satu", "U")
    directory = make_directory(centre)
    told = CentreIndex(directory, make_place_index(directory, DATA / "none")).centre(centre)
    assert "at" not in told
    assert "serves" not in told


def test_many_centres_are_cut_into_cells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_data, "CENTRES_IN_CORE", 3)
    monkeypatch.setattr(search_data, "CENTRES_A_CELL", 2)
    directory = make_directory(
        *(make_centre(f"c{n}", code) for n, code in enumerate(["U.1", "U.2", "S.1", "S.1", "U.2"]))
    )
    files = search_files(directory, tmp_path, T, tmp_path / "cache")
    core = decoded(files, "core.json")
    assert "centres" not in core
    cells = decoded(files, str(core["cells"]))
    ids = [[row["id"] for row in decoded(files, name)["rows"]] for name in cells["files"]]  # type: ignore[attr-defined]
    assert sorted(id for cell in ids for id in cell) == ["c0", "c1", "c2", "c3", "c4"]
    assert cells["sizes"] == [len(cell) for cell in ids]
    assert all(len(cell) <= 2 for cell in ids)
    serving = cells["serving"]
    assert isinstance(serving, dict)
    assert set(serving) == {"U.1", "U.2", "S.1"}
    assert all("c0" in ids[place] for place in serving["U.1"])
    words = [word for name in core["words"]["files"] for word in decoded(files, name)["word"]]  # type: ignore[index,attr-defined]
    assert {"c0", "c4"} <= set(words)


def test_core_regions_count_centres() -> None:
    directory = make_directory(make_centre("a", "S.1"), make_centre("b", "S"))
    places = make_place_index(directory, DATA / "none")
    assert core_regions(places, directory)["count"] == [2, 0, 1, 0, 0]
