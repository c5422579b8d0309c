"""Same input, same bytes: another folder, umask, time zone, language or hash order changes nothing."""

import os
import shutil
from pathlib import Path

from sitegen.write import MANIFEST
from support.building import PROJECT, build_site

INPUTS = ["content", "data", "docs", "mkdocs.yml", "site_config.yaml", "sitegen", "static", "templates"]


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_same_bytes(built_site: Path, tmp_path: Path) -> None:
    """A clean build of a copy, under a strange environment, equals the first."""
    copy = tmp_path / "a folder with another name"
    copy.mkdir()
    for name in INPUTS:
        (shutil.copytree if (PROJECT / name).is_dir() else shutil.copy)(PROJECT / name, copy / name)
    out = tmp_path / "out"
    strange = {"PYTHONHASHSEED": "4711", "TZ": "Asia/Jayapura", "LANG": "C", "LC_ALL": "C", "LANGUAGE": "en"}
    before = os.umask(0o077)
    try:
        build_site("--out", str(out), build=copy / "sitegen" / "__main__.py", **strange)
    finally:
        os.umask(before)
    wanted, built = tree(built_site), tree(out)
    assert sorted(built) == sorted(wanted)
    assert [name for name in wanted if built[name] != wanted[name]] == []
    assert MANIFEST in built
    assert {path.stat().st_mode & 0o777 for path in out.rglob("*") if path.is_file()} == {0o644}
