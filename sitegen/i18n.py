"""Words, numbers, dates and distances as each language writes them.

A catalogue holds the words of one language by dotted key. Where a count decides, an entry is a mapping of
plural forms ("one", "other"); Indonesian has only "other".
"""

from collections.abc import Iterable, Mapping
from datetime import date as Date  # noqa: N812 - `date` is what a translator does with one

Catalogue = Mapping[str, "str | Mapping[str, str]"]

DECIMAL_COMMA = frozenset({"id"})


class Translator:
    """The words of one language. Calling it with a key gives the words, filled with the values."""

    def __init__(self, language: str, catalogue: Catalogue) -> None:
        self.language = language
        self._catalogue = catalogue

    def __call__(self, key: str, /, **values: object) -> str:
        """The words of `key`; KeyError where there are none, for that is a fault of the program."""
        entry = self._catalogue[key]
        if not isinstance(entry, str):
            count = values["count"]
            assert isinstance(count, int)
            entry = entry["one" if count == 1 and "one" in entry else "other"]
            values = {**values, "count": self.number(count)}
        return entry.format_map(values) if values else entry

    def has(self, key: str) -> bool:
        return key in self._catalogue

    def keys(self) -> Iterable[str]:
        return self._catalogue.keys()

    def below(self, prefix: str) -> "Catalogue":
        """All words under a dotted prefix, by what follows it: for scripts, which fill them themselves."""
        start = f"{prefix}."
        return {key.removeprefix(start): entry for key, entry in self._catalogue.items() if key.startswith(start)}

    def section(self, prefix: str) -> dict[str, str]:
        """All words whose key begins with `prefix`, by the rest of the key; plural forms are left out."""
        found = (key for key, entry in self._catalogue.items() if key.startswith(prefix) and isinstance(entry, str))
        return {key.removeprefix(prefix): str(self._catalogue[key]) for key in sorted(found)}

    def number(self, value: float, decimals: int = 0) -> str:
        """1234.5 as "1.234,5" in Indonesian, "1,234.5" in English."""
        text = f"{value:,.{decimals}f}"
        if self.language in DECIMAL_COMMA:
            text = text.translate(str.maketrans(",.", ".,"))
        return text

    def distance(self, kilometres: float, *, about: bool = False) -> str:
        """ "850 m", "4,2 km", "23 km": as exact as is of use; `about`: "sekitar 4 km", for points that are not."""
        if about and kilometres < 1.5:
            return self("distance.around")
        if about:
            return self("distance.about", distance=f"{self.number(kilometres)} km")
        if kilometres < 0.95:
            return f"{max(50, round(kilometres * 20) * 50)} m"
        return f"{self.number(kilometres, 1 if kilometres < 9.95 else 0)} km"

    def month(self, number: int) -> str:
        return self(f"date.month.{number}")

    def date(self, day: Date) -> str:
        """ "24 Desember 2026", "24 December 2026"."""
        return f"{day.day} {self.month(day.month)} {day.year}"

    def partial_date(self, text: str) -> str:
        """The words of "2024", "2024-10" or "2024-10-09"."""
        parts = [int(part) for part in text.split("-")]
        if len(parts) == 3:
            return self.date(Date(*parts))
        return f"{self.month(parts[1])} {parts[0]}" if len(parts) == 2 else text

    def date_range(self, first: Date, last: Date) -> str:
        """ "10–16 Maret 2027", "28 Februari – 3 Maret 2027"; one day is one date."""
        if first == last:
            return self.date(first)
        if (first.year, first.month) == (last.year, last.month):
            return f"{first.day}–{self.date(last)}"
        if first.year == last.year:
            return f"{first.day} {self.month(first.month)} – {self.date(last)}"
        return f"{self.date(first)} – {self.date(last)}"

    def join(self, parts: list[str]) -> str:
        """ "a, b dan c"."""
        if len(parts) < 2:
            return "".join(parts)
        return f"{', '.join(parts[:-1])} {self('list.and')} {parts[-1]}"
