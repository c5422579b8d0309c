"""A centre's hours in words: the week, what differs from it, and the data for the script on the device."""

from collections.abc import Iterable

import msgspec

from sitegen.hours import DAY, Notice, Schedule, Span, Week, data_for_browser
from sitegen.hours_words import browser_texts, time_words
from sitegen.model import Centre
from sitegen.pages.edition import Edition
from sitegen.pages.values import DatedHours, Day, HoursTable, SeasonHours
from sitegen.pages.values import Span as SpanWords


def hours_table(edition: Edition, centre: Centre, notices: tuple[Notice, ...]) -> HoursTable | None:
    """The hours of a centre; None where it has told none."""
    hours = centre.opening_hours
    if hours is None:
        return None
    schedule = _schedule(edition, centre, notices)
    zone = _zone_name(edition, schedule.zone)
    closes = hours.holidays == "closed"
    return HoursTable(
        days=week_days(edition, hours.weekly),
        zone=zone,
        seasons=tuple(
            SeasonHours(
                name=edition.words(season.name),
                when=edition.t.date_range(season.first, season.last),
                days=week_days(edition, season.weekly),
            )
            for season in hours.seasons
        ),
        exceptions=tuple(
            DatedHours(
                when=edition.t.date_range(special.first, special.last),
                spans=_spans(edition, special.spans),
                reason=edition.maybe(special.reason),
            )
            for special in sorted(hours.exceptions, key=lambda special: special.first)
        ),
        holidays=_holidays(edition) if closes else (),
        holidays_rule=edition.t(f"hours.holidays-{hours.holidays}"),
        data=msgspec.json.encode(
            {
                "schedule": data_for_browser(schedule, edition.language, zone),
                "texts": browser_texts(edition.t),
            }
        ).decode(),
    )


def week_days(edition: Edition, week: Week) -> tuple[Day, ...]:
    """The seven days of a week, from Monday."""
    return tuple(Day(name=edition.t(f"day.{day}"), spans=_spans(edition, spans)) for day, spans in enumerate(week))


def _schedule(edition: Edition, centre: Centre, notices: tuple[Notice, ...]) -> Schedule:
    region = edition.regions.get(centre.location.region_code)
    return Schedule(
        hours=centre.opening_hours,
        zone=(region.time_zone if region else None) or "UTC",
        calendar=edition.calendar,
        notices=notices,
        closed=centre.status == "temporarily_closed",
        closed_until=centre.status_until,
    )


def _holidays(edition: Edition) -> tuple[DatedHours, ...]:
    return tuple(
        DatedHours(
            when=edition.t.date(day.date),
            spans=(),
            reason=edition.words(day.name),
            estimated=day.estimated,
        )
        for year in edition.shared.holidays
        for day in year.days
    )


def _spans(edition: Edition, spans: Iterable[Span]) -> tuple[SpanWords, ...]:
    return tuple(
        SpanWords(
            opens=time_words(opens, edition.t),
            closes=time_words(closes, edition.t),
            next_day=closes > DAY,
        )
        for opens, closes in spans
    )


def _zone_name(edition: Edition, zone: str) -> str:
    """ "WITA"; where people have no name for a zone, its place."""
    key = f"zone.{zone}"
    return edition.t(key) if edition.t.has(key) else zone.rpartition("/")[2].replace("_", " ")
