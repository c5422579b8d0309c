"""tests/cases/field_checks.json: values of centre files and what is wrong with them, for Python and the browser.

Beside it stands tests/cases/field_surroundings.json: two other centres, and some real regions with their outlines, as
the browser gets them.

A case's value is the file's, with null for a key that has nothing behind it. To add one, write its name and value and
run `PYTHONPATH=.. python3 -m support.field_cases` in tests/; then read what it found.
"""

import atexit
import csv
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any

from sitegen import characters
from sitegen.config import load_translator
from sitegen.cross_checks import by_kind, check_assurances, check_links, check_names, check_successors
from sitegen.exports.form_data import field_list
from sitegen.exports.surroundings import others_data, part_data, regions_data
from sitegen.model import Centre, Facility, LegalStatus, Level, Network, Partner, Programme, Service, Site
from sitegen.nodes import Mapping, Node, Scalar, Sequence
from sitegen.problem_words import hint_of, message_of
from sitegen.problems import Place, Problem
from sitegen.schema import fields
from sitegen.schema.reading import Reading
from sitegen.validate import (
    Checked,
    check_dates,
    check_place,
    check_references,
    check_twins,
    find_holders,
    known_regions,
    make_context,
    read_centre,
)

PROJECT = Path(__file__).parents[2]
CASES = PROJECT / "tests" / "cases" / "field_checks.json"
FIELDS = PROJECT / "tests" / "cases" / "field_list.json"
SURROUNDINGS = PROJECT / "tests" / "cases" / "field_surroundings.json"
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
        levels=tuple(
            Level(id=level, name=words, pages=level != "district")
            for level in ("province", "regency", "city", "district")
        ),
    )


def small_network() -> Network:
    return Network(
        centres=tuple(checked.centre for checked in other_centres() if checked.centre),
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


OTHERS = {
    "pusat-lain": """\
name: Pusat Lain
location: {region_code: "34.04.01", latitude: -7.77, longitude: 110.31}
contacts:
  - phone: "0274 555123"
status: closed
successor: pusat-contoh
""",
    "pusat-ketiga": """\
name: Pusat Ketiga
location: {region_code: "34.71", latitude: -7.8, longitude: 110.37, accuracy: regency}
contacts:
  - phone: "0813 9876 5432"
""",
}
"""Fictional, as all here; in real regions, so that real outlines are tried."""

REGIONS = ("34", "15", "15.06", "35", "35.01", "35.02", "35.77", "51", "51.03", "73.06")
"""And all in 34.04 and in 35.01."""


@cache
def places() -> Path:
    """A data folder of a few real regions."""
    real, small = PROJECT / "data", Path(mkdtemp(prefix="places-"))
    atexit.register(rmtree, small)
    (small / "boundaries").mkdir()
    (small / "villages").mkdir()
    with (real / "regions.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    above = {code.partition(".")[0] for code in REGIONS}
    wanted = [
        row
        for row in rows
        if row[0] in {*REGIONS, *above} or row[3] in {"34", "34.04", "35.01"} or row[0].startswith("34.04")
    ]
    with (small / "regions.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *wanted])
    for part, own in (("34", ("34.04", "34.71")), ("15", ("15.06",))):
        outlines = json.loads((real / "boundaries" / f"{part}.json").read_text("utf-8"))
        outlines["rings"] = {code: outlines["rings"][code] for code in own}
        (small / "boundaries" / f"{part}.json").write_text(json.dumps(outlines), "utf-8")
    (small / "boundaries" / "disputed.csv").write_bytes((real / "boundaries" / "disputed.csv").read_bytes())
    villages = (real / "villages" / "34.csv").read_text("utf-8").splitlines(keepends=True)
    kept = [villages[0], *(line for line in villages if line.startswith("34.04.01."))]
    (small / "villages" / "34.csv").write_text("".join(kept), "utf-8")
    return small


def other_centres() -> list[Checked]:
    context = make_context(small_site(), None)
    return [read_centre(f"content/centres/{id}.yaml", text.encode(), context) for id, text in OTHERS.items()]


def make_surroundings() -> dict[str, Any]:
    """What the browser gets, as tests/js opens it."""
    regions = known_regions(places())
    told = {
        "others": others_data(small_network(), find_holders(other_centres())),
        "regions": regions_data(regions, small_site()),
        "parts": {part: json.loads(part_data(regions, places(), part)) for part in ("34", "15")},
    }
    surroundings: dict[str, Any] = json.loads(json.dumps(told))
    return surroundings


def find_problems(value: Any) -> Found:
    """What Python finds, each with its path in place of line and column, and its words."""
    paths: dict[int, list[str | int]] = {}
    node = _node(value, [], paths)
    reading = Reading(f"content/centres/{OWN_ID}.yaml", make_context(small_site(), None))
    reading.problems += _unseen(node, reading.path)
    centre: Centre | None = fields.CENTRE.read(node, reading)
    regions = known_regions(places())
    if centre is not None:
        check_place(centre, reading, places())
    marks = by_kind((reading.path, mark) for mark in reading.marks)
    own = Checked(reading.path, centre, (), tuple(reading.marks))
    others = other_centres()
    centres = tuple(one.centre for one in (own, *others) if one.centre)
    names = make_list()["references"]
    known = {kind: {id: tuple(called) for id, called in told["names"].items()} for kind, told in names.items()}
    problems = [
        *reading.problems,
        *check_references(marks, known),
        *check_dates(marks, NOW),
        *check_assurances([own.centre] if own.centre else [], marks, small_site(), NOW),
        *(problem for problem in check_twins(find_holders([own, *others])) if problem.place.path == own.path),
        *check_successors(centres, marks),
        *check_names(centres, marks, small_site(), regions, reading.problems),
        *check_links(marks, {"index", *(id for ids in known.values() for id in ids)}, regions),
    ]
    return sorted((_told(problem, paths) for problem in problems), key=lambda told: (str(told["path"]), told["code"]))


def _unseen(node: Node, path: str) -> Iterator[Problem]:
    """What no text may hold: in a file this is told before anything is read."""
    if isinstance(node, Scalar):
        for _, code, values in characters.faults(node.text):
            yield Problem(code=code, place=Place(path, node.line, node.column), values={"typed": node.text, **values})
        return
    for item in node.items if isinstance(node, Sequence) else [value for _, value in node.entries.values()]:
        yield from _unseen(item, path)


def _told(problem: Problem, paths: dict[int, list[str | int]]) -> dict[str, Any]:
    told: dict[str, Any] = {"code": problem.code, "path": paths[problem.place.line]}
    if problem.severity != "error":
        told["severity"] = problem.severity
    if problem.code in (
        "entry-twice",
        "dates-overlap",
    ):  # says a line, and the browser a position: only the code counts
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
    for file, told in ((FIELDS, make_list()), (SURROUNDINGS, make_surroundings())):
        file.write_text(json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")


if __name__ == "__main__":
    write_cases()
