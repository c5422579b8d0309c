"""The network's holidays as one calendar, and the years that are missing from it."""

from collections.abc import Iterable, Sequence
from datetime import date

from sitegen.hours import Calendar, Text
from sitegen.model import Holiday, HolidayYear


def make_calendar(years: Sequence[HolidayYear]) -> Calendar:
    """All holidays by date, to the end of the last year before the first that is missing."""
    days = [day for year in years for day in year.days]
    last = last_year(years)
    return Calendar(
        holidays=_names(day for day in days if not day.estimated),
        estimated=_names(day for day in days if day.estimated),
        until=date(last, 12, 31) if last else None,
    )


def last_year(years: Sequence[HolidayYear]) -> int | None:
    """The last year that is known without a gap before it; None: no year is."""
    known = {year.year for year in years}
    if not known:
        return None
    year = min(known)
    while year + 1 in known:
        year += 1
    return year


def missing_years(years: Sequence[HolidayYear], this_year: int) -> tuple[int, ...]:
    """The years without a file, from the first that has one to this year or the last one.

    A network that keeps no holidays misses none.
    """
    known = {year.year for year in years}
    if not known:
        return ()
    return tuple(sorted(set(range(min(known), max(*known, this_year) + 1)) - known))


def _names(days: Iterable[Holiday]) -> dict[date, Text]:
    """The name of each date; where two holidays fall on one date, both names, in each language."""
    names: dict[date, Text] = {}
    for day in days:
        other = names.get(day.date)
        names[day.date] = _both(other, day.name) if other else day.name
    return names


def _both(one: Text, other: Text) -> Text:
    """ "Idulfitri / Nyepi"; a language that only one of them has gets the other's first words."""
    first, second = next(iter(one.values())), next(iter(other.values()))
    return {language: f"{one.get(language, first)} / {other.get(language, second)}" for language in {**one, **other}}
