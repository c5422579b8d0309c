"""Which characters a text may hold, so that what a reviewer sees is what is there.

Refused are control and format characters, those that turn the direction of reading, private and unassigned
ones, accents heaped on a letter, letters that are composed of two, and words of look-alike alphabets.
"""

import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress

Fault = tuple[int, str, dict[str, str]]
"""Where in the text, which problem, and the values of its words."""

USUAL = bytes((*range(0x20, 0x7F), *b"\n\t"))
UNUSUAL = re.compile(r"[^ -~\n\t]")
REFUSED_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
MAX_GUESS = 100  # characters of a line that a hint repeats
JOINERS = frozenset("\u200c\u200d")
VARIATION_SELECTORS = frozenset(map(chr, range(0xFE00, 0xFE10)))

LOST = "\ufffd"
"""What programs write in place of a letter that they couldn't read."""

HEAPED_MARKS = re.compile(
    r"[^\W\d_]?[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{3,}"
)
LOOK_ALIKES = re.compile(r"[\u0370-\u052f\u1c80-\u1c8f\u1f00-\u1fff]")  # Greek and Cyrillic
LETTERS = re.compile(r"[^\W\d_]+")
GARBLED = re.compile(r"â€|[ÂÃ][\x80-\xbf]")  # "–", "é": UTF-8 that was read as Windows' own code

ENTITIES = {"&amp;": "&", "&nbsp;": " ", "&#39;": "'", "&apos;": "'", "&lt;": "<", "&gt;": ">"}
"""What pages are written with, and programs leave in texts that are copied from them."""

ENTITY = re.compile("|".join(ENTITIES))


def faults(text: str) -> Iterator[Fault]:
    """Every fault of a text, sort by sort; nothing for the ordinary case, found in microseconds."""
    if not text.encode("utf-8", "surrogatepass").translate(None, USUAL):  # much quicker than looking for the others
        return
    unusual = set(UNUSUAL.findall(text))
    refused = {character for character in unusual if is_refused(character)}
    if refused:
        yield from hidden(text, refused)
    if unicodedata.normalize("NFC", text) != text:
        yield from decomposed(text)
    for match in HEAPED_MARKS.finditer(text):
        yield match.start(), "character-marks", {"typed": match[0][:1]}
    yield from mixed_alphabets(text, unusual)


def is_refused(character: str) -> bool:
    """True for what no text needs. Tag characters and supplementary variation selectors are hidden writing."""
    is_hidden = unicodedata.category(character) in REFUSED_CATEGORIES or "\U000e0100" <= character <= "\U000e01ef"
    return is_hidden or character == LOST


def hidden(text: str, refused: set[str]) -> Iterator[Fault]:
    """The first refused character of each line, with the line as it is without them: they come in pairs and more."""
    start = 0
    for line in text.split("\n"):
        found = [at for at, sign in enumerate(line) if sign in refused and not (sign in JOINERS and joins(line, at))]
        if found:
            kept = (sign if at not in found else _in_place_of(sign) for at, sign in enumerate(line))
            clean = " ".join("".join(kept).split())
            guess = {"guess": clean} if 0 < len(clean) <= MAX_GUESS and LOST not in line else {}
            yield start + found[0], "character", {"character": describe(line[found[0]]), **guess}
        start += len(line) + 1


def _in_place_of(character: str) -> str:
    """What steers a printer or ends a line parts words; the others stand within them."""
    return " " if unicodedata.category(character) in ("Cc", "Zl", "Zp") else ""


def repaired(text: str) -> str | None:
    """The text as it was before a program took "–" for other signs, or wrote "&amp;"; None where that isn't plain."""
    if GARBLED.search(text):
        with suppress(UnicodeError):  # where only some of it was read wrongly
            return " ".join(text.encode("cp1252").decode("utf-8").split())
    elif ENTITY.search(text):
        return " ".join(ENTITY.sub(lambda match: ENTITIES[match[0]], text).split())
    return None


def without_refused(text: str) -> str:
    """The text with a blank for each refused character, so that all else stays where it is."""
    refused = {character for character in set(UNUSUAL.findall(text)) - JOINERS if is_refused(character)}
    blanks = {ord(character): " " for character in refused}
    return text.translate(blanks) if blanks else text


def joins(text: str, offset: int) -> bool:
    """Whether a joiner stands where a script or an emoji needs one: between two of their signs."""
    around = text[offset - 1 : offset] + text[offset + 1 : offset + 2]
    return len(around) == 2 and all(
        character > "\u0590" and (unicodedata.category(character)[0] in "LM" or character > "\u2600")
        for character in around
    )


def decomposed(text: str) -> Iterator[Fault]:
    """Words whose letters are written in parts ("e" and an accent) where one character exists."""
    for match in re.finditer(r"\S+", text):
        whole = unicodedata.normalize("NFC", match[0])
        if whole != match[0]:
            yield match.start(), "character-composed", {"typed": match[0], "guess": whole}


def mixed_alphabets(text: str, unusual: set[str]) -> Iterator[Fault]:
    """Words of Latin letters among which Greek or Cyrillic ones hide."""
    foreign = {character for character in unusual if LOOK_ALIKES.match(character)}
    if not foreign:
        return
    for match in LETTERS.finditer(text):
        word = set(match[0])
        if word & foreign and any(c.isascii() or "LATIN" in unicodedata.name(c, "") for c in word):
            first = next(offset for offset, c in enumerate(match[0]) if c in foreign)
            yield match.start(), "character-mixed", {"typed": match[0], "character": describe(match[0][first])}


def describe(character: str) -> str:
    """ "U+202E RIGHT-TO-LEFT OVERRIDE": something to look up, for it can't be shown."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()
