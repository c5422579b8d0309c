"""The handbook: in step with the program, whole, the same bytes each time, and fit for a strict policy."""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from textwrap import dedent
from types import ModuleType

import pytest

from sitegen import check, handbook
from sitegen.commands import COMMANDS
from sitegen.config import load_site
from sitegen.load import ContentFolder
from sitegen.photo_album import make_album
from sitegen.policy import IN_HANDBOOK
from sitegen.problems import Problem
from sitegen.regions import load_regions
from sitegen.validate import read_network
from sitegen.write import Publication

PROJECT = Path(__file__).parents[2]
DOCS = PROJECT / "docs"
CASES = PROJECT / "tests" / "problems"
CODES = sorted(
    path.name
    for folder in (CASES, PROJECT / "tests" / "tables")
    for path in folder.iterdir()
    if path.is_dir() and path.name not in ("base", "__pycache__")
)


def load_tool(name: str) -> ModuleType:
    """A script of tools/, without running it."""
    spec = importlib.util.spec_from_file_location(name, PROJECT / "tools" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


TOOL = load_tool("make_handbook")
EXAMPLES = TOOL.load_examples(PROJECT)

# --- made pages ---


def test_made_pages_are_in_step() -> None:
    """If this fails: .venv/bin/python tools/make_handbook.py"""
    made = TOOL.make_pages(PROJECT)
    there = {path.relative_to(PROJECT).as_posix() for path in (DOCS / "reference" / "problems").iterdir()}
    assert there == {path for path in made if "/problems/" in path}
    assert [path for path, text in made.items() if (PROJECT / path).read_text(encoding="utf-8") != text] == []


def test_every_code_has_its_page_where_messages_lead() -> None:
    """A new code needs its line in tools/handbook/problems.yaml."""
    assert sorted(EXAMPLES) == CODES
    for code in CODES:
        assert (PROJECT / check.page_of(code, None)).is_file()


def tried() -> Iterator[str]:
    """Those whose case can be mended in its file."""
    for code, example in EXAMPLES.items():
        case = TOOL.load_case(PROJECT, code)
        if case.line and case.text and example.wrong is not None:
            yield code


ELSEWHERE = {"photo-path": {"photo-missing"}}
"""What else is wrong with a case once it is mended, for only one file of it is."""


@pytest.mark.parametrize("code", list(tried()))
def test_what_the_page_calls_right_is_right(code: str, tmp_path: Path) -> None:
    shutil.copytree(CASES / "base", tmp_path, dirs_exist_ok=True)
    shutil.copytree(CASES / code, tmp_path, dirs_exist_ok=True)
    case = TOOL.load_case(PROJECT, code)
    (tmp_path / case.path).write_text(TOOL.mended(case, EXAMPLES[code]), encoding="utf-8")
    told = {problem.code for problem in problems_of(tmp_path) if problem.severity == "error" or problem.code == code}
    assert told == ELSEWHERE.get(code, set())


def problems_of(root: Path) -> list[Problem]:
    site, _, problems = load_site(root, PROJECT)
    assert site is not None
    folder = ContentFolder(root)
    data = PROJECT / "data"
    network, found, _ = read_network(folder, site, load_regions(data), data, datetime(2026, 11, 21, tzinfo=UTC))
    return [*problems, *found, *make_album(folder, network.centres, root / "cache")[1]]


# --- written pages ---

WRITTEN = sorted(path for path in DOCS.rglob("*.md") if "reference" not in path.parts)


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.relative_to(DOCS).as_posix())
def test_commands_in_the_text_exist(path: Path) -> None:
    named = set(re.findall(r"build\.py ([a-z][a-z-]*)", path.read_text(encoding="utf-8")))
    assert named <= {*COMMANDS, "test"}


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.relative_to(DOCS).as_posix())
def test_what_needs_packages_is_run_where_they_are(path: Path) -> None:
    """Not by the system's Python, which has none."""
    assert re.findall(r"python3 (?:tools/make\S+|-[cm])", path.read_text(encoding="utf-8")) == []


def test_every_command_is_told_to_developers() -> None:
    table = (DOCS / "developers" / "index.md").read_text(encoding="utf-8")
    assert [command for command in COMMANDS if f"`{command}" not in table] == []


def test_yaml_in_the_text_is_yaml() -> None:
    from sitegen.load import read_yaml_text

    blocks = 0
    for path in WRITTEN:
        for block in re.findall(
            r"^( *)```yaml\n(.*?)^\1```", path.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
        ):
            problems: list[Problem] = []
            read_yaml_text(path.name, re.sub(f"^{block[0]}", "", block[1], flags=re.MULTILINE), problems)
            assert problems == [], path
            blocks += 1
    assert blocks > 5


def test_the_table_of_regions_in_the_text_is_one(tmp_path: Path) -> None:
    """With the levels that stand below it."""
    text = (DOCS / "networks.md").read_text(encoding="utf-8")
    table, settings = (
        dedent(block) for block in re.findall(r"^    ```(?:csv|yaml)\n(.*?)^    ```", text, re.DOTALL | re.MULTILINE)
    )
    (tmp_path / "regions.csv").write_text(table, encoding="utf-8")
    assert [region.level for region in load_regions(tmp_path)] == re.findall("id: ([a-z]+)", settings)


# --- built ---


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("handbook") / "handbook" / "built"
    handbook.build(PROJECT, folder)
    return folder


def pages(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.html"))


def test_built_by_two_at_once_the_same_bytes(built: Path, tmp_path: Path) -> None:
    again = tmp_path / "handbook" / "built"
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda _: handbook.build(PROJECT, again), range(2)))
    assert files(again) == files(built)
    assert list(again.parent.iterdir()) == [again]


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_pages_are_fit_for_their_policy(built: Path) -> None:
    """No script within a page, nothing from elsewhere."""
    assert len(pages(built)) > len(CODES)
    for path in pages(built):
        html = path.read_text(encoding="utf-8")
        assert f'content="{IN_HANDBOOK}"' in html
        assert re.findall(r"<script>|<script [^>]*src=\"(?:https?:)?//|\son[a-z]+=\"", html) == [], path
        assert re.findall(r"<(?:link|img|iframe)[^>]*(?:href|src)=\"(?:https?:)?//[^>]*>", html) == [], path
        for script in re.findall(r'<script src="([^"]+)"', html):
            assert (path.parent / script).is_file()


def test_made_pages_are_named_after_their_heading(built: Path) -> None:
    """Not after their file, in another language than the rest."""
    for page in (DOCS / "reference").rglob("*.md"):
        heading = page.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ")
        html = (built / page.relative_to(DOCS).with_suffix(".html")).read_text(encoding="utf-8")
        assert f"<title>{heading} - " in html, page


def test_every_page_is_in_the_menu() -> None:
    menu = (PROJECT / "mkdocs.yml").read_text(encoding="utf-8")
    listed = (path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md") if path.stem not in CODES)
    assert [path for path in listed if path not in menu] == []


def test_messages_are_read_whole_on_a_telephone(built: Path) -> None:
    """Their long lines are broken by a style of ours."""
    page = (built / "reference/problems/alias.html").read_text(encoding="utf-8")
    assert 'href="../../handbook.css"' in page
    assert ".language-text" in (built / "handbook.css").read_text(encoding="utf-8")
    assert '<div class="language-text highlight">' in page


def test_nothing_useless_is_published(built: Path) -> None:
    names = set(files(built))
    assert "index.html" in names
    assert not [name for name in names if name.endswith((".map", ".gz")) or "/lunr/" in name or name == "404.html"]


def test_publishing_again_touches_nothing(tmp_path: Path) -> None:
    cache, out = tmp_path / "cache", tmp_path / "site"
    with Publication(out) as publication:
        states = handbook.publish_handbook(PROJECT, cache, publication)
        assert publication.commit(states).written == len(states)
    assert (out / "panduan" / "index.html").is_file()
    with Publication(out) as publication:
        assert not publication.commit(handbook.publish_handbook(PROJECT, cache, publication)).changed


def test_a_mistake_in_a_page_stops_it(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("[nowhere](nowhere.md)", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: x\ntheme: {name: material, font: false}\n", encoding="utf-8")
    with pytest.raises(handbook.HandbookError, match="nowhere"):
        handbook.build(tmp_path, tmp_path / "cache" / "built")
    assert not (tmp_path / "cache" / "built").exists()


def test_zensical_builds_it_too(tmp_path: Path) -> None:
    """What takes Material's place after May 2027 builds the same handbook from the same settings."""
    shutil.copytree(DOCS, tmp_path / "docs")
    shutil.copy(PROJECT / "mkdocs.yml", tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "zensical", "build", "--strict"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    made = tmp_path / "_build" / "handbook"
    assert {path.relative_to(made).as_posix() for path in made.rglob("*.html")} >= {
        path.relative_to(tmp_path / "docs").with_suffix(".html").as_posix()
        for path in (tmp_path / "docs").rglob("*.md")
    }
