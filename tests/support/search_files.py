"""Writes the files of a network's search, and nothing else of its site, for the tests in Node.

python3 tests/support/search_files.py FOLDER [ROOT]
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(PROJECT))  # started as a script, from anywhere

from sitegen.config import load_site  # noqa: E402
from sitegen.derive import Directory, derive  # noqa: E402
from sitegen.exports.search_data import FOLDER, search_files  # noqa: E402
from sitegen.i18n import Translator  # noqa: E402
from sitegen.load import ContentFolder  # noqa: E402
from sitegen.problems import has_errors  # noqa: E402
from sitegen.regions import load_regions  # noqa: E402
from sitegen.validate import read_network  # noqa: E402

NOW = datetime(2026, 11, 21, tzinfo=UTC)


def read_directory(root: Path) -> tuple[Directory, Path, dict[str, Translator]]:
    """A checked network, the folder of its reference data, and the words of its languages."""
    site, translators, problems = load_site(root, PROJECT)
    assert site is not None, problems
    data = next(home / "data" for home in (root, PROJECT) if (home / "data" / "regions.csv").is_file())
    regions = load_regions(data)
    network, found, _ = read_network(ContentFolder(root), site, regions, data, NOW)
    assert not has_errors(found), found
    return derive(site, network, regions), data, dict(translators)


def write_search_files(root: Path, out: Path) -> None:
    """Fill the empty folder `out` with what a site has in data/search/."""
    directory, data, translators = read_directory(root)
    for path, content in search_files(directory, data, translators, out / "cache").items():
        (out / path.removeprefix(f"{FOLDER}/")).write_bytes(content)


if __name__ == "__main__":
    write_search_files(Path(sys.argv[2]) if len(sys.argv) > 2 else PROJECT, Path(sys.argv[1]))
