"""Random weeks, seasons, exceptions and notices: three other ways to reckon have to agree with the engine.

- OpenStreetMap's syntax, evaluated by opening-hours-py, for the ordinary week;
- the oracle, which looks at every minute, for all rules;
- the browser's engine, for all rules and for clocks that change.
"""

import json
import os
import random
import subprocess
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opening_hours import OpeningHours

from sitegen.hours import (
    DAY,
    LONGEST_NIGHT,
    Calendar,
    Hours,
    Notice,
    Schedule,
    Scope,
    Season,
    Span,
    SpecialDay,
    Week,
    data_for_browser,
    hours_on,
    make_week,
    osm_opening_hours,
    read_days,
    read_spans,
    state,
    week_entries,
    week_faults,
    write_days,
    write_spans,
)
from support.hours_cases import TABLE
from support.hours_oracle import kind_at, next_change

BATCH = Path(__file__).parents[1] / "js/hours_batch.mjs"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FIRST = date(2026, 1, 1)
CHANGES = [  # of the clock, in the zones below
    date(2026, month, day) for month, day in [(2, 15), (3, 8), (3, 22), (3, 29), (4, 5), (10, 4), (10, 25), (11, 1)]
]
ZONES_WITHOUT_SUMMER_TIME = ("Asia/Jakarta", "Asia/Pontianak", "Asia/Makassar", "Asia/Jayapura", "Asia/Kathmandu")
ZONES = (
    *ZONES_WITHOUT_SUMMER_TIME,
    "Europe/London",
    "America/Los_Angeles",
    "America/St_Johns",
    "Australia/Lord_Howe",
    "Africa/Casablanca",  # the clock goes back for the fasting month
    "UTC",
)


def spans_of(bounds: list[int]) -> tuple[Span, ...]:
    """Pairs of distinct times in order, of which the last may end the next day."""
    return tuple(zip(bounds[::2], bounds[1::2], strict=False))


def is_readable(spans: tuple[Span, ...]) -> bool:
    """Whether staff can write it: a span past midnight is a night, and every span begins on its day."""
    return all(opens < DAY and (closes <= DAY or closes - opens <= LONGEST_NIGHT) for opens, closes in spans)


def is_week(week: tuple[tuple[Span, ...], ...]) -> bool:
    """Whether no night runs into the next day's hours."""
    return not any(week_faults([((day,), spans) for day, spans in enumerate(week)]))


minutes = st.integers(0, 2 * DAY) | st.sampled_from([0, 1, 60, 120, 480, 960, 1439, DAY, DAY + 1, DAY + 120])
day_spans = (
    st.lists(minutes, max_size=6, unique=True).map(sorted).map(spans_of).filter(is_readable)
    | st.just(())
    | st.just(((0, DAY),))
)
weeks = st.lists(day_spans, min_size=7, max_size=7).map(tuple).filter(is_week)


def some_spans(chance: random.Random) -> tuple[Span, ...]:
    """What staff could write for a day: nothing, all day, or up to three spans, perhaps past midnight."""
    kind = chance.randrange(10)
    if kind < 3:
        return ((), ((480, 960),), ((0, DAY),))[kind]
    while True:
        bounds = sorted(
            chance.sample(range(0, DAY + LONGEST_NIGHT, chance.choice([1, 15, 60])), 2 * chance.randint(1, 3))
        )
        spans = spans_of(bounds)
        if is_readable(spans):
            return spans


def some_week(chance: random.Random) -> Week:
    while True:
        week = tuple(some_spans(chance) for _ in range(7))
        if is_week(week):
            return week


def some_dates(chance: random.Random, longest: int = 30) -> Any:
    first = FIRST + timedelta(chance.randrange(500))
    return {"first": first, "last": first + timedelta(chance.choice([0, 0, 1, 2, longest]))}


def some_schedule(chance: random.Random, zones: tuple[str, ...] = ZONES) -> Schedule:
    """Anything that a centre, its network and its calendar can say."""
    name = {"id": "Nama"}
    hours = Hours(
        weekly=some_week(chance),
        seasons=tuple(
            Season(name=name, weekly=some_week(chance), **some_dates(chance)) for _ in range(chance.randrange(3))
        ),
        exceptions=tuple(
            SpecialDay(spans=some_spans(chance), **some_dates(chance)) for _ in range(chance.randrange(12))
        ),
        holidays=chance.choice(["closed", "open"]),
    )
    notices = tuple(
        Notice(
            id="a",
            title=name,
            scope=Scope(all=True),
            spans=chance.choice([None, some_spans(chance)]),
            **some_dates(chance),
        )
        for _ in range(chance.randrange(4))
    )
    some_days = [FIRST + timedelta(chance.randrange(500)) for _ in range(30)]
    return Schedule(
        hours=chance.choice([hours, hours, hours, hours, hours, hours, None]),
        zone=chance.choice(zones),
        calendar=Calendar(
            holidays=dict.fromkeys(some_days[:20], name),
            estimated=dict.fromkeys(some_days[19:24], name),
            until=chance.choice([None, FIRST + timedelta(chance.randrange(300, 500))]),
        ),
        notices=notices,
        service=some_week(chance) if chance.random() < 0.2 else None,
        closed=chance.random() < 0.1,
        closed_until=chance.choice([None, *some_days]),
    )


@given(st.sets(st.integers(0, 6), min_size=1), day_spans, st.sampled_from(["id", "en"]))
def test_what_is_written_reads_back(named: set[int], spans: tuple[Span, ...], language: str) -> None:
    assert read_days(write_days(named, language)) == tuple(sorted(named))
    assert read_spans(write_spans(spans, language)) == spans


@given(weeks)
def test_entries_make_the_week_again(week: Week) -> None:
    assert make_week(week_entries(week)) == week


@settings(max_examples=300)
@given(weeks, st.lists(st.integers(0, 60 * 24 * 3600), min_size=5, max_size=5))
def test_the_week_agrees_with_openstreetmaps_syntax(week: Week, seconds: list[int]) -> None:
    hours = Hours(weekly=week, holidays="open")
    zone = ZoneInfo("Asia/Makassar")
    other = OpeningHours(osm_opening_hours(hours))
    for second in seconds:
        wall = datetime(2026, 11, 2, tzinfo=zone) + timedelta(seconds=second)
        found = state(Schedule(hours=hours, zone=zone.key), wall)
        naive = wall.replace(tzinfo=None)
        assert (found.kind == "open") == other.is_open(naive)
        assert (found.until and found.until.replace(tzinfo=None)) == other.next_change(naive)


@settings(max_examples=60)
@given(st.integers(0, 2**32), st.integers(0, 480 * DAY))
def test_all_rules_agree_with_the_oracle(seed: int, minute: int) -> None:
    schedule = some_schedule(random.Random(seed), ZONES_WITHOUT_SUMMER_TIME)
    moment = datetime(2026, 1, 5, tzinfo=UTC) + timedelta(minutes=minute)
    found = state(schedule, moment)
    if schedule.hours is None and schedule.service is not None:
        return  # the oracle knows no service without a centre's hours
    assert found.kind == kind_at(schedule, moment)
    change = next_change(schedule, moment, days=2)
    if change is not None and found.kind != "unknown" and found.until is not None:
        assert found.until == change
    elif found.until is not None and found.kind != "unknown":
        assert found.until - moment > timedelta(days=1)


def test_the_browser_agrees() -> None:
    """On state and next change, at 200 × 500 = 100,000 instants."""
    chance = random.Random(20261102)
    plans = [some_schedule(chance) for _ in range(200)]
    moments = [some_moments(plan, chance, 500) for plan in plans]
    questions = [
        {"schedule": data_for_browser(plan, "id", ""), "instants": [milliseconds(moment) for moment in some]}
        for plan, some in zip(plans, moments, strict=True)
    ]
    with ThreadPoolExecutor() as pool:
        theirs = pool.submit(ask_browser, questions)  # it reckons while we do
        ours = [[answer(plan, moment) for moment in some] for plan, some in zip(plans, moments, strict=True)]
    for plan, some, our_answers, their_answers in zip(plans, moments, ours, theirs.result(), strict=True):
        for moment, our, their in zip(some, our_answers, their_answers, strict=True):
            assert their == our, f"{moment.isoformat()} {plan}"


@pytest.mark.parametrize("zone", ["Europe/London", "Asia/Jakarta", "Asia/Jayapura", "America/Los_Angeles"])
def test_the_devices_zone_does_not_matter(zone: str) -> None:
    questions = [
        {
            "schedule": TABLE["schedules"][case["schedule"]]["id"],
            "instants": [milliseconds(datetime.fromisoformat(case["at"]))],
        }
        for case in TABLE["cases"]
    ]
    for case, (found,) in zip(TABLE["cases"], ask_browser(questions, zone), strict=True):
        until = case["until"] and milliseconds(datetime.fromisoformat(case["until"]))
        assert found == [case["state"], until], case


def ask_browser(questions: Sequence[Mapping[str, object]], zone: str = "UTC") -> Any:
    """What the browser's engine answers on a device in `zone`: for each schedule and instant [kind, until]."""
    node = subprocess.run(
        ["node", BATCH],
        input=json.dumps(questions),
        env={"PATH": os.environ["PATH"], "TZ": zone},
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(node.stdout)


def answer(plan: Schedule, moment: datetime) -> list[str | int | None]:
    found = state(plan, moment)
    return [found.kind, milliseconds(found.until) if found.until else None]


def milliseconds(moment: datetime) -> int:
    return (moment - EPOCH) // timedelta(milliseconds=1)


def some_moments(plan: Schedule, chance: random.Random, count: int) -> list[datetime]:
    """A third anywhere, a third beside a span's ends, a third in the nights in which clocks change."""
    zone = ZoneInfo(plan.zone)
    found = []
    for number in range(count):
        day = FIRST + timedelta(chance.randrange(-10, 520))
        if number % 3 == 0:
            wall = datetime.combine(day, time()) + timedelta(milliseconds=chance.randrange(DAY * 60_000))
        elif number % 3 == 1:
            bounds = [bound for span in hours_on(plan, day).spans or () for bound in span] or [0]
            seconds = chance.choice(bounds) * 60 + chance.choice([-1, 0, 1])
            wall = datetime.combine(day, time()) + timedelta(seconds=seconds)
        else:
            wall = datetime.combine(chance.choice(CHANGES), time()) + timedelta(minutes=chance.randrange(-120, 480))
        found.append(wall.replace(tzinfo=zone, fold=chance.randrange(2)).astimezone(UTC))
    return found
