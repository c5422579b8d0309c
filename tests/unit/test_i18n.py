"""Words, numbers, dates and distances as each language writes them."""

import json
from datetime import date
from typing import Any

import pytest

from sitegen.config import load_translator
from sitegen.i18n import Translator
from support.building import PROJECT

DISTANCES: dict[str, Any] = json.loads((PROJECT / "tests" / "cases" / "distances.json").read_bytes())
T = {language: load_translator(PROJECT, language) for language in ("id", "en")}


@pytest.mark.parametrize("case", DISTANCES["cases"], ids=lambda case: case["words"])
def test_distance(case: dict[str, Any]) -> None:
    assert T[case["language"]].distance(case["kilometres"], about=case["about"]) == case["words"]


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("key", ["about", "around"])
def test_pages_and_scripts_say_distances_in_the_same_words(language: str, key: str) -> None:
    words = DISTANCES["texts"][language][key]
    assert T[language].below("distance")[key] == words
    assert T[language].below("finder")[key] == words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2027, 3, 10), date(2027, 3, 10), "10 Maret 2027"),
        (date(2027, 3, 10), date(2027, 3, 16), "10–16 Maret 2027"),
        (date(2027, 2, 28), date(2027, 3, 3), "28 Februari – 3 Maret 2027"),
        (date(2026, 12, 31), date(2027, 1, 1), "31 Desember 2026 – 1 Januari 2027"),
    ],
)
def test_date_range(first: date, last: date, words: str) -> None:
    assert T["id"].date_range(first, last) == words


@pytest.mark.parametrize(
    ("text", "words"), [("2024", "2024"), ("2024-10", "October 2024"), ("2024-10-09", "9 October 2024")]
)
def test_partial_date(text: str, words: str) -> None:
    assert T["en"].partial_date(text) == words


def test_plurals_follow_the_language() -> None:
    catalogue = {"x": {"one": "{count} centre", "other": "{count} centres"}}
    assert Translator("en", catalogue)("x", count=1) == "1 centre"
    assert Translator("en", catalogue)("x", count=1200) == "1,200 centres"
    assert Translator("id", {"x": {"other": "{count} pusat"}})("x", count=1) == "1 pusat"


@pytest.mark.parametrize(
    ("parts", "words"), [([], ""), (["a"], "a"), (["a", "b"], "a dan b"), (["a", "b", "c"], "a, b dan c")]
)
def test_join(parts: list[str], words: str) -> None:
    assert T["id"].join(parts) == words


def test_both_languages_have_the_same_words() -> None:
    """A key that is missing in one language would be a page that fails in it."""
    keys = {language: set(translator.keys()) for language, translator in T.items()}
    assert keys["id"] == keys["en"]
