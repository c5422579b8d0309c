"""A hundred and more mistakes of people who never heard of YAML: each gives one message, at the right place.

Each row of tests/cases/clerk_mistakes/mistakes.json changes one spot of a right file: `find` becomes `write`, or
`write` is the whole file where `find` is null. `code` and `at` (line:column) are the message that must come.
"""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from sitegen.config import load_translator
from sitegen.content import Source, read_content
from sitegen.problem_words import hint_of, printed
from sitegen.problems import Problem, in_order
from sitegen.yaml_rest import NOTHING_AFTER

CASES = Path(__file__).parents[1] / "cases" / "clerk_mistakes"
PROJECT = Path(__file__).parents[2]
FILE = "content/centres/contoh.yaml"
NOW = datetime(2026, 11, 21, tzinfo=UTC)


class Mistake(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    mistake: str
    find: str | None
    write: str
    code: str
    at: str


MISTAKES = msgspec.json.decode((CASES / "mistakes.json").read_bytes(), type=list[Mistake])
RIGHT = (CASES / "network" / FILE).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shutil.copytree(CASES / "network", tmp_path_factory.mktemp("network") / "root")


@pytest.fixture
def file(root: Path) -> Iterator[Path]:
    yield root / FILE
    (root / FILE).write_text(RIGHT, encoding="utf-8")


def problems_of(root: Path) -> list[Problem]:
    return in_order(read_content(Source(project=PROJECT, root=root, now=NOW), lambda *_: None)[1])


def test_the_file_is_right_before_anybody_touches_it(root: Path) -> None:
    assert problems_of(root) == []


@pytest.mark.parametrize("case", MISTAKES, ids=lambda case: case.mistake)
def test_one_mistake_one_message(case: Mistake, root: Path, file: Path) -> None:
    if case.find is not None:
        assert RIGHT.count(case.find) == 1
    file.write_text(case.write if case.find is None else RIGHT.replace(case.find, case.write), encoding="utf-8")
    problems = problems_of(root)
    own = [problem for problem in problems if problem.place.path == FILE]
    assert [(problem.code, f"{problem.place.line}:{problem.place.column}") for problem in own] == [(case.code, case.at)]
    # What two files share is told at both; nothing else may follow from one mistake.
    assert {problem.code for problem in problems} == {case.code}
    for language in ("id", "en"):
        t = load_translator(PROJECT, language)
        assert hint_of(own[0], t)
        assert not printed(own[0], t).startswith("::")


ELSEWHERE = {
    "established: 2022": ("established: dua ribu", "year"),
    "facilities: [galeri]": ("facilities: galeri", "list-wanted"),
}
BESIDE_OTHERS = {
    "successor-not-closed": "what goes with a status is looked at once all fields can be read",
    "closed-no-successor": "likewise",
    **dict.fromkeys(NOTHING_AFTER, "what else could be told would be of the same fault"),
}
"""Mistakes that are not told beside others, or beside which others are not, and why."""


@pytest.mark.parametrize(
    "case",
    [case for case in MISTAKES if case.find not in {None, *ELSEWHERE} and case.code not in BESIDE_OTHERS],
    ids=lambda case: case.mistake,
)
def test_mistakes_elsewhere_in_the_file_are_told_too(case: Mistake, root: Path, file: Path) -> None:
    text = RIGHT.replace(str(case.find), case.write)
    for right, (wrong, _) in ELSEWHERE.items():
        text = text.replace(right, wrong)
    file.write_text(text, encoding="utf-8")
    told = sorted(problem.code for problem in problems_of(root) if problem.place.path == FILE)
    assert told == sorted([case.code, *(code for _, code in ELSEWHERE.values())])


def test_there_are_a_hundred_kinds() -> None:
    assert len({case.mistake for case in MISTAKES}) == len(MISTAKES) >= 100
