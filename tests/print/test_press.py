"""What is printed anew: only papers whose data changed, and nothing where nobody wants paper."""

import shutil
from pathlib import Path

import pytest

from support.building import PROJECT, build_site
from support.papers import ReadPdf


@pytest.fixture
def root(tmp_path: Path) -> Path:
    target = tmp_path / "network"
    shutil.copytree(PROJECT / "tests" / "sites" / "two-languages", target)
    return target


def build(root: Path, *options: str, now: str = "2026-11-21") -> dict[str, bytes]:
    """The printed files of both languages, by path."""
    build_site("--root", str(root), *options, now=now)
    site = root / "_build" / "site"
    return {str(path.relative_to(site)): path.read_bytes() for path in site.rglob("*.pdf")}


def test_only_what_changed_is_printed_anew(root: Path) -> None:
    first = build(root)
    assert {name.rpartition("/")[2] for name in first} >= {"katalog.pdf", "formulir-koreksi.pdf", "lembayan.pdf"}
    touched = {path: path.stat().st_mtime_ns for path in (root / "_build" / "site").rglob("*.pdf")}

    assert build(root, now="2027-05-01") == first
    assert {path: path.stat().st_mtime_ns for path in touched} == touched

    file = root / "content" / "centres" / "lembayan.yaml"
    file.write_text(file.read_text("utf-8") + "\ncommodities: [gula kelapa]\n", "utf-8")
    second = build(root)
    changed = {name for name in first if first[name] != second[name]}
    assert any(name.endswith("/lembayan.pdf") for name in changed)
    assert {name.rpartition("/")[2] for name in changed if "/katalog" not in name and "/catalogue" not in name} == {
        "lembayan.pdf"
    }
    shutil.rmtree(root / "_build")
    assert build(root) == second  # afresh, byte for byte
    assert "gulakelapa" in "".join(ReadPdf(second["cetak/katalog.pdf"]).pages)


def test_without_paper(root: Path) -> None:
    assert build(root, "--no-catalogue") == {}
    pages = "".join(path.read_text("utf-8") for path in (root / "_build" / "site").rglob("*.html"))
    assert ".pdf" not in pages
    assert "/qr/" not in pages
