"""data/hours.json: when each centre is open, and how sure that is; data/hours.schema.json says what stands where.

Only what a centre or the network has told: no estimate, no state at a moment, no age. docs/reference/hours-data.md
explains it. The search has its own, shorter files for its script (data/search/); this one is for everybody else.
"""

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from sitegen.derive import Directory
from sitegen.hours import Hours, Notice, Span, Week, clock, osm_opening_hours
from sitegen.model import Centre, Record, Text
from sitegen.pages.edition import Edition

DATA = "data/hours.json"
SCHEMA = "data/hours.schema.json"
VERSION: Literal[1] = 1

IsoDate = Annotated[str, Meta(pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
Clock = Annotated[str, Meta(pattern="^[0-2][0-9]:[0-5][0-9]$", description="to 24:00")]
Spans = Annotated[
    tuple[tuple[Clock, Clock], ...],
    Meta(description="opens and closes; a closing time before the opening is of the next day; empty: closed"),
]
WeekOfSpans = Annotated[
    tuple[Spans, ...], Meta(min_length=7, max_length=7, description="seven days from Monday, in the centre's zone")
]


class SeasonData(Record, frozen=True, kw_only=True):
    name: Text
    first: IsoDate
    last: Annotated[IsoDate, Meta(description="included")]
    weekly: WeekOfSpans


class ExceptionData(Record, frozen=True, kw_only=True):
    first: IsoDate
    last: Annotated[IsoDate, Meta(description="included")]
    hours: Spans
    reason: Text | None


class HoursData(Record, frozen=True, kw_only=True):
    weekly: WeekOfSpans
    seasons: tuple[SeasonData, ...]
    exceptions: tuple[ExceptionData, ...]
    holidays: Annotated[Literal["closed", "open"], Meta(description="on the holidays of the network")]
    osm: Annotated[str, Meta(description="the ordinary week in OpenStreetMap's syntax")]


class ServiceData(Record, frozen=True, kw_only=True):
    """A service with a week of its own: it is to be had while the centre is open, too."""

    id: str
    weekly: WeekOfSpans


class AssuranceData(Record, frozen=True, kw_only=True):
    about: Annotated[str, Meta(description='a field of the centre\'s file, or "all"')]
    date: IsoDate
    by: str | None
    how: str | None


class CentreData(Record, frozen=True, kw_only=True):
    id: str
    url: str
    status: Literal["planned", "active", "temporarily_closed", "closed"]
    status_until: Annotated[IsoDate | None, Meta(description="the last day of a temporary closure")]
    time_zone: Annotated[str, Meta(description="IANA name")]
    opening_hours: Annotated[HoursData | None, Meta(description="null: not known, which is neither open nor closed")]
    services: tuple[ServiceData, ...]
    notices: Annotated[tuple[str, ...], Meta(description="ids of those that hold here")]
    assured: tuple[AssuranceData, ...]


class NoticeData(Record, frozen=True, kw_only=True):
    id: str
    title: Text
    text: Annotated[Text | None, Meta(description="Markdown")]
    first: IsoDate
    last: Annotated[IsoDate, Meta(description="included")]
    hours: Annotated[Spans | None, Meta(description="on these dates; null: hours stay as they are")]


class HolidayData(Record, frozen=True, kw_only=True):
    date: IsoDate
    name: Text
    estimated: Annotated[bool, Meta(description="not decreed: who closes on holidays is not known to be open")]


class FreshnessData(Record, frozen=True, kw_only=True):
    """From how many days after an assurance it counts as ageing, and as old."""

    ageing_days: int
    old_days: int


class NetworkHours(Record, frozen=True, kw_only=True):
    version: Literal[1]
    calendar_until: Annotated[IsoDate | None, Meta(description="after this date holidays, so hours, are not known")]
    holidays: tuple[HolidayData, ...]
    notices: tuple[NoticeData, ...]
    freshness: FreshnessData
    centres: tuple[CentreData, ...]


def hours_files(directory: Directory, edition: Edition) -> dict[str, bytes]:
    """The files to publish, by path. Addresses are those of `edition`, texts in every language."""
    return {
        DATA: msgspec.json.encode(network_hours(directory, edition)),
        SCHEMA: _schema(edition.url(SCHEMA)),
    }


@cache
def _schema(url: str) -> bytes:
    told = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": url, **msgspec.json.schema(NetworkHours)}
    return msgspec.json.format(msgspec.json.encode(told))


def network_hours(directory: Directory, edition: Edition) -> NetworkHours:
    network, calendar = directory.network, edition.calendar
    days = [(day, name, False) for day, name in calendar.holidays.items()]
    days += [(day, name, True) for day, name in calendar.estimated.items()]
    freshness = directory.site.freshness
    return NetworkHours(
        version=VERSION,
        calendar_until=str(calendar.until) if calendar.until else None,
        holidays=tuple(
            HolidayData(date=str(day), name=name, estimated=estimated)
            for day, name, estimated in sorted(days, key=lambda entry: (entry[0], entry[2]))
        ),
        notices=tuple(map(_notice, network.notices)),
        freshness=FreshnessData(ageing_days=freshness.ageing_days, old_days=freshness.old_days),
        centres=tuple(_centre(centre, network.notices, edition) for centre in network.centres),
    )


def _centre(centre: Centre, notices: Iterable[Notice], edition: Edition) -> CentreData:
    region = edition.regions.get(centre.location.region_code)
    return CentreData(
        id=centre.id,
        url=edition.url(edition.path("centres", centre.id)),
        status=centre.status,  # type: ignore[arg-type]  # the field list has the same four
        status_until=str(centre.status_until) if centre.status_until else None,
        time_zone=(region.time_zone if region else None) or "UTC",
        opening_hours=_hours(centre.opening_hours) if centre.opening_hours else None,
        services=tuple(
            ServiceData(id=offered.id, weekly=_week(offered.weekly)) for offered in centre.services if offered.weekly
        ),
        notices=tuple(notice.id for notice in notices if centre.heeds(notice)),
        assured=tuple(
            AssuranceData(about=word.about, date=str(word.date), by=word.by, how=word.how) for word in centre.assured
        ),
    )


def _hours(hours: Hours) -> HoursData:
    return HoursData(
        weekly=_week(hours.weekly),
        seasons=tuple(
            SeasonData(name=season.name, first=str(season.first), last=str(season.last), weekly=_week(season.weekly))
            for season in hours.seasons
        ),
        exceptions=tuple(
            ExceptionData(
                first=str(special.first), last=str(special.last), hours=_spans(special.spans), reason=special.reason
            )
            for special in hours.exceptions
        ),
        holidays=hours.holidays,
        osm=osm_opening_hours(hours),
    )


def _notice(notice: Notice) -> NoticeData:
    return NoticeData(
        id=notice.id,
        title=notice.title,
        text=notice.text,
        first=str(notice.first),
        last=str(notice.last),
        hours=None if notice.spans is None else _spans(notice.spans),
    )


@lru_cache(maxsize=4096)
def _week(week: Week) -> tuple[tuple[tuple[str, str], ...], ...]:
    return tuple(map(_spans, week))


@lru_cache(maxsize=4096)
def _spans(spans: tuple[Span, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((clock(opens), clock(closes)) for opens, closes in spans)
