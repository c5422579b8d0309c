"""A centre's hours in words: the week, what differs from it, and the data for the script on the device."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

import msgspec

from sitegen.hours import DAY, Notice, Schedule, Span, Text, Week, data_for_browser
from sitegen.hours_words import browser_texts, time_words
from sitegen.model import HELPING, Centre
from sitegen.pages.edition import Edition
from sitegen.pages.values import DatedHours, Day, HoursEstimate, HoursTable, SeasonHours
from sitegen.pages.values import Span as SpanWords


def hours_table(edition: Edition, centre: Centre, notices: tuple[Notice, ...]) -> HoursTable | None:
    """The hours of a centre; None where it has told none, or has none to tell."""
    hours = centre.opening_hours
    if hours is None or centre.status not in HELPING:
        return None
    schedule = schedule_of(edition, centre, notices)
    return HoursTable(
        days=week_days(edition, hours.weekly),
        zone=_zone_name(edition, schedule.zone),
        seasons=tuple(
            SeasonHours(
                name=edition.words(season.name),
                when=edition.t.date_range(season.first, season.last),
                days=week_days(edition, season.weekly),
            )
            for season in hours.seasons
        ),
        exceptions=tuple(
            _dated(edition, special.first, special.last, special.spans, special.reason)
            for special in sorted(hours.exceptions, key=lambda special: special.first)
        ),
        holidays=_holidays(edition) if hours.holidays == "closed" else (),
        holidays_rule=edition.t(f"hours.holidays-{hours.holidays}"),
        data=_data(edition, schedule),
    )


def hours_estimate(edition: Edition, centre: Centre) -> HoursEstimate | None:
    """The network's usual hours, where a centre that can be visited has told none."""
    usual = edition.site.office_hours
    if usual is None or centre.opening_hours or centre.status != "active":
        return None
    return HoursEstimate(
        days=week_days(edition, usual.weekly),
        zone=_zone_name(edition, zone_of(edition, centre)),
        source=usual.source,
        href=usual.url,
    )


def service_hours(edition: Edition, centre: Centre, notices: tuple[Notice, ...]) -> str | None:
    """What the script needs beside the week of each service; None where no service has its own hours."""
    if centre.status not in HELPING or not any(offered.weekly for offered in centre.services):
        return None
    return _data(edition, schedule_of(edition, centre, notices))


@lru_cache(maxsize=1024)  # offices keep much the same hours
def week_days(edition: Edition, week: Week) -> tuple[Day, ...]:
    """The seven days of a week, from Monday."""
    return tuple(Day(name=edition.t(f"day.{day}"), spans=span_words(edition, spans)) for day, spans in enumerate(week))


def schedule_of(edition: Edition, centre: Centre, notices: tuple[Notice, ...]) -> Schedule:
    """All that decides when a centre is open."""
    return Schedule(
        hours=centre.opening_hours,
        zone=zone_of(edition, centre),
        calendar=edition.calendar,
        notices=notices,
        closed=centre.status == "temporarily_closed",
        closed_until=centre.status_until,
    )


def calendar_path(edition: Edition, centre: Centre, notices: tuple[Notice, ...]) -> str | None:
    """Where the file of a centre's dates is: beside its page. None where there are none."""
    hours = centre.opening_hours
    if not (centre.events or notices or (hours and hours.exceptions) or closure_ends(centre)):
        return None
    return edition.path("centres", centre.id).removesuffix(".html") + ".ics"


def closure_ends(centre: Centre) -> date | None:
    """The last day of a temporary closure; when it began nobody tells."""
    return centre.status_until if centre.status == "temporarily_closed" else None


def zone_of(edition: Edition, centre: Centre) -> str:
    """The IANA name of a centre's time zone."""
    region = edition.regions.get(centre.location.region_code)
    return (region.time_zone if region else None) or "UTC"


@lru_cache(maxsize=1024)
def span_words(edition: Edition, spans: tuple[Span, ...]) -> tuple[SpanWords, ...]:
    return tuple(
        SpanWords(
            opens=time_words(opens, edition.t),
            closes=time_words(closes, edition.t),
            next_day=closes > DAY,
        )
        for opens, closes in spans
    )


def spans_in_words(edition: Edition, spans: Iterable[Span]) -> str:
    """The hours of a day as one text: "08.00–12.00, 13.00–16.00", "Tutup"."""
    times = [f"{time_words(opens, edition.t)}–{time_words(closes, edition.t)}" for opens, closes in spans]
    return ", ".join(times) or edition.t("hours.closed")


def _data(edition: Edition, schedule: Schedule) -> str:
    """The attribute that static/js/hours.js reads."""
    zone = _zone_name(edition, schedule.zone)
    told = {"schedule": data_for_browser(schedule, edition.language, zone), "texts": _texts(edition)}
    return msgspec.json.encode(told).decode()


@lru_cache(maxsize=4)
def _texts(edition: Edition) -> msgspec.Raw:
    return msgspec.Raw(msgspec.json.encode(browser_texts(edition.t)))


@lru_cache(maxsize=4)
def _holidays(edition: Edition) -> tuple[DatedHours, ...]:
    calendar = edition.calendar
    days = [(day, name, False) for day, name in calendar.holidays.items()]
    days += [(day, name, True) for day, name in calendar.estimated.items() if day not in calendar.holidays]
    return tuple(
        _dated(edition, day, day, (), name, estimated=estimated)
        for day, name, estimated in sorted(days, key=lambda entry: entry[0])
    )


def _dated(
    edition: Edition, first: date, last: date, spans: tuple[Span, ...], reason: Text | None, *, estimated: bool = False
) -> DatedHours:
    return DatedHours(
        when=edition.t.date_range(first, last),
        spans=span_words(edition, spans),
        first=first.isoformat(),
        last=last.isoformat(),
        reason=edition.maybe(reason),
        estimated=estimated,
    )


def _zone_name(edition: Edition, zone: str) -> str:
    """ "WITA"; where people have no name for a zone, its place."""
    key = f"zone.{zone}"
    return edition.t(key) if edition.t.has(key) else zone.rpartition("/")[2].replace("_", " ")
