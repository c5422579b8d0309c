"""Opening hours in words, and those words for the script that puts them together on the reader's device."""

from datetime import date, datetime, timedelta

from sitegen.hours import DAY, Schedule, State, clock, in_language
from sitegen.i18n import Translator

_TEMPLATES = (
    "point",
    "at",
    "when.today",
    "when.tomorrow",
    "when.week",
    "when.later",
    "state.open",
    "state.open_until",
    "state.closed",
    "state.closed_because",
    "state.opens",
    "state.temporarily_closed",
    "state.temporarily_closed_until",
    "state.no_hours",
    "state.calendar_ended",
    "state.holiday_estimated",
)


def time_words(minutes: int, t: Translator) -> str:
    """480 as "08.00" in Indonesian, "08:00" in English; 1440 is 24.00, 1560 is 02.00."""
    return clock(minutes, t("hours.point"))


def state_words(state: State, schedule: Schedule, moment: datetime, t: Translator, zone_label: str) -> str:
    """ "Buka sampai 16.00 WITA", "Tutup, buka Senin 08.00 WITA (dalam 2 hari)".

    `zone_label` is the zone's name for readers; with "" the times stand alone.
    """
    if state.kind == "open":
        if state.until is None:
            return t("hours.state.open")
        return t("hours.state.open_until", when=_closing_words(state.until, moment, t, zone_label))
    if state.kind == "unknown":
        return _unknown_words(state, schedule, t)
    if state.kind == "temporarily_closed":
        closed = t("hours.state.temporarily_closed")
        if state.until is None and schedule.closed_until:
            return t("hours.state.temporarily_closed_until", date=t.date(schedule.closed_until))
    elif state.reason:
        closed = t("hours.state.closed_because", reason=in_language(state.reason, t.language))
    else:
        closed = t("hours.state.closed")
    if state.until is None:
        return closed
    opens = _when_words(state.until.date(), _minutes(state.until), _local_date(moment, state.until), t, zone_label)
    return t("hours.state.opens", closed=closed, when=opens)


def browser_texts(t: Translator) -> dict[str, object]:
    """The words that static/js/lib/hours.js puts together as `state_words` does, by key without "hours."."""
    texts: dict[str, object] = {key: t(f"hours.{key}") for key in _TEMPLATES}
    texts["weekdays"] = [t(f"day.{number}") for number in range(7)]
    texts["months"] = [t.month(number) for number in range(1, 13)]
    return texts


def _unknown_words(state: State, schedule: Schedule, t: Translator) -> str:
    if state.rule == "calendar-ended":
        assert schedule.calendar.until
        return t("hours.state.calendar_ended", date=t.date(schedule.calendar.until))
    if state.rule == "holiday-estimated":
        assert state.reason
        return t("hours.state.holiday_estimated", reason=in_language(state.reason, t.language))
    return t("hours.state.no_hours")


def _closing_words(closes: datetime, moment: datetime, t: Translator, zone_label: str) -> str:
    """The time alone where no other day can be meant; midnight is 24.00 of the day before."""
    day, minutes = closes.date(), _minutes(closes)
    if minutes == 0:
        day, minutes = day - timedelta(1), DAY
    if closes - moment < timedelta(days=1):
        return _at_words(minutes, t, zone_label)
    return _when_words(day, minutes, _local_date(moment, closes), t, zone_label)


def _when_words(day: date, minutes: int, today: date, t: Translator, zone_label: str) -> str:
    at = _at_words(minutes, t, zone_label)
    count = (day - today).days
    if count == 0:
        return t("hours.when.today", at=at)
    if count == 1:
        return t("hours.when.tomorrow", at=at)
    weekday = t(f"day.{day.weekday()}")
    if count < 7:
        return t("hours.when.week", weekday=weekday, at=at, count=count)
    return t("hours.when.later", weekday=weekday, date=t.date(day), at=at, count=count)


def _at_words(minutes: int, t: Translator, zone_label: str) -> str:
    time = time_words(minutes, t)
    return t("hours.at", time=time, zone=zone_label) if zone_label else time


def _minutes(moment: datetime) -> int:
    return moment.hour * 60 + moment.minute


def _local_date(moment: datetime, there: datetime) -> date:
    return moment.astimezone(there.tzinfo).date()
