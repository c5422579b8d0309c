"""How old an assurance is: tests/cases/freshness.json, which static/js/lib/freshness.js is held to as well."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sitegen.freshness import age_words, browser_texts, look
from support.hours_cases import LANGUAGES, translator

TABLE = json.loads((Path(__file__).parents[1] / "cases/freshness.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", TABLE["cases"], ids=lambda case: f"{case['assured']} seen {case['today']}")
def test_case(case: dict[str, Any]) -> None:
    assured, today = date.fromisoformat(case["assured"]), date.fromisoformat(case["today"])
    thresholds = TABLE["thresholds"]
    found = look(assured, today, ageing_days=thresholds["ageing"], old_days=thresholds["old"])
    assert found == case["look"]
    for language in LANGUAGES:
        t = translator(language)
        assert t(f"freshness.{found}", age=age_words(assured, today, t)) == case[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_browsers_words_in_the_table_are_the_locales(language: str) -> None:
    assert browser_texts(translator(language)) == TABLE["texts"][language]


def test_every_look_is_in_the_table() -> None:
    assert {case["look"] for case in TABLE["cases"]} == {"fresh", "ageing", "old"}
