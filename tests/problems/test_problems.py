"""A folder for each problem: broken files laid over a small right network, and the message they give.

`base/` is the right network. `CODE/content/` has what is broken in it, `CODE/expected.LANGUAGE.txt` all that is said
about it. `pytest --update-golden` accepts what is said now; its diff is read in review.
"""

import ast
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sitegen.config import load_site, load_translator
from sitegen.load import MAX_FILE_BYTES, MAX_NODES, ContentFolder
from sitegen.photo_album import make_album
from sitegen.problem_words import printed
from sitegen.problems import Problem, in_order
from sitegen.regions import WrongTableError, load_regions
from sitegen.validate import read_network

HERE = Path(__file__).parent
PROJECT = HERE.parent.parent
NOW = datetime(2026, 11, 21, tzinfo=UTC)
LANGUAGES = ("id", "en")


def _write_centre(root: Path, data: bytes) -> None:
    (root / "content/centres").mkdir(parents=True, exist_ok=True)  # git keeps no empty folders
    (root / "content/centres/contoh.yaml").write_bytes(data)


def _make_too_big(root: Path) -> None:
    _write_centre(root, b"#" * (MAX_FILE_BYTES + 1))


def _make_too_many_nodes(root: Path) -> None:
    _write_centre(root, b"[" + b"a," * MAX_NODES + b"]")


def _remove_settings(root: Path) -> None:
    (root / "site_config.yaml").unlink()


MADE: dict[str, Callable[[Path], None]] = {
    "file-missing": _remove_settings,
    "file-too-big": _make_too_big,
    "too-many-nodes": _make_too_many_nodes,
    "file-unreadable": lambda root: None,  # see `unreadable`: for root every file is readable
}
"""What is broken where a committed file can't be."""

CODES = sorted(path.name for path in HERE.iterdir() if path.is_dir() and path.name not in ("base", "__pycache__"))


def problems_of(root: Path) -> list[Problem]:
    site, _, problems = load_site(root, PROJECT)
    if site is not None:
        data_folder = next(home / "data" for home in (root, PROJECT) if (home / "data/regions.csv").is_file())
        try:
            regions = load_regions(data_folder)
        except WrongTableError as error:
            return in_order([*problems, error.problem])
        folder = ContentFolder(root)
        network, found, _ = read_network(folder, site, regions, data_folder, NOW)
        problems += [*found, *make_album(folder, network.centres, root / "cache")[1]]
    return in_order(problems)


@pytest.fixture
def unreadable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Opening partners.yaml is not allowed."""
    real_open = os.open

    def guarded(path: str, flags: int, *, dir_fd: int | None = None) -> int:
        if path == "partners.yaml":
            raise PermissionError(13, "not allowed")
        return real_open(path, flags, dir_fd=dir_fd)

    monkeypatch.setattr(os, "open", guarded)


@pytest.mark.parametrize("code", CODES)
def test_messages(code: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    shutil.copytree(HERE / "base", tmp_path, dirs_exist_ok=True)
    shutil.copytree(HERE / code, tmp_path, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected.*"))
    if code in MADE:
        MADE[code](tmp_path)
    if code == "file-unreadable":
        request.getfixturevalue("unreadable")
    problems = problems_of(tmp_path)
    assert code in {problem.code for problem in problems}
    for language in LANGUAGES:
        t = load_translator(PROJECT, language)
        said = "".join(f"{printed(problem, t)}\n" for problem in problems)
        wanted = HERE / code / f"expected.{language}.txt"
        if request.config.getoption("--update-golden"):
            wanted.write_text(said, encoding="utf-8")
        assert said == wanted.read_text(encoding="utf-8")


def test_base_is_right(tmp_path: Path) -> None:
    shutil.copytree(HERE / "base", tmp_path, dirs_exist_ok=True)
    assert problems_of(tmp_path) == []


TELLING = {
    "tell",
    "_tell",
    "_tell_at",
    "_stop",
    "_problem",
    "_problem_at",
    "WrongValueError",
    "_wrong",
    "Fault",
    "Problem",
}
"""What is called with a problem's code."""

BY_TABLE = {
    "date-over",
    "event-ended",
    "character",
    "character-composed",
    "character-marks",
    "character-mixed",
    "same-name",
    "same-phone",
    "same-point",
    "unknown-centre",
    "unknown-facility",
    "unknown-notice",
    "unknown-partner",
    "unknown-programme",
    "unknown-service",
    "line-break",
    "merge-key",
    "phone-short",
    "tab-in-text",
    "file-missing",
    "file-not-regular",
    "file-unreadable",
}
"""Codes that come out of a table or an expression, not straight from a call."""


def codes_in(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            codes = [word.value for word in node.keywords if word.arg == "code"] + node.args[:1]
            if name in TELLING and codes and isinstance(codes[0], ast.Constant):
                yield str(codes[0].value)


def test_every_code_has_words_and_a_folder() -> None:
    raised = set(BY_TABLE)
    for path in (PROJECT / "sitegen").rglob("*.py"):
        if path.name in ("pipeline.py", "content.py"):  # they tell how far the work is
            continue
        raised |= set(codes_in(ast.parse(path.read_text(encoding="utf-8"))))
    assert raised == set(CODES)
    for language in LANGUAGES:
        t = load_translator(PROJECT, language)
        missing = [
            key for code in CODES for key in (f"problem.{code}.message", f"problem.{code}.hint") if not t.has(key)
        ]
        assert missing == [], language


def test_no_words_without_a_code() -> None:
    for language in LANGUAGES:
        words = (PROJECT / f"templates/locale/{language}/problems.yaml").read_text(encoding="utf-8")
        told = {line[2:-1] for line in words.splitlines() if line.startswith("  ") and line[2] not in " #"}
        assert told == set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_one_slip_one_message(code: str) -> None:
    """No cascades: a case that shows one slip gets one message, and at most its twin at the other place."""
    said = (HERE / code / "expected.id.txt").read_text(encoding="utf-8")
    messages = [line for line in said.splitlines() if not line.startswith(" ")]
    assert 1 <= len(messages) <= 2, said
