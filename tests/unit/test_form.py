"""The form for staff: one table of checks for Python and the browser, and the data it is made of."""

import json
import random
import shutil
import subprocess

import pytest

from sitegen.exports.surroundings import regions_data
from sitegen.validate import known_regions
from support.building import PROJECT
from support.field_cases import (
    FIELDS,
    SURROUNDINGS,
    find_problems,
    load_cases,
    make_list,
    make_surroundings,
    small_site,
)

CASES = load_cases()


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_python_finds_what_the_table_says(case: dict) -> None:  # type: ignore[type-arg]  # as JSON has it
    assert find_problems(case["value"]) == case["problems"]


def test_field_list_is_in_step() -> None:
    """`PYTHONPATH=.. ../.venv/bin/python -m support.field_cases` writes it anew."""
    assert json.loads(FIELDS.read_text("utf-8")) == make_list()
    assert json.loads(SURROUNDINGS.read_text("utf-8")) == make_surroundings()


def test_browser_guesses_the_same_regions() -> None:
    """Codes of the whole country with a sign lost, doubled, changed or two swapped."""
    regions = known_regions(PROJECT / "data")
    data = regions_data(regions, small_site())
    rows, aliases = data["rows"], data["aliases"]
    dice = random.Random(20261121)
    typed = [_mistyped(dice.choice(rows)[0], dice) for _ in range(400)]
    typed += [dice.choice(aliases)[0].upper() for _ in range(20)] + [
        "35.1.4",
        "350104200",
        "JATM",
        "x",
        "Kab. Malang",
        "kab bandung",
    ]
    node = shutil.which("node")
    assert node, "python3 build.py test says how to get it"
    done = subprocess.run(
        [node, str(PROJECT / "tests" / "js" / "guess_batch.mjs")],
        input=json.dumps({"rows": rows, "aliases": aliases, "typed": typed}),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert dict(zip(typed, json.loads(done.stdout), strict=True)) == {text: regions.guess(text) for text in typed}


def _mistyped(code: str, dice: random.Random) -> str:
    at = dice.randrange(len(code))
    before, sign, after = code[:at], code[at], code[at + 1 :]
    return (
        dice.choice(
            [before + after, before + sign * 2 + after, before + dice.choice("0123456789.") + after, after + before]
        ).strip(".")
        or "0"
    )
