"""The whole way on a small site: what is built again, what is left alone, and when nothing is published."""

import shutil
from datetime import datetime
from pathlib import Path

import pytest

from sitegen.pipeline import Job, Result, build
from sitegen.write import check_published
from support.building import NOW, PROJECT

CENTRE = "content/centres/sarunai.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return shutil.copytree(PROJECT / "tests" / "sites" / "two-languages", tmp_path / "root")


def make(root: Path, out: Path, **options: object) -> Result:
    job = Job(project=PROJECT, root=root, out=out, now=datetime.fromisoformat(NOW), catalogue=False, **options)  # type: ignore[arg-type]
    return build(job, lambda step, done, total: None)


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def written(result: Result) -> int:
    assert result.published is not None
    return result.published.written


def test_nothing_is_written_again_when_nothing_changed(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert written(make(root, out)) > 0
    inodes = {path: path.stat().st_ino for path in out.rglob("*.html")}
    assert written(make(root, out)) == 0
    assert {path: path.stat().st_ino for path in out.rglob("*.html")} == inodes


@pytest.mark.parametrize("cached", [True, False])
def test_a_rebuild_equals_a_clean_build(root: Path, tmp_path: Path, *, cached: bool) -> None:
    out = tmp_path / "out"
    whole = written(make(root, out))
    path = root / CENTRE
    path.write_text(path.read_text().replace("name:", "status: closed\nname:", 1))
    if not cached:
        shutil.rmtree(root / "_build" / "cache")
    again = written(make(root, out))
    assert 0 < again < whole
    make(root, tmp_path / "clean")
    assert tree(out) == tree(tmp_path / "clean")
    assert check_published(out) == []


def test_a_file_that_is_gone_takes_its_pages_with_it(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    make(root, out)
    assert [path.name for path in out.rglob("sarunai.html")] == ["sarunai.html"] * 2
    (root / CENTRE).unlink()
    assert make(root, out).problems == []
    assert list(out.rglob("sarunai.html")) == []


def test_errors_leave_the_published_site_as_it_was(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    make(root, out)
    before = tree(out)
    with (root / CENTRE).open("a") as file:
        file.write("establised: 2020\n")
    result = make(root, out)
    assert [problem.code for problem in result.problems] == ["unknown-key"]
    assert result.published is None
    assert tree(out) == before


def test_warnings_count_as_errors_when_that_is_asked_for(root: Path, tmp_path: Path) -> None:
    with (root / CENTRE).open("a") as file:
        file.write("events: [{name: Lama, start: 2020-01-01 09.00}]\n")
    assert make(root, tmp_path / "out").published is not None
    strict = make(root, tmp_path / "strict", strict=True)
    assert [problem.severity for problem in strict.problems] == ["warning"]
    assert strict.published is None
    assert not (tmp_path / "strict").exists()


@pytest.mark.parametrize("damage", [b"", b"\x00junk", b"\x92\xc4\x00\x80"])
def test_a_damaged_cache_is_no_harm(root: Path, tmp_path: Path, damage: bytes) -> None:
    make(root, tmp_path / "out")
    (root / "_build" / "cache" / "centres.msgpack").write_bytes(damage)
    make(root, tmp_path / "again")
    assert tree(tmp_path / "out") == tree(tmp_path / "again")


def test_the_address_of_the_site_may_be_given(root: Path, tmp_path: Path) -> None:
    make(root, tmp_path / "out", base_url="https://example.org/elsewhere/")
    page = (tmp_path / "out" / "index.html").read_text()
    assert '<link rel="canonical" href="https://example.org/elsewhere/">' in page


@pytest.mark.parametrize("name", ["content/centres", "content"])
def test_missing_folders_are_an_empty_network(root: Path, tmp_path: Path, name: str) -> None:
    shutil.rmtree(root / name)
    result = make(root, tmp_path / "out")
    assert (result.problems, result.centres) == ([], 0)
    assert (tmp_path / "out" / "index.html").is_file()
