"""The network's holidays as one calendar."""

from datetime import date

import pytest

from sitegen.holiday_calendar import last_year, make_calendar, missing_years
from sitegen.model import Holiday, HolidayYear


def year(number: int, *days: Holiday) -> HolidayYear:
    return HolidayYear(year=number, source="Contoh", days=days)


def holiday(day: str, *, estimated: bool = False, **name: str) -> Holiday:
    return Holiday(date=date.fromisoformat(day), name=name, kind="national", estimated=estimated)


@pytest.mark.parametrize(
    ("known", "this_year", "last", "missing"),
    [
        ([2026, 2027], 2026, 2027, ()),
        ([2026, 2027], 2027, 2027, ()),
        ([2026, 2027], 2028, 2027, (2028,)),
        ([2026, 2027], 2030, 2027, (2028, 2029, 2030)),
        ([2026, 2028], 2026, 2026, (2027,)),  # a gap ends the calendar, whatever comes after it
        ([2027], 2026, 2027, ()),  # what was before the first year is nobody's concern
        ([], 2026, None, ()),  # a network without holidays misses none
    ],
)
def test_years(known: list[int], this_year: int, last: int | None, missing: tuple[int, ...]) -> None:
    years = [year(number) for number in known]
    assert last_year(years) == last
    assert missing_years(years, this_year) == missing
    assert make_calendar(years).until == (date(last, 12, 31) if last else None)


def test_two_holidays_on_one_date_are_named_both() -> None:
    nyepi = holiday("2030-03-05", id="Nyepi", en="Day of Silence")
    calendar = make_calendar([year(2030, nyepi, holiday("2030-03-05", id="Idulfitri"))])
    assert calendar.holidays == {date(2030, 3, 5): {"id": "Nyepi / Idulfitri", "en": "Day of Silence / Idulfitri"}}


def test_estimated_holidays_stand_apart() -> None:
    calendar = make_calendar(
        [year(2030, holiday("2030-01-01", id="Tahun Baru"), holiday("2030-02-05", estimated=True, id="Idulfitri"))]
    )
    assert list(calendar.holidays) == [date(2030, 1, 1)]
    assert list(calendar.estimated) == [date(2030, 2, 5)]
