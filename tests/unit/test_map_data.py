"""The files that the map in the browser asks for."""

import json
from pathlib import Path

import pytest

from sitegen.assets import Assets
from sitegen.exports.map_data import COUNTRY, map_files, with_outlines
from sitegen.regions import load_regions

DATA = Path(__file__).parents[2] / "data"
SQUARE = [[0, 0, 100, 0, 0, 100]]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Two provinces, of which one has outlines of its parts."""
    (tmp_path / "outlines").mkdir()
    write(tmp_path, "country", {"12": SQUARE, "11": SQUARE})
    write(tmp_path, "12", {"12.01": SQUARE, "12.99": SQUARE}, {"12.01": ["nias"]})
    return tmp_path


def write(
    folder: Path, name: str, rings: dict[str, list[list[int]]], islands: dict[str, list[str]] | None = None
) -> None:
    told = {"per_degree": 100, "rings": rings, "islands": islands or {}}
    (folder / "outlines" / f"{name}.json").write_text(json.dumps(told), "utf-8")


@pytest.fixture
def files(data: Path) -> dict[str, bytes]:
    return map_files(data, load_regions(DATA))


def test_the_whole_comes_last_and_names_the_file_of_each_part(files: dict[str, bytes]) -> None:
    part, whole = files
    told = json.loads(files[whole])
    assert whole.startswith("assets/map/country.")
    assert told["parts"] == {"12": part.removeprefix("assets/map/")}
    assert told["per_degree"] == 100
    assert list(told["rings"]) == ["11", "12"]
    assert told["names"] == {"11": "Aceh", "12": "Sumatera Utara"}


def test_a_part_has_the_regions_within_and_none_below(files: dict[str, bytes]) -> None:
    told = json.loads(next(iter(files.values())))
    assert told["rings"] == {"12.01": SQUARE, "12.99": SQUARE}
    assert told["islands"] == {"12.01": ["nias"]}
    assert list(told["names"]) == ["12.01"]  # the other is in no table: it is drawn without a name
    assert told["parts"] == {}


def test_a_file_is_named_by_what_is_in_it(data: Path, files: dict[str, bytes]) -> None:
    write(data, "12", {"12.01": SQUARE})
    again = map_files(data, load_regions(DATA))
    assert not files.keys() & again.keys()  # the whole names its part, so it changes with it


def test_templates_ask_for_the_whole(data: Path) -> None:
    assets = with_outlines(Assets({"a.css": b""}, {"css": "a.css"}), data, load_regions(DATA))
    assert assets.names["css"] == "a.css"
    assert assets.names[COUNTRY] in assets.files


def test_without_outlines_there_is_no_map(tmp_path: Path) -> None:
    assets = Assets({}, {})
    assert with_outlines(assets, tmp_path, load_regions(DATA)) is assets
