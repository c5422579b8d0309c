"""What is missing in brackets or stands there wrongly, and what is suggested."""

import pytest

from sitegen.problems import Problem
from sitegen.schema.reading import Context
from sitegen.validate import read_centre
from sitegen.yaml_brackets import opened, text_at


def told(text: str) -> Problem:
    return read_centre("x.yaml", text.encode(), Context()).problems[0]


@pytest.mark.parametrize(
    ("text", "guess"),
    [
        ("commodities: [gula, @batik]", '"@batik"'),
        ("commodities: [\n  @batik,\n  gula\n]", '"@batik"'),
        ("consultants: [{name: @budi, consent: true}]", '"@budi"'),
        ("commodities:\n  - @batik, gula # khas", '"@batik, gula"'),
        ("commodities: [kopi, batik # khas]", '"batik # khas"'),
        ("awards:\n  - {name: A # satu, year: 2024}", '"A # satu"'),
        ('commodities: ["kopi "luwak"", batik]', '"kopi luwak"'),
        ("events:\n  - {start: 2026-12-24, name: 'Jum'at Agung'}", '"Jum’at Agung"'),
        ("awards:\n  - {\n    name: Juara: satu,\n    year: 2024\n    }", '"Juara: satu"'),
        ("awards:\n  {name: A}\n  {name: B}\n", "- {name: A}"),
    ],
)
def test_what_is_suggested_leaves_the_brackets_alone(text: str, guess: str) -> None:
    assert told(text).values["guess"] == guess


def test_what_stands_round_a_file_is_not_to_be_quoted() -> None:
    assert "guess" not in told("```yaml\nname: Pusat\n```\n").values


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("commodities: [\n  gula,\n  batik", 1),
        ("name: A\ncommodities: [gula,\n\nawards:\n  - {name: A}", 2),
        ("location: {\n  accuracy: village,\nname: A", 1),
    ],
)
def test_brackets_that_are_never_closed(text: str, line: int) -> None:
    assert (told(text).code, told(text).place.line) == ("yaml-open-bracket", line)


def test_the_innermost_open_bracket() -> None:
    lines = ["name: A [b", "events: [", "  {name: A}, {name: [b], x: y"]
    assert opened(lines, (2, 29)) == (2, 13)
    assert opened(lines, (2, 12)) == (1, 8)
    assert opened(lines, (0, 10)) is None


def test_a_text_ends_before_a_comment() -> None:
    assert text_at(["name: @a, b # c"], (0, 6)) == "@a, b"
