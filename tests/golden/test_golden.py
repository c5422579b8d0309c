"""Small sites in, whole trees out. `pytest tests/golden --update-golden` accepts a change; review reads the diff.

Static files and the service worker, which lists them, are left out, as are the hashes in their names, and in those of
data that the program has a hand in: a new colour, or another line of code, is not a new golden tree.
"""

import re
import shutil
from datetime import datetime
from pathlib import Path

import pytest

from sitegen.pipeline import Job, build
from sitegen.problems import has_errors
from sitegen.write import MANIFEST
from support.building import NOW, PROJECT

HERE = Path(__file__).parent
SITES = sorted(path.parent.name for path in (PROJECT / "tests" / "sites").glob("*/site_config.yaml"))
HASHED = re.compile(r"(assets/[a-z/-]+|\b(?:fields|regions|words-[a-z]+))\.[0-9a-f]{8,}")


def read_tree(folder: Path) -> dict[str, str]:
    """What is published but for static files and what is not text, by path."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != MANIFEST)
    found = {path.relative_to(folder).as_posix(): path for path in files}
    return {
        HASHED.sub(r"\1", name): HASHED.sub(r"\1", path.read_text("utf-8"))
        for name, path in found.items()
        if not name.startswith("assets/") and name != "sw.js"
    }


@pytest.mark.parametrize("site", SITES)
def test_golden(site: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    root = tmp_path / "root"
    shutil.copytree(PROJECT / "tests" / "sites" / site, root)
    job = Job(project=PROJECT, root=root, out=tmp_path / "out", now=datetime.fromisoformat(NOW), catalogue=False)
    result = build(job, lambda step, done, total: None)
    assert not has_errors(result.problems)
    built = read_tree(job.out)
    golden = HERE / site
    if request.config.getoption("--update-golden"):
        shutil.rmtree(golden, ignore_errors=True)
        for name, text in built.items():
            (golden / name).parent.mkdir(parents=True, exist_ok=True)
            (golden / name).write_text(text, "utf-8")
    wanted = read_tree(golden)
    assert sorted(built) == sorted(wanted)
    for name, text in built.items():
        assert text == wanted[name], name
