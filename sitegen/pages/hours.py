"""A centre's hours in words: the week, what differs from it, and the data for the script on the device."""

from collections.abc import Iterable
from datetime import date

from sitegen.encode import json_in_html
from sitegen.hours import Hours, Notice, Span, Week, data_for_browser
from sitegen.hours import clock as clock_words
from sitegen.model import Centre, Holiday
from sitegen.pages.edition import Edition
from sitegen.pages.values import DatedHours, Day, HoursTable, SeasonHours
from sitegen.pages.values import Span as SpanWords

DAY = 1440


def hours_table(edition: Edition, centre: Centre, notices: tuple[Notice, ...]) -> HoursTable | None:
    hours = centre.opening_hours
    if hours is None:
        return None
    region = edition.regions.get(centre.location.region_code)
    zone = region.time_zone if region else "UTC"
    return HoursTable(
        days=week_days(edition, hours.weekly),
        zone=edition.zone_name(zone),
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
        holidays=_holidays(edition) if hours.holidays == "closed" else (),
        holidays_rule=edition.t(f"hours.holidays-{hours.holidays}"),
        data=json_in_html(...),
    )


def week_days(edition: Edition, week: Week) -> tuple[Day, ...]:
    return tuple(Day(name=edition.t(f"day.{day}"), spans=_spans(edition, spans)) for day, spans in enumerate(week))


def _spans(edition: Edition, spans: Iterable[Span]) -> tuple[SpanWords, ...]:
    point = edition.t("hours.point")
    return tuple(
        SpanWords(opens=clock_words(opens, point), closes=clock_words(closes, point), next_day=closes > DAY)
        for opens, closes in spans
    )
