"""The form for staff: one table of checks for Python and the browser, and the data it is made of."""

import json

import pytest

from support.field_cases import FIELDS, find_problems, load_cases, make_list

CASES = load_cases()


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_python_finds_what_the_table_says(case: dict) -> None:  # type: ignore[type-arg]  # as JSON has it
    assert find_problems(case["value"]) == case["problems"]


def test_field_list_is_in_step() -> None:
    """`python3 -m support.field_cases` writes it anew."""
    assert json.loads(FIELDS.read_text("utf-8")) == make_list()
