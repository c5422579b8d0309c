"""Opening hours: records, the rules that decide whether a centre is open, and readers of what staff type.

static/js/lib/hours.js is the same engine for the browser; tests/cases/hours.json holds both to one table.

What holds on a date, the strongest first:

1. A temporary closure closes every date up to its last day.
2. A centre that has told no hours is not known to be open or closed, whatever a notice says.
3. The centre's own exception for that date.
4. A notice that changes hours.
5. After the last date that the calendar covers nothing else is known.
6. A decreed holiday closes, unless the centre says `holidays: open`. On a date that is only estimated to be
   a holiday such a centre's hours are not known.
7. A season.
8. The ordinary week.

Within a step the more exact rule wins: the one with fewer days; of two as long, the one that begins later;
of two for the same dates, the one written last.

A service with a week of its own is to be had while both its week and the centre's hours say so.

A span belongs to the date on which it opens. So a night that began on an open date runs to its end, also
when the next date is closed or not known; and a closed date has no night that begins on it.

Times are what the clock on the centre's wall shows. A time that the clock skips (summer time begins) is the
moment of the skip; a time that it shows twice (summer time ends) is the first of the two. The opening minute
is inside a span, the closing minute is not.
"""

import difflib
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Literal, TypeVar
from zoneinfo import ZoneInfo

import msgspec

from sitegen.problems import WrongValueError

Text = dict[str, str]
"""Words for readers by language code, as in model.Text."""

Span = tuple[int, int]
"""Minutes from 00:00 of the date on which it opens; the end is over 1440 when it closes the next day."""

Week = tuple[tuple[Span, ...], ...]
"""The spans of seven days from Monday, in order; () is a closed day."""

DAY = 1440  # minutes
LONGEST_NIGHT = 720  # minutes; a longer span past midnight is taken for a slip: 16.00-08.00
HORIZON_DAYS = 400  # how far ahead the next change is looked for


class Season(msgspec.Struct, frozen=True, kw_only=True):
    """Another week from one date to another, such as the fasting month."""

    name: Text
    first: date
    last: date  # included
    weekly: Week


class SpecialDay(msgspec.Struct, frozen=True, kw_only=True):
    """A dated exception of one centre: one date, or several in a row with the same hours."""

    first: date
    last: date  # included
    spans: tuple[Span, ...] = ()  # (): closed
    reason: Text | None = None


class Hours(msgspec.Struct, frozen=True, kw_only=True):
    """When a centre is open, as its file tells it."""

    weekly: Week
    seasons: tuple[Season, ...] = ()
    exceptions: tuple[SpecialDay, ...] = ()
    holidays: Literal["closed", "open"] = "closed"


class Scope(msgspec.Struct, frozen=True, kw_only=True):
    """Which centres a notice is for: those in `regions` that have one of `legal_statuses`, and `centres`.

    An empty list does not narrow; with nothing given at all it is for nobody.
    """

    all: bool = False
    regions: tuple[str, ...] = ()  # region codes; what lies below them is meant too
    legal_statuses: tuple[str, ...] = ()
    centres: tuple[str, ...] = ()  # ids

    def covers(self, centre: str, region_code: str, legal_status: str | None) -> bool:
        """Whether the centre with this id, region code and legal status is meant."""
        if self.all or centre in self.centres:
            return True
        if not self.regions and not self.legal_statuses:
            return False
        in_region = not self.regions or any(f"{region_code}.".startswith(f"{region}.") for region in self.regions)
        return in_region and (not self.legal_statuses or legal_status in self.legal_statuses)


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """A message of the network about many centres, from content/notices/ID.yaml."""

    id: str
    title: Text
    first: date
    last: date  # included
    scope: Scope
    text: Text | None = None  # Markdown
    spans: tuple[Span, ...] | None = None  # the hours on these dates; (): closed; None: hours stay as they are


class Calendar(msgspec.Struct, frozen=True, kw_only=True):
    """The network's holidays by date, with their names."""

    holidays: dict[date, Text] = {}  # decreed
    estimated: dict[date, Text] = {}  # not decreed yet, or hanging on the moon
    until: date | None = None  # the last date it covers; None: there is no calendar to run out


class Schedule(msgspec.Struct, frozen=True, kw_only=True):
    """All that decides when one centre, or one service of it, is open."""

    hours: Hours | None  # None: the centre has told none
    zone: str  # IANA name
    calendar: Calendar = Calendar()
    notices: tuple[Notice, ...] = ()  # those that hold for this centre
    service: Week | None = None  # a service's own week: it is to be had when the centre is open too
    closed: bool = False  # temporarily
    closed_until: date | None = None  # the last date of that; None: not known


_Dated = TypeVar("_Dated", Season, SpecialDay, Notice)

Rule = Literal[
    "closure", "no-hours", "exception", "notice", "calendar-ended", "holiday", "holiday-estimated", "season", "week"
]


class DayHours(msgspec.Struct, frozen=True):
    """What holds on one date, and by which rule."""

    spans: tuple[Span, ...] | None  # (): closed; None: not known
    rule: Rule
    reason: Text | None = None  # of the exception; the name of the notice, holiday or season


class State(msgspec.Struct, frozen=True):
    """Whether a centre is open at one moment, and what comes next."""

    kind: Literal["open", "closed", "unknown", "temporarily_closed"]
    until: datetime | None = None  # when it closes or opens next, in the centre's zone; None: not known, or never
    rule: Rule | None = None  # why it is not open
    reason: Text | None = None  # the words of that rule, where it closes the whole date or leaves it unknown


# What holds on a date


def hours_on(schedule: Schedule, day: date) -> DayHours:
    """The spans that begin on a date, by the rules at the top of this module."""
    if schedule.closed and (schedule.closed_until is None or day <= schedule.closed_until):
        return DayHours((), "closure")
    told = _told_on(schedule, day)
    if schedule.service is None or told.spans is None:
        return told
    # Where the house is open, what made its hours others is no reason for a service to be closed.
    reason = None if told.spans else told.reason
    return DayHours(_shared(schedule, day, schedule.service[day.weekday()]), told.rule, reason)


def _told_on(schedule: Schedule, day: date) -> DayHours:
    hours = schedule.hours
    if hours is None and schedule.service is not None:
        hours = Hours(weekly=schedule.service)
    if hours is None:
        return DayHours(None, "no-hours")
    if exception := _most_exact(hours.exceptions, day):
        return DayHours(exception.spans, "exception", exception.reason)
    notice = _most_exact((notice for notice in schedule.notices if notice.spans is not None), day)
    if notice:
        return DayHours(notice.spans, "notice", notice.title)
    calendar = schedule.calendar
    if calendar.until and day > calendar.until:
        return DayHours(None, "calendar-ended")
    if hours.holidays == "closed" and day in calendar.holidays:
        return DayHours((), "holiday", calendar.holidays[day])
    if season := _most_exact(hours.seasons, day):
        usual = DayHours(season.weekly[day.weekday()], "season", season.name)
    else:
        usual = DayHours(hours.weekly[day.weekday()], "week")
    if hours.holidays == "closed" and usual.spans and day in calendar.estimated:
        return DayHours(None, "holiday-estimated", calendar.estimated[day])
    return usual


def _most_exact(rules: Iterable[_Dated], day: date) -> _Dated | None:
    """The rule with the fewest days of those that hold on a date; then the one that begins, or stands, last."""
    holding = [rule for rule in rules if rule.first <= day <= rule.last]
    if len(holding) < 2:
        return holding[0] if holding else None
    return max(reversed(holding), key=lambda rule: (rule.first - rule.last, rule.first))


def _shared(schedule: Schedule, day: date, service: tuple[Span, ...]) -> tuple[Span, ...]:
    """What a service's spans have in common with the centre's, whose nights reach into other dates."""
    centre = [
        (opens + step * DAY, closes + step * DAY)
        for step in (-1, 0, 1)
        for opens, closes in _told_on(schedule, day + timedelta(step)).spans or ()
    ]
    both = [(max(one[0], other[0]), min(one[1], other[1])) for one in service for other in centre]
    return tuple(sorted({span for span in both if span[0] < span[1]}))


# What holds at a moment


def state(schedule: Schedule, moment: datetime) -> State:
    """Whether it is open at `moment` (aware), and the next change within HORIZON_DAYS."""
    zone = ZoneInfo(schedule.zone)
    today = moment.astimezone(zone).date()
    opens, closes = next(
        (stretch for stretch in _stretches(schedule, today, zone) if stretch[1] is None or stretch[1] > moment),
        (None, None),
    )
    if opens and opens <= moment:
        return State("open", closes and closes.astimezone(zone))
    told = hours_on(schedule, today)
    if told.spans is None:
        return State("unknown", None, told.rule, told.reason)
    until = opens and opens.astimezone(zone)
    if told.rule == "closure":
        return State("temporarily_closed", until, told.rule)
    return State("closed", until, told.rule, None if told.spans or told.rule == "season" else told.reason)


def _stretches(schedule: Schedule, today: date, zone: ZoneInfo) -> Iterator[tuple[datetime, datetime | None]]:
    """The times without a break in which it is open, from yesterday on, up to the first date not known.

    The end is None where it is open all of the last date that is known.
    """
    stretch: tuple[datetime, datetime] | None = None
    last = today  # the last date whose hours are known
    for step in range(-1, HORIZON_DAYS):
        day = today + timedelta(step)
        spans = hours_on(schedule, day).spans
        if spans is None and day >= today:
            break
        last = day
        for span in spans or ():
            opens, closes = (_instant(day, minutes, zone) for minutes in span)
            if opens == closes:  # the clock skips it
                continue
            if stretch and opens <= stretch[1]:
                stretch = stretch[0], max(closes, stretch[1])
            else:
                if stretch:
                    yield stretch
                stretch = opens, closes
    if stretch:
        all_day = stretch[0] <= _instant(last, 0, zone) and stretch[1] == _instant(last, DAY, zone)
        yield stretch[0], None if all_day and last >= today else stretch[1]


@lru_cache(maxsize=8192)
def _instant(day: date, minutes: int, zone: ZoneInfo) -> datetime:
    """When the clock on the wall first shows this time, in UTC; where it skips it, when it does so."""
    wall = datetime.combine(day, time()) + timedelta(minutes=minutes)
    while True:
        instant = wall.replace(tzinfo=zone).astimezone(UTC)
        if instant.astimezone(zone).replace(tzinfo=None) == wall:
            return instant
        wall += timedelta(minutes=1)


# What the browser is told


def data_for_browser(schedule: Schedule, language: str, zone_label: str) -> dict[str, object]:
    """A schedule as static/js/lib/hours.js reads it: dates as ISO text, reasons in one language.

    Holidays are left out where they don't close, and notices where they don't change hours.
    """
    hours, calendar = schedule.hours, schedule.calendar
    data: dict[str, object] = {"zone": schedule.zone, "label": zone_label}
    if hours is None and schedule.service is not None:
        data["weekly"] = schedule.service
    elif hours is not None:
        data["weekly"] = hours.weekly
        data["seasons"] = [
            {"first": str(season.first), "last": str(season.last), "weekly": season.weekly} for season in hours.seasons
        ]
        data["exceptions"] = [
            _dated(rule.first, rule.last, rule.spans, rule.reason, language) for rule in hours.exceptions
        ]
    if hours is None or hours.holidays == "closed":
        data["holidays"] = _names(calendar.holidays, language)
        data["estimated"] = _names(calendar.estimated, language)
    data["notices"] = [
        _dated(notice.first, notice.last, notice.spans, notice.title, language)
        for notice in schedule.notices
        if notice.spans is not None
    ]
    data["calendar_until"] = calendar.until and str(calendar.until)
    data["service"] = schedule.service
    data["closed"] = schedule.closed
    data["closed_until"] = schedule.closed_until and str(schedule.closed_until)
    return {key: value for key, value in data.items() if value}


def in_language(text: Text, language: str) -> str:
    """The words in this language, or in the one they were written in first."""
    return text.get(language) or next(iter(text.values()))


def _dated(
    first: date, last: date, spans: tuple[Span, ...] | None, reason: Text | None, language: str
) -> dict[str, object]:
    words = {"reason": in_language(reason, language)} if reason else {}
    return {"first": str(first), "last": str(last), "spans": spans, **words}


def _names(days: dict[date, Text], language: str) -> dict[str, str]:
    return {str(day): in_language(name, language) for day, name in sorted(days.items())}


# Reading and writing the hours of centre files

DAY_NAMES = {
    "id": ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_CLOSED = {"id": "tutup", "en": "closed"}
_EVERY_DAY = frozenset({"setiap hari", "tiap hari", "every day", "daily"})
_DAY_GROUPS = dict.fromkeys(("hari kerja", "weekday", "weekdays"), "Senin-Jumat") | dict.fromkeys(
    ("akhir pekan", "weekend", "weekends"), "Sabtu, Minggu"
)
"""Words for several days that mean others elsewhere: only guessed, never read."""

_ALL_DAY = frozenset({"24 jam", "24 hours"})

DAYS_BY_NAME = {
    written.casefold(): day
    for names in DAY_NAMES.values()
    for day, name in enumerate(names)
    for written in (name, name[:3])
} | {"ahad": 6}
"""What a day may be called, in small letters; 0 is Monday."""

_LIST = re.compile(r",|\b(?:dan|and)\b|&", re.IGNORECASE)
_RANGE = re.compile(r"[-–—]|\bs[./]?d\b\.?|\b(?:sampai|hingga|to)\b", re.IGNORECASE)
_TIME = re.compile(r"([0-9]{1,2})[.:]([0-9]{2})")
_NEARLY_TIME = re.compile(
    r"(?:pukul|pkl\.?|jam)?\s*([0-9]{1,2})[^0-9]?([0-9]{1,2})?\s*(?:am|(pm)|wib|wita|wit)?", re.IGNORECASE
)
_CLOCK = re.compile(r"[0-9]{1,2}[.:][0-9]{2}")
_BREAK = re.compile(r"istirahat|ishoma|rehat|kecuali|break|except", re.IGNORECASE)
_COMMA_IN_TIME = re.compile(r"(?<![0-9.:])([0-9]{1,2}),([0-9]{2})(?![0-9.:])")  # 08,00
_TWO_TIMES = re.compile(r"([0-9]{1,2}[.:][0-9]{2})[^0-9]+([0-9]{1,2}[.:][0-9]{2})")


def read_days(text: str) -> tuple[int, ...]:
    """The days of "Senin-Kamis", "Sen, Rab" or "Sabtu s.d. Senin", in order; 0 is Monday."""
    if " ".join(text.casefold().split()) in _EVERY_DAY:
        return tuple(range(7))
    days: set[int] = set()
    for offset, part in _split(_LIST, text):
        names = _split(_RANGE, part, offset)
        if not all(name for _, name in names):
            raise WrongValueError("hours-day", typed=text)
        ends = [_read_day(name, at) for at, name in names]
        if len(ends) > 2:
            raise WrongValueError("hours-day", offset=offset, typed=part)
        for day in _days_between(ends[0], ends[-1]):
            if day in days:
                raise WrongValueError("hours-day-twice", offset=offset, typed=write_days([day]))
            days.add(day)
    return tuple(sorted(days))


def read_spans(text: str) -> tuple[Span, ...]:
    """The spans of "08.00-12.00, 13.00-16.30" in order of the clock; () for "tutup" and "closed"."""
    word = " ".join(text.casefold().split())
    if word in _CLOSED.values():
        return ()
    if word in _ALL_DAY:
        return ((0, DAY),)
    pointed = _COMMA_IN_TIME.sub(r"\1.\2", text)
    parts = _split(_LIST, text)
    if _BREAK.search(text) or pointed != text or not all(part for _, part in parts):
        raise WrongValueError("hours-span", offset=0, typed=text, **_guess(_meant_spans(pointed)))
    spans: list[Span] = []
    for offset, part in parts:
        span = _read_span(part, offset)
        for other in spans:
            if _overlap(span, other):
                raise WrongValueError("hours-overlap", offset=offset, typed=part, other=write_spans([other]))
        spans.append(span)
    return tuple(sorted(spans))


def make_week(entries: Iterable[tuple[Iterable[int], tuple[Span, ...]]]) -> Week:
    """The week of (days, spans) entries; a day that no entry names is closed.

    Raises the first of `week_faults`.
    """
    entries = [(tuple(days), spans) for days, spans in entries]
    for fault in week_faults(entries):
        raise fault
    spans_of = {day: spans for days, spans in entries for day in days}
    return tuple(spans_of.get(day, ()) for day in range(7))


def week_faults(entries: Iterable[tuple[Iterable[int], tuple[Span, ...]]]) -> Iterator[WrongValueError]:
    """What is wrong between the entries of a week: a day told twice, a night that runs into the next day.

    What holds for several days of the same two entries is told of the first. `values["entry"]` says which entry is at
    fault, counted from 0.
    """
    told: dict[int, tuple[int, tuple[Span, ...]]] = {}
    faulty: set[tuple[int, int]] = set()
    for index, (days, spans) in enumerate(entries):
        for day in days:
            first, _ = told.setdefault(day, (index, spans))
            if first != index and (first, index) not in faulty:
                faulty.add((first, index))
                yield WrongValueError("hours-day-twice", typed=write_days([day]), entry=str(index))
    for day, (before, spans) in sorted(told.items()):
        following = (day + 1) % 7
        index, next_spans = told.get(following, (0, ()))
        # Both lists are in order, so only the last night and the first morning can meet.
        meet = spans and next_spans and spans[-1][1] - DAY > next_spans[0][0]
        if meet and (before, index) not in faulty:
            faulty.add((before, index))
            yield WrongValueError(
                "hours-overlap-night",
                typed=write_spans(next_spans[:1]),
                day=write_days([following]),
                other=write_spans(spans[-1:]),
                other_day=write_days([day]),
                entry=str(index),
            )


def week_entries(week: Week) -> list[tuple[tuple[int, ...], tuple[Span, ...]]]:
    """The open days of a week, those with the same spans together: what `make_week` reads back."""
    groups: dict[tuple[Span, ...], list[int]] = {}
    for day, spans in enumerate(week):
        if spans:
            groups.setdefault(spans, []).append(day)
    return [(tuple(days), spans) for spans, days in groups.items()]


def write_days(days: Iterable[int], language: str = "id") -> str:
    """ "Senin-Kamis", "Senin, Rabu", "Sabtu-Senin": what `read_days` reads back."""
    names = DAY_NAMES[language]
    wanted = set(days)
    if len(wanted) == 7:
        return f"{names[0]}-{names[6]}"
    parts = []
    for first in sorted(wanted):
        if (first - 1) % 7 in wanted:
            continue
        run = 1
        while (first + run) % 7 in wanted:
            run += 1
        if run > 2:
            parts.append(f"{names[first]}-{names[(first + run - 1) % 7]}")
        else:
            parts += [names[(first + step) % 7] for step in range(run)]
    return ", ".join(parts)


def write_spans(spans: Iterable[Span], language: str = "id") -> str:
    """ "08.00-12.00, 13.00-16.30", "tutup": what `read_spans` reads back."""
    point = "." if language == "id" else ":"
    written = [f"{clock(opens, point)}-{clock(closes, point)}" for opens, closes in spans]
    return ", ".join(written) or _CLOSED[language]


def clock(minutes: int, point: str = ":") -> str:
    """Minutes as a clock shows them: 480 "08:00", 1440 "24:00", 1560 "02:00" of the next day."""
    if minutes > DAY:
        minutes -= DAY
    return f"{minutes // 60:02}{point}{minutes % 60:02}"


def _split(separator: re.Pattern[str], text: str, offset: int = 0) -> list[tuple[int, str]]:
    """The parts between separators, trimmed, each with the offset of its first character."""
    parts = []
    start = 0
    for end, following in [*(match.span() for match in separator.finditer(text)), (len(text), 0)]:
        part = text[start:end]
        blanks = len(part) - len(part.lstrip())
        parts.append((offset + start + blanks, part.strip()))
        start = following
    return parts


def _read_day(text: str, offset: int) -> int:
    folded = text.casefold().rstrip(".").replace("'", "").replace("’", "")
    day = DAYS_BY_NAME.get(folded)
    if day is None:
        names = {name.casefold(): name for language in DAY_NAMES.values() for name in language}
        close = difflib.get_close_matches(folded, names, n=1, cutoff=0.7)
        guesses = [_DAY_GROUPS[folded]] if folded in _DAY_GROUPS else [names[name] for name in close]
        raise WrongValueError("hours-day", offset=offset, typed=text, **_guess(guesses))
    return day


def _days_between(first: int, last: int) -> list[int]:
    """Both included; "Sabtu-Senin" goes over the week's end."""
    return [(first + step) % 7 for step in range((last - first) % 7 + 1)]


def _read_span(text: str, offset: int) -> Span:
    ends = _split(_RANGE, text, offset)
    if len(ends) != 2 or not all(end for _, end in ends):
        raise WrongValueError("hours-span", offset=offset, typed=text, **_guess(_meant_spans(text)))
    opens, closes = (_read_time(time, at) for at, time in ends)
    if opens == DAY:
        raise WrongValueError("hours-time", offset=ends[0][0], typed=ends[0][1], guess=clock(0, "."))
    if opens == closes:
        raise WrongValueError("hours-span-empty", offset=offset, typed=text)
    if closes == 0:
        return opens, DAY
    if closes > opens:
        return opens, closes
    if closes + DAY - opens <= LONGEST_NIGHT:
        return opens, closes + DAY
    # 08.00-04.00 is 4 in the afternoon; 16.00-08.00 is the wrong way round.
    meant = (opens, closes + 720) if opens - 720 < closes <= 360 else (closes, opens)
    raise WrongValueError("hours-span-backwards", offset=offset, typed=text, guess=write_spans([meant]))


def _meant_spans(text: str) -> list[str]:
    """What hours may mean that are parted by other signs than commas, or told with their break.

    [] where one of the times would be lost, or where they are of several days.
    """
    times = _TWO_TIMES.findall(text)
    names_days = any(word in DAYS_BY_NAME for word in re.findall(r"[^\W\d_]+", text.casefold()))
    if not times or 2 * len(times) != len(_CLOCK.findall(text)) or (names_days and len(times) > 1):
        return []
    try:
        spans = sorted(_read_span("-".join(pair), 0) for pair in times)
    except WrongValueError:
        return []
    if len(spans) == 2 and _BREAK.search(text) and spans[0][0] < spans[1][0] and spans[1][1] < spans[0][1]:
        (opens, closes), (begins, ends) = spans
        spans = [(opens, begins), (ends, closes)]
    overlaps = any(_overlap(one, other) for one, other in pairwise(spans))
    return [] if overlaps else [write_spans(spans)]


def _read_time(text: str, offset: int) -> int:
    """Minutes from midnight, up to 1440."""
    match = _TIME.fullmatch(text)
    if match and int(match[2]) < 60 and (minutes := int(match[1]) * 60 + int(match[2])) <= DAY:
        return minutes
    raise WrongValueError("hours-time", offset=offset, typed=text, **_guess(_nearly_times(text.rstrip("."))))


def _nearly_times(text: str) -> Iterator[str]:
    """What "8", "1600", "16.0" or "4 pm" may mean."""
    match = _NEARLY_TIME.fullmatch(text)
    if match:
        hour, minute = int(match[1]), int((match[2] or "0").ljust(2, "0"))
        if match[3] and hour < 12:
            hour += 12
        if hour < 24 and minute < 60:
            yield clock(hour * 60 + minute, ".")


def _guess(guesses: Iterable[str]) -> dict[str, str]:
    """The first guess as a value of a problem; nothing where there is none."""
    guess = next(iter(guesses), None)
    return {"guess": guess} if guess else {}


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


@lru_cache(maxsize=1024)
def meet(one: Week, other: Week) -> bool:
    """Whether two weeks have a time in common. The last night reaches into the first day."""
    spans = [span for weeks in (-7, 0, 7) for span in _minutes_of(other, weeks)]
    return any(_overlap(span, met) for span in _minutes_of(one) for met in spans)


def _minutes_of(week: Week, later: int = 0) -> Iterator[Span]:
    """A week's spans in minutes from its first midnight, or from that so many days before."""
    for day, spans in enumerate(week, start=later):
        for opens, closes in spans:
            yield day * DAY + opens, day * DAY + closes


# What other formats make of the week


_OSM_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_SCHEMA_ORG_DAYS = tuple(f"https://schema.org/{name}" for name in DAY_NAMES["en"])


def osm_opening_hours(hours: Hours) -> str:
    """The ordinary week in OpenStreetMap's syntax: "Mo-Th 08:00-16:00; Fr 08:00-11:30,13:00-16:30; PH off"."""
    if all(spans == ((0, DAY),) for spans in hours.weekly):
        week = "24/7"
    else:
        # After ";" a rule replaces the earlier ones for its days, the hours after midnight included; "," adds.
        nights = any(spans and spans[-1][1] > DAY for spans in hours.weekly)
        rules = [f"{_osm_days(days)} {_osm_spans(spans)}" for days, spans in week_entries(hours.weekly)]
        week = (", " if nights else "; ").join(rules) or "off"
    return f"{week}; PH off" if hours.holidays == "closed" and week != "off" else week


def opening_hours_specification(hours: Hours) -> list[dict[str, object]]:
    """The week, its seasons and exceptions as schema.org `openingHoursSpecification`.

    What closes at 24:00 closes at 23:59 there, and a closed date opens and closes at 00:00: so the search
    engines ask for it.
    """
    specifications = _schema_org_week(hours.weekly, {})
    for season in hours.seasons:
        specifications += _schema_org_week(season.weekly, _validity(season), closed_days=True)
    for exception in hours.exceptions:
        for opens, closes in exception.spans or ((0, 0),):
            specifications.append(_specification(opens, closes) | _validity(exception))
    return specifications


def _osm_days(days: tuple[int, ...]) -> str:
    first, last = days[0], days[-1]
    if len(days) > 2 and last - first == len(days) - 1:
        return f"{_OSM_DAYS[first]}-{_OSM_DAYS[last]}"
    return ",".join(_OSM_DAYS[day] for day in days)


def _osm_spans(spans: tuple[Span, ...]) -> str:
    return ",".join(f"{clock(opens)}-{clock(closes)}" for opens, closes in spans)


def _schema_org_week(week: Week, validity: dict[str, object], closed_days: bool = False) -> list[dict[str, object]]:
    entries = week_entries(week)
    closed = tuple(day for day, spans in enumerate(week) if not spans)
    if closed_days and closed:
        entries.append((closed, ((0, 0),)))
    return [
        {**_specification(opens, closes), "dayOfWeek": [_SCHEMA_ORG_DAYS[day] for day in days], **validity}
        for days, spans in entries
        for opens, closes in spans
    ]


def _specification(opens: int, closes: int) -> dict[str, object]:
    return {
        "@type": "OpeningHoursSpecification",
        "opens": clock(opens),
        "closes": "23:59" if closes == DAY else clock(closes),
    }


def _validity(rule: Season | SpecialDay) -> dict[str, object]:
    return {"validFrom": rule.first.isoformat(), "validThrough": rule.last.isoformat()}
