"""Words, numbers, dates and distances as each language writes them."""

from datetime import date

import pytest

from sitegen.config import load_translator
from sitegen.i18n import Translator
from support.building import PROJECT

T = {language: load_translator(PROJECT, language) for language in ("id", "en")}


@pytest.mark.parametrize(
    ("language", "kilometres", "words"),
    [
        ("id", 0.02, "50 m"),
        ("id", 0.849, "850 m"),
        ("id", 0.94, "950 m"),
        ("id", 0.96, "1,0 km"),
        ("en", 4.249, "4.2 km"),
        ("id", 9.949, "9,9 km"),
        ("id", 9.96, "10 km"),
        ("en", 1234.5, "1,234 km"),
        ("id", 1234.5, "1.234 km"),
    ],
)
def test_distance(language: str, kilometres: float, words: str) -> None:
    assert T[language].distance(kilometres) == words


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
