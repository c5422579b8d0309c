"""Which letters the printed papers can show, read from the fonts themselves.

Typst refuses to make an accessible PDF with a letter that no font has, and rightly so: nobody could read it. So that
one centre's name can't stop the press, such a letter is shown as an open box. A network that writes in more
scripts puts their fonts into its own templates/catalogue/fonts/.
"""

import re
import struct
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from sitegen.catalogue.values import MACHINE_FIELDS

MISSING = "□"

LONGEST_WORD = 24
"""Letters after which a word without any place to break gets places to break, so that it stays in its column."""

PIECE = 8
BREAK = "\u200b"  # zero width space: no glyph, and no text when it is copied

PLAIN = re.compile(r"[ -~\u00a0-\u017f–—‘’“”•…]*")  # every font here has these, and they stand alone
LONG_WORD = re.compile(rf"[^\s\u200b]{{{LONGEST_WORD + 1},}}")
JOINERS = frozenset("\u200b\u200c\u200d\ufe0e\ufe0f")  # they shape their neighbours and have no glyph themselves
EMOJI_TONES = range(0x1F3FB, 0x1F400)


class Glyphs:
    """The letters of each font."""

    def __init__(self, fonts: Iterable[frozenset[int]]) -> None:
        self._fonts = tuple(fonts)

    def printable(self, text: str) -> str:
        """The text with a box for whatever no font can show, and places to break in very long words."""
        if not PLAIN.fullmatch(text):
            text = "".join(cluster if self._shows(cluster) else MISSING for cluster in _clusters(text))
        return LONG_WORD.sub(_with_breaks, text) if len(text) > LONGEST_WORD else text

    def _shows(self, cluster: str) -> bool:
        """Whether one font has the letter with all its marks: a mark from another font would stand beside it."""
        wanted = {ord(letter) for letter in cluster if letter not in JOINERS and letter not in "\n\t"}
        return any(wanted <= font for font in self._fonts)


def prepare(value: object, glyphs: Glyphs) -> object:
    """A value as plain lists and mappings, every text for people made printable."""
    return _prepared(msgspec.to_builtins(value), glyphs)


def _prepared(value: object, glyphs: Glyphs) -> object:
    if isinstance(value, str):
        return glyphs.printable(value)
    if isinstance(value, dict):
        return {key: part if key in MACHINE_FIELDS else _prepared(part, glyphs) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_prepared(part, glyphs) for part in value]
    return value


def load_glyphs(folder: Path) -> Glyphs:
    """Of every font file of a folder. OSError if one can't be read, ValueError if one is none."""
    paths = sorted(path for path in folder.iterdir() if path.suffix in (".ttf", ".otf"))
    return Glyphs(letters_of(path.read_bytes()) for path in paths)


def letters_of(font: bytes) -> frozenset[int]:
    """The code points of a TrueType or OpenType font that have a glyph of their own (its `cmap` table)."""
    try:
        tables = {
            font[at : at + 4]: struct.unpack_from(">II", font, at + 8)
            for at in range(12, 12 + 16 * struct.unpack_from(">H", font, 4)[0], 16)
        }
        start, _ = tables[b"cmap"]
        count = struct.unpack_from(">H", font, start + 2)[0]
        offsets = {start + struct.unpack_from(">I", font, start + 8 + 8 * number)[0] for number in range(count)}
        return frozenset(code for offset in sorted(offsets) for code in _mapped(font, offset))
    except (struct.error, KeyError) as error:
        raise ValueError("not a font") from error


def _mapped(font: bytes, at: int) -> Iterator[int]:
    """The code points of one subtable; of those for symbols and variants: none."""
    form = struct.unpack_from(">H", font, at)[0]
    if form == 4:
        yield from _segments(font, at)
    elif form == 12:
        groups = struct.unpack_from(">I", font, at + 12)[0]
        for first, last, _ in struct.iter_unpack(">III", font[at + 16 : at + 16 + 12 * groups]):
            yield from range(first, last + 1)


def _segments(font: bytes, at: int) -> Iterator[int]:
    """Format 4: runs of code points, some of which lead to glyph 0, which is the missing one."""
    double = struct.unpack_from(">H", font, at + 6)[0]
    count = double // 2
    ends, starts, deltas, offsets = (
        struct.unpack_from(f">{count}H", font, at + 14 + place)
        for place in (0, double + 2, 2 * double + 2, 3 * double + 2)
    )
    for number, (start, end) in enumerate(zip(starts, ends, strict=True)):
        for code in range(start, min(end, 0xFFFE) + 1):
            glyph = code
            if offsets[number]:
                place = at + 14 + 3 * double + 2 + 2 * number + offsets[number] + 2 * (code - start)
                glyph = struct.unpack_from(">H", font, place)[0]
                if not glyph:
                    continue
            if (glyph + deltas[number]) & 0xFFFF:
                yield code


def _clusters(text: str) -> Iterator[str]:
    """Letters with the marks that belong to them."""
    cluster = ""
    for letter in text:
        if cluster and not _belongs(letter):
            yield cluster
            cluster = ""
        cluster += letter
    if cluster:
        yield cluster


def _belongs(letter: str) -> bool:
    """To the letter before it."""
    return letter in JOINERS or ord(letter) in EMOJI_TONES or unicodedata.category(letter).startswith("M")


def _with_breaks(match: re.Match[str]) -> str:
    """Places to break, best after the marks that addresses are made of."""
    parts = []
    for part in re.findall(r"[^/._@?&=-]+[/._@?&=-]*|[/._@?&=-]+", match[0]):
        clusters = list(_clusters(part))
        if len(clusters) > LONGEST_WORD:
            parts += ["".join(clusters[at : at + PIECE]) for at in range(0, len(clusters), PIECE)]
        else:
            parts.append(part)
    return BREAK.join(parts)
