"""What checking found is kept as long as nothing was touched, and never longer."""

import os
import shutil
from datetime import datetime
from pathlib import Path

import pytest

from sitegen import verdict
from sitegen.content import Source, read_content
from sitegen.problems import Problem
from support.building import NOW, PROJECT

NETWORK = PROJECT / "tests" / "cases" / "clerk_mistakes" / "network"
FILE = "content/centres/lain.yaml"


@pytest.fixture
def source(tmp_path: Path) -> Source:
    root = shutil.copytree(NETWORK, tmp_path / "root")
    return Source(project=PROJECT, root=root, now=datetime.fromisoformat(NOW))


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[Source]:
    """One entry for each time that all files were read."""
    counted: list[Source] = []

    def counting(source: Source, tell: object) -> object:
        counted.append(source)
        return read_content(source, lambda step, done, total: None)

    monkeypatch.setattr(verdict, "read_content", counting)
    return counted


@pytest.fixture
def rested(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files written just now count as left alone for long."""
    monkeypatch.setattr(verdict, "REST_NS", -(10**12))


def codes(source: Source) -> list[str]:
    return [problem.code for problem in verdict.judge(source).problems]


@pytest.mark.usefixtures("rested")
def test_what_nobody_touched_is_not_read_again(source: Source, readings: list[Source]) -> None:
    first = verdict.judge(source)
    assert verdict.judge(source) == first
    assert len(readings) == 1


@pytest.mark.usefixtures("rested")
def test_problems_are_told_again_word_for_word(source: Source, readings: list[Source]) -> None:
    spoil(source, "nama: x\n")
    first = verdict.judge(source)
    assert first.problems == tuple(read_content(source, lambda step, done, total: None)[1])
    assert verdict.judge(source) == first
    assert [type(problem) for problem in first.problems] == [Problem] * len(first.problems)
    assert len(readings) == 1


@pytest.mark.usefixtures("rested")
@pytest.mark.parametrize(
    "touched",
    [
        FILE,
        "site_config.yaml",
        "content/services.yaml",
        "content/centres/baru.yaml",  # not there before
        "content/photos/baru.jpg",
        "templates/locale/id/own.yaml",
    ],
)
def test_whatever_is_touched_all_is_read_again(touched: str, source: Source, readings: list[Source]) -> None:
    verdict.judge(source)
    file = source.root / touched
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(file.read_bytes() if file.exists() else b"")
    verdict.judge(source)
    assert len(readings) == 2


@pytest.mark.usefixtures("rested")
def test_a_change_that_hides_its_size_and_time_is_noticed(source: Source) -> None:
    assert codes(source) == []
    file = source.root / FILE
    before, text = file.stat(), file.read_text(encoding="utf-8")
    file.write_text(text.replace("region_code", "region_kode"), encoding="utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert file.stat().st_size == before.st_size
    assert "unknown-key" in codes(source)


@pytest.mark.usefixtures("rested")
def test_another_day_may_have_another_verdict(source: Source, readings: list[Source]) -> None:
    verdict.judge(source)
    source = Source(project=source.project, root=source.root, now=datetime.fromisoformat("2031-01-01T00:00:00+00:00"))
    assert codes(source) == ["event-ended", "assured-old"]
    assert len(readings) == 2


@pytest.mark.usefixtures("rested")
def test_a_file_may_have_any_name(source: Source) -> None:
    Path(os.fsdecode(os.fsencode(source.root / "content" / "centres") + b"/\xff.yaml")).write_bytes(b"")
    assert codes(source) == codes(source) == ["file-name"]


def test_what_was_touched_just_now_may_be_touched_again_at_the_same_moment(
    source: Source, readings: list[Source]
) -> None:
    verdict.judge(source)
    verdict.judge(source)
    assert len(readings) == 2


@pytest.mark.usefixtures("rested")
@pytest.mark.parametrize("damage", [b"", b"\x00" * 99, b"{}"])
def test_a_damaged_verdict_is_none(damage: bytes, source: Source, readings: list[Source]) -> None:
    first = verdict.judge(source)
    (source.cache / "verdict.msgpack").write_bytes(damage)
    assert verdict.judge(source) == first
    assert len(readings) == 2


@pytest.mark.usefixtures("rested")
def test_where_nothing_can_be_kept_all_is_read_each_time(source: Source, readings: list[Source]) -> None:
    source.cache.parent.mkdir()
    source.cache.write_bytes(b"")  # a file in the folder's place
    assert codes(source) == codes(source) == []
    assert len(readings) == 2


def spoil(source: Source, line: str) -> None:
    file = source.root / FILE
    file.write_text(file.read_text(encoding="utf-8") + line, encoding="utf-8")
