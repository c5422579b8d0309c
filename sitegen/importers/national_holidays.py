"""A country's holidays as the PyPI package `holidays` knows them: to draft content/holidays/YEAR.yaml, and to check it.

The package follows the press and the almanac, not the decree. So what it says is a draft and a second opinion; what
holds is the file, checked against the decree. Days that it calls estimated are marked so: the directory treats them as
a guess, never as a fact.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from importlib import import_module
from importlib.metadata import version
from typing import NamedTuple, Protocol, cast

from sitegen.model import Holiday, HolidayYear, Text

LANGUAGES = {"id": "id", "en": "en_US"}
"""Ours, and the package's."""

KINDS = {"public": "national", "government": "joint_leave"}
"""The package's categories, and what we call them."""

ESTIMATED = {"id": " (perkiraan)", "en": " (estimated)"}
"""What the package puts behind the name of a day that is not certain."""

AUTHORITIES = {
    ("ID", 2026): (
        "daftar libur nasional dan cuti bersama 2026 di detik.com",
        "https://web.archive.org/web/20260605113344/https://www.detik.com/hikmah/khazanah/d-8346579/libur-nasional-dan-cuti-bersama-2026-cek-jadwalnya-di-sini",
    ),
    ("ID", 2027): (
        "SKB 3 Menteri libur nasional dan cuti bersama 2027 di setneg.go.id",
        "https://web.archive.org/web/20260917182154/https://setneg.go.id/baca/index/inilah_skb_3_menteri_libur_nasional_dan_cuti_bersama_2027",
    ),
}
"""What the package's own source names as its authority for a year. It tells no number of a decree."""


class Package(Protocol):
    """The one function of the package that is used."""

    def country_holidays(
        self, country: str, *, years: int, categories: tuple[str, ...], language: str
    ) -> "Mapping[date, str]": ...


class Difference(NamedTuple):
    """A holiday on which our file and the package disagree."""

    date: date
    code: str  # missing: only the package has it; extra: only we have it; estimated: one of us calls it a guess
    kind: str  # national | joint_leave
    name: Text


def find_package() -> Package | None:
    """The package, where it is installed: only development needs it."""
    try:
        return cast(Package, import_module("holidays"))
    except ModuleNotFoundError:
        return None


def make_year(package: Package, country: str, year: int) -> HolidayYear:
    """All holidays of a year, by date.

    Raises:
        ValueError: two of one kind share a date, so that nothing says which name translates which.
        NotImplementedError: the package does not know the country.
    """
    days = [day for category in KINDS for day in _days(package, country, year, category)]
    authority, url = AUTHORITIES.get((country, year), ("", None))
    source = f"PyPI holidays {version('holidays')} ({country}; {', '.join(KINDS)})"
    return HolidayYear(
        year=year,
        source=f"{source}, yang merujuk {authority}" if authority else source,
        days=tuple(sorted(days, key=lambda day: (day.date, day.kind))),
        url=url,
    )


def compare(ours: HolidayYear, theirs: HolidayYear) -> list[Difference]:
    """Where they disagree, by date. Names are words, and each has its own: they are not compared."""
    our_days = {(day.date, day.kind): day for day in ours.days}
    their_days = {(day.date, day.kind): day for day in theirs.days}
    found = []
    for key in sorted({*our_days, *their_days}):
        our, their = our_days.get(key), their_days.get(key)
        code = "missing" if our is None else "extra" if their is None else "estimated"
        if our is None or their is None or our.estimated != their.estimated:
            found.append(Difference(*key[:1], code, key[1], cast(Holiday, our or their).name))
    return found


def year_text(year: HolidayYear) -> str:
    """The text of content/holidays/YEAR.yaml."""
    lines = [f"year: {year.year}", f'source: "{year.source}"', *([f"url: {year.url}"] if year.url else []), "days:"]
    for day in year.days:
        names = ", ".join(f'{language}: "{name}"' for language, name in day.name.items())
        estimated = ", estimated: true" if day.estimated else ""
        lines.append(f"  - {{date: {day.date}, name: {{{names}}}, kind: {day.kind}{estimated}}}")
    return "\n".join(lines) + "\n"


def _days(package: Package, country: str, year: int, category: str) -> Iterator[Holiday]:
    calendars = {
        ours: package.country_holidays(country, years=year, categories=(category,), language=theirs)
        for ours, theirs in LANGUAGES.items()
    }
    for day in calendars["id"]:
        names = {language: calendar[day] for language, calendar in calendars.items()}
        if any("; " in name for name in names.values()):
            raise ValueError(f"{day}: {names['id']}")
        certain = {language: name.removesuffix(ESTIMATED[language]) for language, name in names.items()}
        yield Holiday(date=day, name=certain, kind=KINDS[category], estimated=names != certain)
