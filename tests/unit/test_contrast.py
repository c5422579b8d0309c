"""Every pair of colours that meet on a page can be told apart, in light and in dark, whatever a network's own."""

import re
from pathlib import Path

import pytest

from sitegen.colours import GROUND, SIGN_INK, SURFACE, contrast, mix, palette, readable
from sitegen.model import Colours

TOKENS = (Path(__file__).parents[2] / "static/css/tokens.css").read_text("utf-8")
TEXT, SHAPE = 4.5, 3.0  # WCAG 2.2, 1.4.3 and 1.4.11

PAIRS = [
    ("ink", "ground", TEXT),
    ("ink", "surface", TEXT),
    ("ink", "tint", TEXT),
    ("ink-soft", "ground", TEXT),
    ("ink-soft", "surface", TEXT),
    ("ink-soft", "tint", TEXT),
    ("accent", "ground", TEXT),  # links
    ("accent", "surface", TEXT),
    ("accent", "tint", TEXT),
    ("ground", "accent", TEXT),  # buttons
    ("sign-ink", "sign", TEXT),
    ("sign-soft", "sign", TEXT),
    ("chat-ink", "chat", TEXT),
    ("good", "tint", TEXT),
    ("warn", "ground", TEXT),
    ("warn", "surface", TEXT),
    ("bad", "tint", TEXT),
    ("bad", "ground", TEXT),
    ("bad", "surface", TEXT),
    ("edge", "ground", SHAPE),
    ("edge", "surface", SHAPE),
]
NETWORKS = [
    Colours(),
    Colours(accent="#8a1c2b", accent_dark="#f0a3ad"),
    Colours(accent="#ffd400", accent_dark="#333300"),  # too faint and too dark: they are moved
    Colours(accent="#777777", accent_dark="#777777"),
    Colours(accent="#000000", accent_dark="#ffffff"),
]


def tokens(scheme: str) -> dict[str, str]:
    light, dark = TOKENS.split("@media (prefers-color-scheme: dark)")
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", light))
    return found | (dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", dark)) if scheme == "dark" else {})


@pytest.mark.parametrize("network", NETWORKS, ids=lambda colours: f"{colours.accent}-{colours.accent_dark}")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast(scheme: str, network: Colours) -> None:
    colours = tokens(scheme) | palette(network)[scheme]
    faint = [
        f"{over} on {under}: {contrast(colours[over], colours[under]):.2f} < {ratio}"
        for over, under, ratio in PAIRS
        if contrast(colours[over], colours[under]) < ratio
    ]
    assert not faint


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_palette_knows_the_grounds_it_lies_on(scheme: str) -> None:
    assert tokens(scheme)["ground"] == GROUND[scheme]
    assert tokens(scheme)["surface"] == SURFACE[scheme]
    assert tokens(scheme)["sign-ink"] == SIGN_INK


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21.0), ("#ffffff", "#ffffff", 1.0), ("#25d366", "#ffffff", 1.98)],
)
def test_contrast_is_wcags(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)


def test_mix_and_readable() -> None:
    assert mix("#ffffff", "#000000", 0.5) == "#808080"
    assert readable("#0b5d5b", "#ffffff") == "#0b5d5b"  # good as it is
    assert contrast(readable("#ffee00", "#ffffff"), "#ffffff") >= TEXT


@pytest.mark.parametrize(("one", "other", "ratio"), [("#000000", "#ffffff", 21.0), ("#25d366", "#ffffff", 1.98)])
def test_the_ratio_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)
    assert contrast(one, other) == contrast(other, one)


def test_the_default_colours_pass_what_settings_are_held_to() -> None:
    assert contrast(Colours().accent, GROUND["light"]) >= TEXT
    assert contrast(Colours().accent_dark, GROUND["dark"]) >= TEXT
