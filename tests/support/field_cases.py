"""tests/cases/field_checks.json: values of centre files and what is wrong with them, for Python and the browser.

A case's value is the file's, with null for a key that has nothing behind it. To add one, write its name and value and
run `python3 -m support.field_cases` in tests/; then read what it found.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sitegen import characters
from sitegen.config import load_translator
from sitegen.exports.form_data import field_list
from sitegen.model import Facility, LegalStatus, Network, Partner, Programme, Service, Site
from sitegen.nodes import Mapping, Node, Scalar, Sequence
from sitegen.problem_words import hint_of, message_of
from sitegen.problems import Place, Problem
from sitegen.schema import fields
from sitegen.schema.reading import Reading
from sitegen.validate import check_dates, check_references, make_context

PROJECT = Path(__file__).parents[2]
CASES = PROJECT / "tests" / "cases" / "field_checks.json"
FIELDS = PROJECT / "tests" / "cases" / "field_list.json"
NOW = datetime(2026, 11, 21, 8, tzinfo=UTC)
OWN_ID = "pusat-contoh"
LANGUAGES = ("id", "en")

Found = list[dict[str, Any]]


def make_list() -> dict[str, Any]:
    """The field list of a small network."""
    return json.loads(json.dumps(field_list(small_site(), small_network())))


def small_site() -> Site:
    words = {"id": "Contoh", "en": "Example"}
    return Site(
        name=words,
        short_name=words,
        tagline=words,
        description=words,
        operator=words,
        disclaimer=words,
        base_url="https://example.org/",
        languages=LANGUAGES,
        routes={},
        legal_statuses=(LegalStatus(id="uptd", name=words), LegalStatus(id="dinas", name=words)),
    )


def small_network() -> Network:
    return Network(
        centres=(),
        services=(
            Service(id="pembiayaan", name={"id": "Pembiayaan"}),
            Service(id="pemasaran", name={"id": "Pemasaran"}),
        ),
        partners=(Partner(id="telkomsel", name={"id": "Telkomsel"}, kind="business"),),
        programmes=(Programme(id="new-plut-2022", name={"id": "New PLUT"}),),
        facilities=(Facility(id="galeri", name={"id": "Galeri produk"}),),
        holidays=(),
        notices=(),
        pages=(),
    )


def find_problems(value: Any) -> Found:
    """What Python finds, each with its path in place of line and column, and its words."""
    paths: dict[int, list[str | int]] = {}
    node = _node(value, [], paths)
    reading = Reading(f"content/centres/{OWN_ID}.yaml", make_context(small_site(), None))
    fields.CENTRE.read(node, reading)
    marks = [(reading.path, mark) for mark in reading.marks]
    names = make_list()["references"]
    known = {kind: {id: tuple(called) for id, called in told["names"].items()} for kind, told in names.items()}
    problems = [
        *_unseen(node, reading.path),
        *reading.problems,
        *check_references(marks, known),
        *check_dates(marks, NOW),
    ]
    return sorted((_told(problem, paths) for problem in problems), key=lambda told: (str(told["path"]), told["code"]))


def _unseen(node: Node, path: str) -> Iterator[Problem]:
    """What no text may hold: in a file this is told before anything is read."""
    if isinstance(node, Scalar):
        for _, code, values in characters.faults(node.text):
            yield Problem(code=code, place=Place(path, node.line), values={"typed": node.text, **values})
        return
    for item in node.items if isinstance(node, Sequence) else [value for _, value in node.entries.values()]:
        yield from _unseen(item, path)


def _told(problem: Problem, paths: dict[int, list[str | int]]) -> dict[str, Any]:
    told: dict[str, Any] = {"code": problem.code, "path": paths[problem.place.line]}
    if problem.severity != "error":
        told["severity"] = problem.severity
    if problem.code == "entry-twice":  # says a line, and the browser a position: only the code counts
        return told
    for language, t in TRANSLATORS.items():
        told[language] = f"{message_of(problem, t)} | {hint_of(problem, t)}"
    return told


TRANSLATORS = {language: load_translator(PROJECT, language) for language in LANGUAGES}


def _node(value: Any, path: list[str | int], paths: dict[int, list[str | int]]) -> Node:
    """A value as if read from a file in which every node has a line of its own."""

    def line(at: list[str | int]) -> int:
        paths[len(paths) + 1] = at
        return len(paths)

    if value is None or isinstance(value, str):
        return Scalar(value or "", line(path), 1, value is None)
    if isinstance(value, list):
        own = line(path)
        return Sequence([_node(item, [*path, at], paths) for at, item in enumerate(value)], own, 1)
    own = line(path)
    entries = {
        key: (Scalar(key, line([*path, key]), 1), _node(item, [*path, key], paths)) for key, item in value.items()
    }
    return Mapping(entries, own, 1)


def load_cases() -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = json.loads(CASES.read_text("utf-8"))
    return cases


def write_cases() -> None:
    """Write what is found into the table, one case a few lines."""
    cases = [{**case, "problems": find_problems(case["value"])} for case in load_cases()]
    text = ",\n".join(json.dumps(case, ensure_ascii=False, indent=1) for case in cases)
    CASES.write_text(f"[\n{text}\n]\n", "utf-8")
    FIELDS.write_text(json.dumps(make_list(), ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")


if __name__ == "__main__":
    write_cases()
