"""Hours as they are typed, kept, told and handed to other formats. Whether it is open: tests/cases/hours.json."""

import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from sitegen.hours import (
    Hours,
    Schedule,
    Scope,
    Season,
    SpecialDay,
    clock,
    data_for_browser,
    hours_on,
    make_week,
    opening_hours_specification,
    osm_opening_hours,
    read_days,
    read_spans,
    state,
    week_entries,
    week_faults,
    write_days,
    write_spans,
)
from sitegen.hours_words import browser_texts, state_words
from sitegen.problems import WrongValueError
from support.hours_cases import LANGUAGES, TABLE, schedule, translator

NAMES = sorted(TABLE["schedules"])
OFFICE = make_week([((0, 1, 2, 3), read_spans("08.00-16.00")), ((4,), read_spans("08.00-11.30, 13.00-16.30"))])


@pytest.mark.parametrize("case", TABLE["cases"], ids=lambda case: f"{case['schedule']}, {case['at']}")
def test_case(case: dict[str, Any]) -> None:
    plan, moment = schedule(case["schedule"]), datetime.fromisoformat(case["at"])
    found = state(plan, moment)
    assert (found.kind, found.until and found.until.isoformat()) == (case["state"], case["until"])
    label = TABLE["schedules"][case["schedule"]]["label"]
    for language in LANGUAGES:
        said = state_words(found, plan, moment, translator(language), label)
        assert said == case.get("words", {}).get(language, said)


def test_the_table_is_large_and_most_of_the_rules_are_in_it() -> None:
    cases = TABLE["cases"]
    assert len(cases) >= 500
    assert sum(case["by"] == "calendar" for case in cases) >= 150
    assert len({(case["schedule"], case["at"]) for case in cases}) == len(cases)
    met = {state(schedule(case["schedule"]), datetime.fromisoformat(case["at"])).rule for case in cases}
    assert met >= {"closure", "no-hours", "exception", "notice", "calendar-ended", "holiday", "holiday-estimated"}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_browsers_data_in_the_table_follows_from_what_is_written(name: str, language: str) -> None:
    entry = TABLE["schedules"][name]
    data = data_for_browser(schedule(name), language, entry["label"])
    assert json.loads(json.dumps(data)) == entry[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_browsers_words_in_the_table_are_the_locales(language: str) -> None:
    assert browser_texts(translator(language)) == TABLE["texts"][language]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Senin", [0]),
        ("Senin-Kamis", [0, 1, 2, 3]),
        ("senin – jumat", [0, 1, 2, 3, 4]),
        ("Senin s.d. Jumat", [0, 1, 2, 3, 4]),
        ("Senin s/d Jumat", [0, 1, 2, 3, 4]),
        ("Senin sampai Jumat", [0, 1, 2, 3, 4]),
        ("Sen, Rab", [0, 2]),
        ("Rab, Sen.", [0, 2]),
        ("SABTU dan Minggu", [5, 6]),
        ("Jum'at", [4]),
        ("Ahad", [6]),
        ("Monday–Friday", [0, 1, 2, 3, 4]),
        ("Mon-Fri", [0, 1, 2, 3, 4]),
        ("Mon to Wed and Sat", [0, 1, 2, 5]),
        ("Sabtu-Senin", [0, 5, 6]),  # over the week's end
        ("Minggu-Minggu", [6]),
        ("Setiap hari", [0, 1, 2, 3, 4, 5, 6]),
        ("every  day", [0, 1, 2, 3, 4, 5, 6]),
    ],
)
def test_read_days(text: str, days: list[int]) -> None:
    assert read_days(text) == tuple(days)


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("08.00-16.00", [(480, 960)]),
        ("8.00-16.00", [(480, 960)]),
        ("08:00–12:00, 13.00–16.30", [(480, 720), (780, 990)]),
        ("13.00-16.30, 08.00-12.00", [(480, 720), (780, 990)]),  # by the clock, whatever the order
        ("08.00-12.00 dan 13.00-16.00", [(480, 720), (780, 960)]),
        ("08.00 s.d. 16.00", [(480, 960)]),
        ("00.00-24.00", [(0, 1440)]),
        ("24 jam", [(0, 1440)]),
        ("21.00-02.00", [(1260, 1560)]),  # ends the next day
        ("21.00-00.00", [(1260, 1440)]),
        ("08.00-00.00", [(480, 1440)]),
        ("19.00-07.00", [(1140, 1860)]),  # twelve hours: the longest night
        ("08.00-12.00, 12.00-16.00", [(480, 720), (720, 960)]),  # to touch is not to overlap
        ("tutup", []),
        (" Closed ", []),
    ],
)
def test_read_spans(text: str, spans: list[tuple[int, int]]) -> None:
    assert read_spans(text) == tuple(spans)


@pytest.mark.parametrize(
    ("read", "text", "code", "offset", "values"),
    [
        (read_days, "Snin", "hours-day", 0, {"typed": "Snin", "guess": "Senin"}),
        (read_days, "Senin-Jumaat", "hours-day", 6, {"typed": "Jumaat", "guess": "Jumat"}),
        (read_days, "Monday, Wendesday", "hours-day", 8, {"typed": "Wendesday", "guess": "Wednesday"}),
        (read_days, "xyz", "hours-day", 0, {"typed": "xyz"}),
        (read_days, "Weekdays", "hours-day", 0, {"typed": "Weekdays", "guess": "Senin-Jumat"}),  # not Wednesday
        (read_days, "Hari kerja", "hours-day", 0, {"typed": "Hari kerja", "guess": "Senin-Jumat"}),
        (read_days, "seasons", "hours-day", 0, {"typed": "seasons"}),  # not Selasa
        (read_days, "Senin,,Rabu", "hours-day", 0, {"typed": "Senin,,Rabu"}),
        (read_days, "", "hours-day", 0, {"typed": ""}),
        (read_days, "Senin-Rabu-Jumat", "hours-day", 0, {"typed": "Senin-Rabu-Jumat"}),
        (read_days, "Senin-Rabu, Selasa", "hours-day-twice", 12, {"typed": "Selasa"}),
        (read_spans, "08.00–25.00", "hours-time", 6, {"typed": "25.00"}),
        (read_spans, "08.60-16.00", "hours-time", 0, {"typed": "08.60"}),
        (read_spans, "08.00-24.01", "hours-time", 6, {"typed": "24.01"}),
        (read_spans, "24.00-02.00", "hours-time", 0, {"typed": "24.00", "guess": "00.00"}),
        (read_spans, "8-16", "hours-time", 0, {"typed": "8", "guess": "08.00"}),
        (read_spans, "08.00-1600", "hours-time", 6, {"typed": "1600", "guess": "16.00"}),
        (read_spans, "08.00 - 4 pm", "hours-time", 8, {"typed": "4 pm", "guess": "16.00"}),
        (read_spans, "8 am-16.00", "hours-time", 0, {"typed": "8 am", "guess": "08.00"}),
        (read_spans, "٠٨.٠٠-16.00", "hours-time", 0, {"typed": "٠٨.٠٠"}),
        (read_spans, "08.00 16.00", "hours-span", 0, {"typed": "08.00 16.00", "guess": "08.00-16.00"}),
        (read_spans, "buka", "hours-span", 0, {"typed": "buka"}),
        (read_spans, "", "hours-span", 0, {"typed": ""}),
        (read_spans, "08.00-08.00", "hours-span-empty", 0, {"typed": "08.00-08.00"}),
        (read_spans, "16.00-08.00", "hours-span-backwards", 0, {"typed": "16.00-08.00", "guess": "08.00-16.00"}),
        (read_spans, "08.00-04.00", "hours-span-backwards", 0, {"typed": "08.00-04.00", "guess": "08.00-16.00"}),
        (read_spans, "19.00-07.01", "hours-span-backwards", 0, {"typed": "19.00-07.01", "guess": "07.01-19.00"}),
        (
            read_spans,
            "08.00-12.00, 11.59-13.00",
            "hours-overlap",
            13,
            {"typed": "11.59-13.00", "other": "08.00-12.00"},
        ),
    ],
)
def test_what_cannot_be_read(
    read: Callable[[str], object], text: str, code: str, offset: int, values: dict[str, str]
) -> None:
    with pytest.raises(WrongValueError) as caught:
        read(text)
    assert (caught.value.code, caught.value.offset, caught.value.values) == (code, offset, values)


@pytest.mark.parametrize(
    ("entries", "faults"),
    [
        ({"Senin-Kamis": "08.00-16.00", "Jumat": "08.00-11.30"}, []),
        ({"Senin-Kamis": "08.00-16.00", "Rabu-Jumat": "09.00-12.00"}, [("hours-day-twice", "1", "Rabu")]),
        ({"Jumat": "21.00-02.00", "Sabtu": "02.00-04.00"}, []),
        ({"Sabtu": "01.59-04.00", "Jumat": "21.00-02.00"}, [("hours-overlap-night", "0", "01.59-04.00")]),
        ({"Senin": "00.30-04.00", "Minggu": "21.00-02.00"}, [("hours-overlap-night", "0", "00.30-04.00")]),
        ({"Setiap hari": "21.00-03.00, 02.00-04.00"}, [("hours-overlap-night", "0", "02.00-04.00")]),
    ],
)
def test_faults_between_the_days_of_a_week(entries: dict[str, str], faults: list[tuple[str, str, str]]) -> None:
    read = [(read_days(days), read_spans(spans)) for days, spans in entries.items()]
    found = list(week_faults(read))
    assert [(fault.code, fault.values["entry"]) for fault in found] == [fault[:2] for fault in faults]
    if faults:
        assert found[0].values["typed"] == faults[0][2]
        with pytest.raises(WrongValueError, match=faults[0][0]):
            make_week(read)


def test_a_night_that_runs_into_the_next_day_names_both() -> None:
    (fault,) = week_faults([((4,), ((1260, 1560),)), ((5,), ((60, 300),))])
    assert fault.values == {
        "entry": "1",
        "day": "Sabtu",
        "typed": "01.00-05.00",
        "other_day": "Jumat",
        "other": "21.00-02.00",
    }


def test_days_that_no_entry_names_are_closed() -> None:
    assert OFFICE[5:] == ((), ())
    assert make_week(week_entries(OFFICE)) == OFFICE


@pytest.mark.parametrize(
    ("days", "language", "written"),
    [
        ([0, 1, 2, 3], "id", "Senin-Kamis"),
        ([0, 1], "id", "Senin, Selasa"),
        ([6, 5, 0], "id", "Sabtu-Senin"),
        ([6, 0], "id", "Minggu, Senin"),
        ([0, 2, 3, 4], "en", "Monday, Wednesday-Friday"),
        (range(7), "en", "Monday-Sunday"),
    ],
)
def test_write_days(days: list[int], language: str, written: str) -> None:
    assert write_days(days, language) == written


@pytest.mark.parametrize(
    ("spans", "language", "written"),
    [
        ([(480, 690), (780, 990)], "id", "08.00-11.30, 13.00-16.30"),
        ([(1260, 1560)], "en", "21:00-02:00"),
        ([(0, 1440)], "id", "00.00-24.00"),
        ([], "id", "tutup"),
        ([], "en", "closed"),
    ],
)
def test_write_spans(spans: list[tuple[int, int]], language: str, written: str) -> None:
    assert write_spans(spans, language) == written


@pytest.mark.parametrize(
    ("minutes", "shown"), [(0, "00:00"), (485, "08:05"), (1439, "23:59"), (1440, "24:00"), (1441, "00:01")]
)
def test_clock(minutes: int, shown: str) -> None:
    assert clock(minutes) == shown


@pytest.mark.parametrize(
    ("scope", "covered"),
    [
        (Scope(all=True), True),
        (Scope(), False),
        (Scope(regions=("35",)), True),
        (Scope(regions=("3",)), False),  # part of a code is no region
        (Scope(regions=("35.01.04",)), True),
        (Scope(regions=("35.01.04.2001",)), False),  # below the centre's own region
        (Scope(regions=("51", "35.01")), True),
        (Scope(legal_statuses=("uptd",)), True),
        (Scope(legal_statuses=("blud",)), False),
        (Scope(regions=("35",), legal_statuses=("uptd",)), True),
        (Scope(regions=("51",), legal_statuses=("uptd",)), False),
        (Scope(regions=("51",), centres=("pacitan",)), True),
        (Scope(centres=("batu",)), False),
    ],
)
def test_whom_a_notice_is_for(scope: Scope, covered: bool) -> None:
    assert scope.covers("pacitan", "35.01.04", "uptd") is covered


def test_a_centre_without_legal_status_is_in_none() -> None:
    assert not Scope(legal_statuses=("uptd",)).covers("pacitan", "35.01", None)


def test_what_holds_on_a_date() -> None:
    plan = schedule("fasting")
    assert hours_on(plan, date(2027, 2, 12)).rule == "season"
    assert hours_on(plan, date(2027, 2, 12)).reason == {"id": "Ramadan 1448 H"}
    assert hours_on(plan, date(2026, 12, 24)).spans == ((480, 720),)
    assert hours_on(plan, date(2026, 12, 25)).reason == {"id": "Natal", "en": "Christmas Day"}
    assert hours_on(plan, date(2027, 3, 9)).spans is None


@pytest.mark.parametrize(
    ("hours", "written"),
    [
        (Hours(weekly=OFFICE), "Mo-Th 08:00-16:00; Fr 08:00-11:30,13:00-16:30; PH off"),
        (Hours(weekly=OFFICE, holidays="open"), "Mo-Th 08:00-16:00; Fr 08:00-11:30,13:00-16:30"),
        (Hours(weekly=(((0, 1440),),) * 7), "24/7; PH off"),
        (Hours(weekly=((),) * 7), "off"),
        # ";" would take the night's end away from Saturday
        (
            Hours(weekly=((), (), (), (), ((1260, 1560),), ((480, 720),), ()), holidays="open"),
            "Fr 21:00-02:00, Sa 08:00-12:00",
        ),
        (Hours(weekly=(((480, 720),), (), ((480, 720),), (), (), (), ()), holidays="open"), "Mo,We 08:00-12:00"),
    ],
)
def test_osm_opening_hours(hours: Hours, written: str) -> None:
    assert osm_opening_hours(hours) == written


def test_opening_hours_specification() -> None:
    weekdays = [f"https://schema.org/{day}" for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")]
    hours = Hours(
        weekly=(((480, 960),),) * 5 + (((1260, 1560),), ((0, 1440),)),
        seasons=(
            Season(
                name={"id": "Ramadan"},
                first=date(2027, 2, 8),
                last=date(2027, 3, 9),
                weekly=(((480, 900),),) * 5 + ((), ()),
            ),
        ),
        exceptions=(
            SpecialDay(first=date(2026, 12, 24), last=date(2026, 12, 24), spans=((480, 720),)),
            SpecialDay(first=date(2027, 3, 10), last=date(2027, 3, 16)),
        ),
    )
    kind = {"@type": "OpeningHoursSpecification"}
    season = {"validFrom": "2027-02-08", "validThrough": "2027-03-09"}
    weekend = ["https://schema.org/Saturday", "https://schema.org/Sunday"]
    assert opening_hours_specification(hours) == [
        kind | {"opens": "08:00", "closes": "16:00", "dayOfWeek": weekdays},
        kind | {"opens": "21:00", "closes": "02:00", "dayOfWeek": weekend[:1]},
        kind | {"opens": "00:00", "closes": "23:59", "dayOfWeek": weekend[1:]},
        kind | {"opens": "08:00", "closes": "15:00", "dayOfWeek": weekdays} | season,
        kind | {"opens": "00:00", "closes": "00:00", "dayOfWeek": weekend} | season,
        kind | {"opens": "08:00", "closes": "12:00", "validFrom": "2026-12-24", "validThrough": "2026-12-24"},
        kind | {"opens": "00:00", "closes": "00:00", "validFrom": "2027-03-10", "validThrough": "2027-03-16"},
    ]


def test_a_moment_must_know_its_zone() -> None:
    """A naive one would be read in the zone of the machine; the comparison refuses it."""
    with pytest.raises(TypeError):
        state(Schedule(hours=Hours(weekly=OFFICE), zone="Asia/Makassar"), datetime(2026, 11, 2, 8, 0))  # noqa: DTZ001
