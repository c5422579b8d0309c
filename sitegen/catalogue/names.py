"""Names as an index wants them: without the words that all of them begin with, and in an order people expect."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

COMMON_SHARE = 0.08
COMMON_LEAST = 4
"""A word that more names than this begin with tells nobody which centre is meant."""

WORD = re.compile(r"\w+")


def sort_key(name: str) -> str:
    """Names as people look them up: no accents, no case, no marks."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    return "".join(letter for letter in plain if letter.isalnum() or letter == " ").strip()


def first_letter(name: str) -> str:
    """The letter under which a name stands; "#" for digits and signs."""
    key = sort_key(name)
    return key[0].upper() if key and key[0].isalpha() else "#"


class Shortener:
    """Splits names at the first word that tells one from the others. It is given the names of each centre."""

    def __init__(self, centres: Iterable[Iterable[str]]) -> None:
        groups = [tuple(names) for names in centres]
        names = [name for group in groups for name in group]
        counts = Counter(word for name in names for word in set(map(str.casefold, WORD.findall(name))))
        least = max(COMMON_LEAST, COMMON_SHARE * len(names))
        self._common = {word for word, count in counts.items() if count >= least}
        self._shared = Counter(end for group in groups for end in {end for name in group for end in _ends(name)})

    def split(self, name: str) -> tuple[str, str]:
        """ "Library of Riverton" as ("Library of", "Riverton"); ("", name) where every word is common."""
        for match in WORD.finditer(name):
            if match[0].casefold() not in self._common:
                return name[: match.start()].rstrip(), name[match.start() :]
        return "", name

    def short(self, name: str) -> str:
        """ "Riverton" of "Library of Riverton"; more of it where another centre's name ends alike."""
        least = len(self.split(name)[1])
        longer = (end for end in sorted(_ends(name), key=len) if len(end) >= least)
        return next((end for end in longer if self._shared[end] <= 1), name)


def _ends(name: str) -> set[str]:
    """A name from each of its words on."""
    return {name[match.start() :] for match in WORD.finditer(name)}
