"""The handbook's pages on hours: in step with the tested cases, and what they show can be typed."""

import re
import runpy
from collections.abc import Callable

import pytest

from sitegen.schema.reading import Context
from sitegen.validate import read_centre
from support.building import PROJECT

TOOL = runpy.run_path(str(PROJECT / "tools/make_hours_examples.py"))
PAGES: dict[str, str] = TOOL["PAGES"]
FILL: Callable[[str, str], str] = TOOL["fill"]
BLOCK = re.compile(r"```yaml\n(.*?)```", re.DOTALL)
CENTRE = "name: Contoh\nlocation: {region_code: '35'}\n"


def page(language: str) -> str:
    return (PROJECT / PAGES[language]).read_text(encoding="utf-8")


@pytest.mark.parametrize("language", PAGES)
def test_the_page_is_in_step_with_the_cases(language: str) -> None:
    assert FILL(page(language), language) == page(language), ".venv/bin/python tools/make_hours_examples.py"


def test_both_pages_show_the_same_examples() -> None:
    shown = {language: [match[2] for match in TOOL["EXAMPLE"].finditer(page(language))] for language in PAGES}
    assert shown["id"] == shown["en"]
    assert len(shown["id"]) == len(set(shown["id"])) >= 10


@pytest.mark.parametrize("language", PAGES)
def test_what_is_shown_can_be_typed(language: str) -> None:
    blocks = [block for block in BLOCK.findall(page(language)) if "scope:" not in block]
    assert len(blocks) >= 10
    for block in blocks:
        found = read_centre("content/centres/contoh.yaml", (CENTRE + block).encode(), Context())
        assert found.problems == (), block


def test_a_change_of_the_cases_changes_the_page() -> None:
    text = "<!-- example office -->\nold\n<!-- end -->\n"
    assert "old" not in FILL(text, "id")
    assert "Buka sampai 16.00 WITA" in FILL(text, "id")
