"""Outlines for the map in the browser, as data/outlines/ has them, with names: a file for the whole, and one for
each region of the highest level, fetched only once somebody looks at it closely."""

from hashlib import sha256
from pathlib import Path

import msgspec

from sitegen.assets import Assets
from sitegen.boundaries import Outlines, load_outlines
from sitegen.regions import Regions

COUNTRY = "map/country.json"
"""What templates ask the address of the first file by."""


def with_outlines(assets: Assets, data_folder: Path, regions: Regions) -> Assets:
    """The assets and the files of the map among them, where the data have outlines."""
    files = map_files(data_folder, regions)
    if not files:
        return assets
    return Assets({**assets.files, **files}, {**assets.names, COUNTRY: list(files)[-1]})


def map_files(data_folder: Path, regions: Regions) -> dict[str, bytes]:
    """The files by path; the last is the whole country's."""
    folder = data_folder / "outlines"
    country = load_outlines(folder / "country.json")
    if country is None:
        return {}
    files: dict[str, bytes] = {}
    parts: dict[str, str] = {}
    for code in sorted(country.rings):
        outlines = load_outlines(folder / f"{code}.json")
        if outlines is not None:
            data = _data(outlines, regions, {})
            path = _path(code, data)
            parts[code], files[path] = path.rpartition("/")[2], data
    whole = _data(country, regions, parts)
    files[_path("country", whole)] = whole
    return files


def _data(outlines: Outlines, regions: Regions, parts: dict[str, str]) -> bytes:
    """`parts`: names of the files that show more of a region, beside this one."""
    found = {code: regions.get(code) for code in sorted(outlines.rings)}
    return msgspec.json.encode(
        {
            "per_degree": outlines.per_degree,
            "rings": {code: outlines.rings[code] for code in found},
            "islands": outlines.islands,
            "names": {code: region.name for code, region in found.items() if region},
            "parts": parts,
        }
    )


def _path(name: str, data: bytes) -> str:
    return f"assets/map/{name}.{sha256(data).hexdigest()[:10]}.json"
