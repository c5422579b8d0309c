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

A span belongs to the date on which it opens. So a night that began on an open date runs to its end, also
when the next date is closed or not known; and a closed date has no night that begins on it.

Times are what the clock on the centre's wall shows. A time that the clock skips (summer time begins) is the
moment of the skip; a time that it shows twice (summer time ends) is the first of the two. The opening minute
is inside a span, the closing minute is not.
"""

import difflib
import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal

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


class Season(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Another week from one date to another, such as the fasting month."""

    name: Text
    first: date
    last: date  # included
    weekly: Week


class SpecialDay(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A dated exception of one centre: one date, or several in a row with the same hours."""

    first: date
    last: date  # included
    spans: tuple[Span, ...] = ()  # (): closed
    reason: Text | None = None


class Hours(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """When a centre is open, as its file tells it."""

    weekly: Week
    seasons: tuple[Season, ...] = ()
    exceptions: tuple[SpecialDay, ...] = ()
    holidays: Literal["closed", "open"] = "closed"


class Scope(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
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
        in_region = not self.regions or any(
            f"{region_code}.".startswith(f"{region}.") for region in self.regions
        )
        return in_region and (not self.legal_statuses or legal_status in self.legal_statuses)


class Notice(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A message of the network about many centres, from content/notices/ID.yaml."""

    id: str
    title: Text
    first: date
    last: date  # included
    scope: Scope
    text: Text | None = None  # Markdown
    spans: tuple[Span, ...] | None = None  # the hours on these dates; (): closed; None: hours stay as they are


# Reading and writing the hours of centre files

DAY_NAMES = {
    "id": ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_CLOSED = {"id": "tutup", "en": "closed"}
_EVERY_DAY = frozenset({"setiap hari", "tiap hari", "every day", "daily"})
_ALL_DAY = frozenset({"24 jam", "24 hours"})

_DAYS = {"ahad": 6}
for _names in DAY_NAMES.values():
    for _number, _name in enumerate(_names):
        _DAYS[_name.casefold()] = _DAYS[_name[:3].casefold()] = _number

_LIST = re.compile(r",|\b(?:dan|and)\b|&", re.IGNORECASE)
_RANGE = re.compile(r"[-–—]|\bs\.d\.|\bs/d\b|\b(?:sd|sampai|to)\b", re.IGNORECASE)
_TIME = re.compile(r"([0-9]{1,2})[.:]([0-9]{2})")
_NEARLY_TIME = re.compile(r"([0-9]{1,2})[^0-9]?([0-9]{1,2})?\s*(?:am|(pm))?", re.IGNORECASE)
_TWO_TIMES = re.compile(r"([0-9]{1,2}[.:][0-9]{2})[^0-9]+([0-9]{1,2}[.:][0-9]{2})")


def read_days(text: str) -> tuple[int, ...]:
    """The days of "Senin-Kamis", "Sen, Rab" or "Sabtu s.d. Senin", in order; 0 is Monday."""
    if " ".join(text.casefold().split()) in _EVERY_DAY:
        return tuple(range(7))
    days: set[int] = set()
    for offset, part in _split(_LIST, text):
        ends = [_read_day(name, at) for at, name in _split(_RANGE, part, offset)]
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
    spans: list[Span] = []
    for offset, part in _split(_LIST, text):
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

    `values["entry"]` says which entry is at fault, counted from 0.
    """
    told: dict[int, tuple[int, tuple[Span, ...]]] = {}
    for index, (days, spans) in enumerate(entries):
        for day in days:
            if day in told:
                yield WrongValueError("hours-day-twice", typed=write_days([day]), entry=str(index))
            else:
                told[day] = index, spans
    for day, (_, spans) in sorted(told.items()):
        following = (day + 1) % 7
        index, next_spans = told.get(following, (0, ()))
        # Both lists are in order, so only the last night and the first morning can meet.
        if spans and next_spans and spans[-1][1] - DAY > next_spans[0][0]:
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
    day = _DAYS.get(folded)
    if day is None:
        names = {name.casefold(): name for language in DAY_NAMES.values() for name in language}
        close = difflib.get_close_matches(folded, names, n=1)
        raise WrongValueError("hours-day", offset=offset, typed=text, **_guess(names[name] for name in close))
    return day


def _days_between(first: int, last: int) -> list[int]:
    """Both included; "Sabtu-Senin" goes over the week's end."""
    return [(first + step) % 7 for step in range((last - first) % 7 + 1)]


def _read_span(text: str, offset: int) -> Span:
    ends = _split(_RANGE, text, offset)
    if len(ends) != 2:
        two = ["-".join(times) for times in _TWO_TIMES.findall(text)]
        raise WrongValueError("hours-span", offset=offset, typed=text, **_guess(two))
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


def _read_time(text: str, offset: int) -> int:
    """Minutes from midnight, up to 1440."""
    match = _TIME.fullmatch(text)
    if match and int(match[2]) < 60 and (minutes := int(match[1]) * 60 + int(match[2])) <= DAY:
        return minutes
    raise WrongValueError("hours-time", offset=offset, typed=text, **_guess(_nearly_times(text)))


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
    return {"guess": guess for guess in [*guesses][:1]}


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
