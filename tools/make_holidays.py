"""Write content/holidays/YEAR.yaml from the `holidays` package, to be checked against the decree.

    python3 tools/make_holidays.py YEAR [CONTENT_FOLDER]

Needs the package, which requirements-dev.txt pins. Days that the package calls estimated are marked so: the directory
then treats them as a guess, never as a fact.
"""

import sys
from collections.abc import Iterator
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from holidays import country_holidays

COUNTRY = "ID"
LANGUAGES = {"id": "id", "en": "en_US"}
"""Ours, and the package's."""

KINDS = {"public": "national", "government": "joint_leave"}
"""The package's categories, and what we call them."""

ESTIMATED = {"id": " (perkiraan)", "en": " (estimated)"}
"""What the package puts behind the name of a day that is not certain."""

AUTHORITIES = {
    2026: (
        "daftar libur nasional dan cuti bersama 2026 di detik.com",
        "https://web.archive.org/web/20260605113344/https://www.detik.com/hikmah/khazanah/d-8346579/libur-nasional-dan-cuti-bersama-2026-cek-jadwalnya-di-sini",
    ),
    2027: (
        "SKB 3 Menteri libur nasional dan cuti bersama 2027 di setneg.go.id",
        "https://web.archive.org/web/20260917182154/https://setneg.go.id/baca/index/inilah_skb_3_menteri_libur_nasional_dan_cuti_bersama_2027",
    ),
}
"""What the package's own source names as its authority for a year. It tells no number of a decree."""


class Day(NamedTuple):
    date: date
    kind: str
    names: dict[str, str]  # by language
    estimated: bool


def make_days(year: int) -> list[Day]:
    """All holidays of a year, by date; ValueError where two of one kind share a date."""
    return sorted(day for category in KINDS for day in _days_of(year, category))


def _days_of(year: int, category: str) -> Iterator[Day]:
    calendars = {
        ours: country_holidays(COUNTRY, years=year, categories=(category,), language=theirs)
        for ours, theirs in LANGUAGES.items()
    }
    for day in calendars["id"]:
        names = {}
        for language, calendar in calendars.items():
            (names[language],) = calendar.get_list(day)  # of two, nothing says which name translates which
        certain = {language: name.removesuffix(ESTIMATED[language]) for language, name in names.items()}
        yield Day(day, KINDS[category], certain, names != certain)


def make_text(year: int, days: list[Day]) -> str:
    """The text of the file."""
    source = f"PyPI holidays {version('holidays')} ({COUNTRY}; {', '.join(KINDS)})"
    authority, url = AUTHORITIES.get(year, ("", ""))
    lines = [f"year: {year}", f'source: "{source}{", yang merujuk " if authority else ""}{authority}"']
    if url:
        lines.append(f"url: {url}")
    lines.append("days:")
    for day in days:
        names = ", ".join(f'{language}: "{name}"' for language, name in day.names.items())
        estimated = ", estimated: true" if day.estimated else ""
        lines.append(f"  - {{date: {day.date}, name: {{{names}}}, kind: {day.kind}{estimated}}}")
    return "\n".join(lines) + "\n"


def main(year: int, content: Path) -> None:
    path = content / "holidays" / f"{year}.yaml"
    path.write_text(make_text(year, make_days(year)), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main(int(sys.argv[1]), Path(sys.argv[2] if len(sys.argv) == 3 else "content"))
