"""The settings: defaults, checks, and words that a network may put in the project's stead."""

import re
import shutil
from pathlib import Path

import pytest

from sitegen.config import DEFAULT_ROUTES, load_site, load_translator
from sitegen.model import Site

PROJECT = Path(__file__).parents[2]
MINIMAL = "name: Direktori\nbase_url: https://direktori.example/\n"


def load(root: Path, text: str) -> tuple[Site | None, list[tuple[str, int, int]]]:
    (root / "site_config.yaml").write_text(text, encoding="utf-8")
    site, _, problems = load_site(root, PROJECT)
    return site, [(problem.code, problem.place.line, problem.place.column) for problem in problems]


def test_real_settings() -> None:
    site, translators, problems = load_site(PROJECT, PROJECT)
    assert problems == []
    assert site is not None
    assert site.languages == ("id", "en") == tuple(translators)
    assert [level.id for level in site.levels if level.pages] == ["province", "regency", "city"]
    assert site.routes["centres"] == {"id": "pusat", "en": "centres"}
    assert site.attribution is not None
    assert "Badan Informasi Geospasial" in site.attribution["id"]


def test_little_is_enough(tmp_path: Path) -> None:
    site, problems = load(tmp_path, MINIMAL + "languages: [en]\n")
    assert problems == []
    assert site is not None
    assert site.name == site.short_name == site.tagline == {"en": "Direktori"}
    assert site.routes["centres"] == {"en": "centres"}
    assert site.routes["pages"] == {"en": ""}
    assert site.disclaimer.keys() == {"en"}


def test_routes_are_filled_in(tmp_path: Path) -> None:
    site, problems = load(tmp_path, MINIMAL + "routes: {centres: {id: balai}, page: lembar}\n")
    assert problems == []
    assert site is not None
    assert site.routes == {
        **DEFAULT_ROUTES,
        "centres": {"id": "balai", "en": "centres"},
        "page": {"id": "lembar", "en": "page"},
    }


def test_words_are_in_the_first_language(tmp_path: Path) -> None:
    site, problems = load(tmp_path, MINIMAL + "languages: [en, id]\ntagline: {id: Dekat}\n")
    assert problems == []
    assert site is not None
    assert site.name == {"en": "Direktori"}
    assert site.tagline == {"id": "Dekat"}


def test_no_country(tmp_path: Path) -> None:
    site, problems = load(tmp_path, MINIMAL + "country: none\n")
    assert problems == []
    assert site is not None
    assert site.country is None


def test_missing_settings(tmp_path: Path) -> None:
    site, translators, problems = load_site(tmp_path, PROJECT)
    assert (site, translators) == (None, {})
    assert [(problem.code, problem.place.path) for problem in problems] == [("file-missing", "site_config.yaml")]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("name: A\nbase_url: https://a.example\n", ("base-url", 2, 11)),
        ("name: A\nbase_url: ftp://a.example/\n", ("web-address-scheme", 2, 11)),
        ("base_url: https://a.example/\n", ("missing-key", 1, 1)),
        (MINIMAL + "languages: [id, id]\n", ("entry-twice", 3, 17)),
        (MINIMAL + "languages: [id, zz]\n", ("language-without-words", 3, 17)),
        (MINIMAL + "colours: {accent: '#ffff00'}\n", ("contrast", 3, 19)),
        (MINIMAL + "colours: {accent_dark: '#222222'}\n", ("contrast", 3, 24)),
        (MINIMAL + "routes: {centres: {id: wilayah}}\n", ("route-twice", 3, 9)),
        (MINIMAL + "routes: {centres: {id: en}}\n", ("route-twice", 3, 24)),  # the folder of English
        (MINIMAL + "routes: {centres: Pusat Kami}\n", ("id-form", 3, 19)),
        (MINIMAL + "levels: [{id: a, name: A}, {id: a, name: B}]\n", ("entry-twice", 3, 33)),
        (MINIMAL + "reports: {whatsapp: 123}\n", ("phone", 3, 21)),
        (MINIMAL + "freshness: {ageing_days: 400}\n", ("freshness", 3, 12)),
    ],
)
def test_wrong_settings(tmp_path: Path, text: str, problem: tuple[str, int, int]) -> None:
    assert load(tmp_path, text)[1] == [problem]


def test_own_words_go_before_the_projects(tmp_path: Path) -> None:
    folder = tmp_path / "templates/locale/id"
    folder.mkdir(parents=True)
    (folder / "site.yaml").write_text('list: {and: "&"}\n', encoding="utf-8")
    t = load_translator(PROJECT, "id", tmp_path)
    assert t("list.and") == "&"
    assert t("date.month.1") == "Januari"


def test_a_network_brings_a_language_of_its_own(tmp_path: Path) -> None:
    settings = MINIMAL + "languages: [pt, en]\n"
    folder = shutil.copytree(PROJECT / "templates/locale/en", tmp_path / "templates/locale/pt")
    site, problems = load(tmp_path, settings)
    assert problems == []
    assert site is not None
    assert load_translator(PROJECT, "pt", tmp_path)("date.month.1") == "January"
    (folder / "zones.yaml").unlink()
    assert load(tmp_path, settings)[1] == [("language-without-words", 3, 13)]


def test_words_of_a_networks_own_language_can_be_filled(tmp_path: Path) -> None:
    folder = shutil.copytree(PROJECT / "templates/locale/en", tmp_path / "templates/locale/pt")
    (folder / "z.yaml").write_text('distance: {about: "cerca de {km}"}\n', encoding="utf-8")
    _, problems = load(tmp_path, MINIMAL + "languages: [pt, en]\n")
    assert [code for code, *_ in problems] == ["placeholder"]


def test_both_languages_have_the_same_words() -> None:
    one, other = (load_translator(PROJECT, language, with_fields=True)._catalogue for language in ("id", "en"))
    assert one.keys() == other.keys()


def test_placeholders_agree() -> None:
    """A word's values are the same in both languages, so that no message fails in one of them."""
    one, other = (load_translator(PROJECT, language)._catalogue for language in ("id", "en"))
    for key, words in one.items():
        if key.startswith("problem.") and isinstance(words, str):
            assert set(re.findall(r"{\w+}", words)) == set(re.findall(r"{\w+}", str(other[key]))), key
