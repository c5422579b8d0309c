"""Colours: which are readable on which, and those that are made from a network's own."""

from sitegen.model import Colours

GROUND = {"light": "#ffffff", "dark": "#161614"}  # as tokens.css has them; a test compares
SURFACE = {"light": "#f7f6f2", "dark": "#1f1f1c"}
SIGN_INK = "#ffffff"  # text on the sign, in both schemes
TEXT_CONTRAST = 4.5  # WCAG 2.2, 1.4.3

Rgb = tuple[int, int, int]


def palette(colours: Colours) -> dict[str, dict[str, str]]:
    """The colours made from the network's own, by scheme and by custom property's name.

    Whatever the network chose, text in them is readable: a colour too faint is moved towards black (in
    light) or white (in dark) until it is.
    """
    light_tint = mix(colours.accent, GROUND["light"], 0.06)
    light_sign = readable(colours.accent, SIGN_INK)
    dark_tint = mix(colours.accent_dark, GROUND["dark"], 0.09)
    dark_sign = readable(mix(colours.accent_dark, GROUND["dark"], 0.2), SIGN_INK)
    return {
        "light": {
            "accent": readable(colours.accent, light_tint, SURFACE["light"]),
            "tint": light_tint,
            "tint-rule": mix(colours.accent, GROUND["light"], 0.22),
            "sign": light_sign,
            "sign-soft": readable(mix(SIGN_INK, light_sign, 0.84), light_sign),
            "weave": mix(SIGN_INK, light_sign, 0.38),
        },
        "dark": {
            "accent": readable(colours.accent_dark, dark_tint, SURFACE["dark"]),
            "tint": dark_tint,
            "tint-rule": mix(colours.accent_dark, GROUND["dark"], 0.28),
            "sign": dark_sign,
            "sign-soft": readable(mix(SIGN_INK, dark_sign, 0.8), dark_sign),
            "weave": mix(colours.accent_dark, dark_sign, 0.4),
        },
    }


def mix(colour: str, ground: str, share: float) -> str:
    """`share` of the colour, the rest of the ground: what a translucent layer would look like."""
    pairs = zip(_rgb(colour), _rgb(ground), strict=True)
    return "#" + "".join(f"{round(over * share + under * (1 - share)):02x}" for over, under in pairs)


def contrast(one: str, other: str) -> float:
    """WCAG's contrast ratio of two colours "#rrggbb", from 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def readable(colour: str, *grounds: str) -> str:
    """The colour, or the nearest one on its way to black or white that is readable as text on all grounds."""
    end = "#000000" if _luminance(grounds[0]) > 0.18 else "#ffffff"
    steps = (mix(end, colour, step / 50) for step in range(51))
    return next((shade for shade in steps if min(contrast(shade, ground) for ground in grounds) >= TEXT_CONTRAST), end)


def _luminance(colour: str) -> float:
    """WCAG's relative luminance, 0 (black) to 1 (white)."""
    parts = [value / 255 for value in _rgb(colour)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _rgb(colour: str) -> Rgb:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
