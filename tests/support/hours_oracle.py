"""A second, slower way to say whether a centre is open: paint the rules over a date, then look at the clock.

It shares no line with sitegen/hours.py. Where a clock skips or repeats an hour the two may differ, for here
only what the clock shows counts; tests keep away from those nights, and the table of cases has them.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from sitegen.hours import Notice, Schedule, Season, Span, SpecialDay

MINUTE = timedelta(minutes=1)
_Rule = TypeVar("_Rule", Season, SpecialDay, Notice)


def painted(schedule: Schedule, day: date) -> tuple[Span, ...] | str:
    """The spans of a date without regard to services; a text where they are not known, or "closure"."""
    if schedule.closed and (schedule.closed_until is None or day <= schedule.closed_until):
        return "closure"
    hours = schedule.hours
    if hours is None:
        return "unknown"
    paint: tuple[Span, ...] | str = hours.weekly[day.weekday()]
    for season in _least_exact_first(hours.seasons):
        if season.first <= day <= season.last:
            paint = season.weekly[day.weekday()]
    if hours.holidays == "closed":
        if paint and day in schedule.calendar.estimated:
            paint = "unknown"
        if day in schedule.calendar.holidays:
            paint = ()
    if schedule.calendar.until is not None and schedule.calendar.until < day:
        paint = "unknown"
    for notice in _least_exact_first(schedule.notices):
        if notice.spans is not None and notice.first <= day <= notice.last:
            paint = notice.spans
    for exception in _least_exact_first(hours.exceptions):
        if exception.first <= day <= exception.last:
            paint = exception.spans
    return paint


def kind_at(schedule: Schedule, moment: datetime) -> str:
    """open, closed, unknown or temporarily_closed."""
    wall = moment.astimezone(ZoneInfo(schedule.zone)).replace(tzinfo=None)
    today, yesterday = wall.date(), wall.date() - timedelta(1)
    minute = wall.hour * 60 + wall.minute
    if _inside(schedule, today, minute) or _inside(schedule, yesterday, minute + 1440):
        return "open"
    paint = painted(schedule, today)
    if isinstance(paint, str):
        return "temporarily_closed" if paint == "closure" else paint
    return "closed"


def next_change(schedule: Schedule, moment: datetime, days: int) -> datetime | None:
    """The first minute at which it is open and was not, or the other way round; None within so many days."""
    start = moment.astimezone(UTC).replace(second=0, microsecond=0)
    was_open = kind_at(schedule, start) == "open"
    for step in range(1, days * 1440):
        kind = kind_at(schedule, start + step * MINUTE)
        if (kind == "open") != was_open:
            return start + step * MINUTE
        if kind == "unknown":
            return None
    return None


def _inside(schedule: Schedule, day: date, minute: int) -> bool:
    def within(spans: tuple[Span, ...] | str, at: int) -> bool:
        return not isinstance(spans, str) and any(opens <= at < closes for opens, closes in spans)

    if schedule.service is None:
        return within(painted(schedule, day), minute)
    if isinstance(painted(schedule, day), str):  # no night begins on a date that is not known
        return False
    centre_open = any(within(painted(schedule, day + timedelta(step)), minute - step * 1440) for step in (-1, 0, 1))
    return centre_open and within(schedule.service[day.weekday()], minute)


def _least_exact_first(rules: Iterable[_Rule]) -> list[_Rule]:
    """The long ones first, so that the short ones are painted over them; sorting keeps the written order."""
    return sorted(rules, key=lambda rule: (rule.first - rule.last, rule.first))
