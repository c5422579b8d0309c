"""Writes what the search reads of a network of COUNT made-up centres, without a file for each of them.

    python3 benchmarks/search_files.py 100000 _build/search-100000

A few hundred centres are made and read as any; the others are these, moved to other districts.
"""

import sys
import tempfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(PROJECT), str(PROJECT / "tests")]  # started as a script, from anywhere

import msgspec  # noqa: E402

from benchmarks.make_network import District, read_districts, write_network  # noqa: E402
from sitegen.derive import derive  # noqa: E402
from sitegen.exports.search_data import FOLDER, search_files  # noqa: E402
from sitegen.model import Centre, Location  # noqa: E402
from support.search_files import read_directory  # noqa: E402

PATTERNS = 200
STEP = 0.0008  # degrees between centres of one district
STRIDE = 4507  # districts from one centre to the next: a prime, so that each has one before any has two


def main() -> None:
    count, out = int(sys.argv[1]), Path(sys.argv[2])
    with tempfile.TemporaryDirectory() as folder:
        write_network(Path(folder), PATTERNS)
        directory, data, translators = read_directory(Path(folder))
    patterns = directory.network.centres
    districts = read_districts(data / "regions.csv")
    centres = tuple(
        _moved(patterns[n % PATTERNS], n, districts[n * STRIDE % len(districts)], n // len(districts))
        for n in range(count)
    )
    network = msgspec.structs.replace(directory.network, centres=centres)
    out.mkdir(parents=True, exist_ok=True)
    files = search_files(derive(directory.site, network, directory.regions), data, translators, out / "cache")
    for path, content in files.items():
        (out / path.removeprefix(f"{FOLDER}/")).write_bytes(content)


def _moved(pattern: Centre, number: int, district: District, turn: int) -> Centre:
    name = f"Rekaan {district.name} {number:06}"
    return msgspec.structs.replace(
        pattern,
        id=f"rekaan-{number:06}",
        name={"id": f"Pusat {name}", "en": f"Made-up Centre {name}"},
        alternate_names=(f"Rekaan {number:06}",),
        location=Location(
            region_code=district.code,
            latitude=round(district.latitude + turn * STEP, 5),
            longitude=district.longitude,
            accuracy="village",
        ),
    )


if __name__ == "__main__":
    main()
