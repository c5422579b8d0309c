"""A centre's dates as iCalendar (RFC 5545): exceptions, notices, a temporary closure, events. Only facts.

The ordinary week is no event, and neither is an estimate. Dates are dates wherever the calendar is opened; the times of
events are in UTC, so that no file has to carry the rules of a time zone.
"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from html import unescape
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import msgspec

from sitegen.hours import Notice, SpecialDay
from sitegen.model import Centre, Event
from sitegen.pages.edition import Edition
from sitegen.pages.hours import closure_ends, spans_in_words, zone_of
from sitegen.pages.notices import notices_of

MAX_OCTETS = 75  # in a line, its end not counted
TAG = re.compile(r"<[^>]*>")


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One VEVENT. Both ends are dates, the last one included, or both are moments in UTC."""

    key: str  # unlike those of all others of this centre
    first: date | datetime
    last: date | datetime | None  # None: no end is known
    summary: str
    description: str | None = None
    url: str | None = None


def centre_calendar(edition: Edition, centre: Centre) -> bytes:
    """The file of one centre in one language."""
    url = edition.url(edition.path("centres", centre.id))
    host = urlsplit(edition.site.base_url).hostname or "localhost"
    name = edition.plain(centre.name)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//sitegen//calendar file//EN", "CALSCALE:GREGORIAN"]
    lines += [f"NAME:{escaped(name)}", f"X-WR-CALNAME:{escaped(name)}", f"URL:{url}"]
    where = [centre.location.street_address, edition.place(centre.location.region_code)]
    location = ", ".join(filter(None, where))
    seen = Counter[str]()
    for entry in sorted(_entries(edition, centre), key=lambda entry: (str(entry.first), entry.key)):
        seen[entry.key] += 1
        number = f"-{seen[entry.key]}" if seen[entry.key] > 1 else ""
        lines += _event_lines(entry, f"{entry.key}{number}-{centre.id}@{host}", location, url)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded(line)}\r\n" for line in lines).encode()


def escaped(text: str) -> str:
    """A text as the value of a property."""
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return "\\n".join(text.splitlines())


def folded(line: str) -> str:
    """A line cut where it gets too long for the format; never inside a character."""
    parts, start, room = list[str](), 0, MAX_OCTETS
    for end, character in enumerate(line):
        size = len(character.encode())
        if size > room:
            parts.append(line[start:end])
            start, room = end, MAX_OCTETS - 1  # the blank that begins the next line counts
        room -= size
    return "\r\n ".join([*parts, line[start:]])


def _event_lines(entry: Entry, uid: str, location: str, url: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{uid}"
    # The build's clock would make other bytes each day; what a calendar compares are revisions, and these it has none.
    yield f"DTSTAMP:{_stamp(entry.first)}"
    if isinstance(entry.first, datetime):
        yield f"DTSTART:{_stamp(entry.first)}"
        if isinstance(entry.last, datetime):
            yield f"DTEND:{_stamp(entry.last)}"
    else:
        last = entry.last or entry.first
        yield f"DTSTART;VALUE=DATE:{entry.first:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{last + timedelta(1):%Y%m%d}"  # the format's end is not included
        yield "TRANSP:TRANSPARENT"  # nobody is busy for it
    yield f"SUMMARY:{escaped(entry.summary)}"
    if entry.description:
        yield f"DESCRIPTION:{escaped(entry.description)}"
    if location:
        yield f"LOCATION:{escaped(location)}"
    yield f"URL:{entry.url or url}"
    yield "END:VEVENT"


def _stamp(moment: date | datetime) -> str:
    return f"{moment:%Y%m%dT%H%M%SZ}"  # a date's time is 00:00


def _entries(edition: Edition, centre: Centre) -> Iterator[Entry]:
    name = edition.plain(centre.name)
    if centre.opening_hours:
        yield from (_exception(edition, name, special) for special in centre.opening_hours.exceptions)
    yield from (_notice(edition, notice) for notice in notices_of(edition, centre))
    zone = ZoneInfo(zone_of(edition, centre))
    yield from (_event(edition, event, zone) for event in centre.events)
    if until := closure_ends(centre):
        summary = edition.t("calendar_file.closure_ends", name=name)
        yield Entry(key=f"closure-{until}", first=until, last=until, summary=summary)


def _exception(edition: Edition, name: str, special: SpecialDay) -> Entry:
    hours = spans_in_words(edition, special.spans)
    kind = "hours" if special.spans else "closed"
    because = "_because" if special.reason else ""
    reason = edition.plain(special.reason) if special.reason else ""
    return Entry(
        key=f"exception-{special.first}-{special.last}",
        first=special.first,
        last=special.last,
        summary=edition.t(f"calendar_file.{kind}{because}", name=name, hours=hours, reason=reason),
    )


def _notice(edition: Edition, notice: Notice) -> Entry:
    told = [] if notice.spans is None else [spans_in_words(edition, notice.spans)]
    text = edition.rich(notice.text)
    if text:
        told.append(unescape(TAG.sub("", text.html)).strip())
    return Entry(
        key=f"notice-{notice.id}",
        first=notice.first,
        last=notice.last,
        summary=edition.plain(notice.title),
        description="\n".join(told) or None,
    )


def _event(edition: Edition, event: Event, zone: ZoneInfo) -> Entry:
    return Entry(
        key=f"event-{event.start:%Y-%m-%d-%H%M}",
        first=event.start.replace(tzinfo=zone).astimezone(UTC),
        last=event.end.replace(tzinfo=zone).astimezone(UTC) if event.end else None,
        summary=edition.plain(event.name),
        url=event.register,
    )
