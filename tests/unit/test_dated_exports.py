"""Calendar files and data/hours.json of the example network, read again by others' readers."""

import json
import shutil
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from sitegen.exports.calendar_file import MAX_OCTETS, escaped, folded
from sitegen.pipeline import Job, build
from support.building import NOW, PROJECT

ESTIMATED = "10:00"  # when the offices of the example open as a rule


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("libraries")
    root = shutil.copytree(PROJECT / "examples/libraries", folder / "root", ignore=shutil.ignore_patterns("_build"))
    job = Job(project=PROJECT, root=root, out=folder / "out", now=datetime.fromisoformat(NOW), catalogue=False)
    assert build(job, lambda step, done, total: None).published
    return job.out


def events(path: Path) -> Mapping[str, Event]:
    """The events of a file by their UID, without the host."""
    found = Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    return {str(event["UID"]).partition("@")[0]: event for event in found}


def ends(event: Event) -> tuple[object, object]:
    return event["DTSTART"].dt, event["DTEND"].dt if "DTEND" in event else None


def test_a_calendar_has_exceptions_notices_and_events(site: Path) -> None:
    found = events(site / "libraries/brindlewick.ics")
    assert {uid: ends(event) for uid, event in found.items()} == {
        "notice-stocktaking-brindlewick": (date(2026, 12, 1), date(2026, 12, 8)),
        "event-2026-12-03-1000-brindlewick": (
            datetime(2026, 12, 3, 10, 0, tzinfo=UTC),
            datetime(2026, 12, 3, 12, 30, tzinfo=UTC),
        ),
        "exception-2026-12-24-2026-12-24-brindlewick": (date(2026, 12, 24), date(2026, 12, 25)),
        "notice-staff-day-brindlewick": (date(2027, 2, 10), date(2027, 2, 11)),
        "exception-2027-03-15-2027-03-19-brindlewick": (date(2027, 3, 15), date(2027, 3, 20)),
    }
    assert found["exception-2026-12-24-2026-12-24-brindlewick"]["SUMMARY"] == (
        "Brindlewick Central Library open 09:00–12:00: Midwinter's Eve"
    )
    assert found["notice-staff-day-brindlewick"]["DESCRIPTION"].startswith("Closed\nStaff learn together.")


def test_each_language_has_its_own_words_for_the_same_events(site: Path) -> None:
    english, indonesian = (
        events(site / "libraries/brindlewick.ics"),
        events(site / "id/perpustakaan/brindlewick.ics"),
    )
    assert english.keys() == indonesian.keys()
    assert indonesian["notice-staff-day-brindlewick"]["SUMMARY"] == "Hari pegawai"


def test_a_temporary_closure_tells_its_last_day(site: Path) -> None:
    event = events(site / "libraries/quernhithe.ics")["closure-2027-02-28-quernhithe"]
    assert ends(event) == (date(2027, 2, 28), date(2027, 3, 1))


def test_every_calendar_is_right_by_the_standards_reader(site: Path) -> None:
    files = sorted(site.rglob("*.ics"))
    assert len(files) > 10
    for file in files:
        data = file.read_bytes()
        lines = data.removesuffix(b"\r\n").split(b"\r\n")
        assert all(0 < len(line) <= MAX_OCTETS for line in lines), file
        assert b"\n" not in data.replace(b"\r\n", b"")
        calendar = Calendar.from_ical(data)
        assert calendar.errors == []
        uids = [event["UID"] for event in calendar.walk("VEVENT")]
        assert uids
        assert len(set(uids)) == len(uids)
        assert all(
            event.errors == [] and {"DTSTAMP", "DTSTART", "SUMMARY"} <= set(event) for event in calendar.walk("VEVENT")
        )


def test_the_page_leads_to_its_calendar(site: Path) -> None:
    assert 'href="brindlewick.ics"' in (site / "libraries/brindlewick.html").read_text()


@given(
    st.text(
        st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]) | st.sampled_from(list('\\;,:"\n')), max_size=300
    )
)
def test_any_text_comes_back(text: str) -> None:
    line = folded(f"SUMMARY:{escaped(text)}")
    assert all(len(part.encode()) <= MAX_OCTETS for part in line.split("\r\n"))
    head, tail = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n", "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    (event,) = Calendar.from_ical(head + line + tail).walk("VEVENT")
    assert str(event["SUMMARY"]) == "\n".join(text.splitlines())
    assert list(event) == ["SUMMARY"]  # it broke out of nothing


@pytest.fixture(scope="module")
def data(site: Path) -> Any:
    return json.loads((site / "data/hours.json").read_text())


def test_the_data_are_as_their_schema_says(site: Path, data: Any) -> None:
    schema = json.loads((site / "data/hours.schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(data)


def test_the_data_tell_hours_notices_status_and_who_assured_them(data: Any) -> None:
    centres = {centre["id"]: centre for centre in data["centres"]}
    brindlewick = centres["brindlewick"]
    assert brindlewick["opening_hours"]["weekly"][0] == [["09:00", "12:30"], ["13:30", "18:00"]]
    assert brindlewick["opening_hours"]["exceptions"][0]["hours"] == [["09:00", "12:00"]]
    assert brindlewick["time_zone"] == "Europe/London"
    assert brindlewick["notices"] == ["staff-day", "stocktaking"]
    assert {"about": "opening_hours", "date": "2026-11-02", "by": "Head librarian", "how": "call"} in brindlewick[
        "assured"
    ]
    assert [service["id"] for service in brindlewick["services"]] == ["digital-help", "childrens-hour"]
    assert (centres["quernhithe"]["status"], centres["quernhithe"]["status_until"]) == (
        "temporarily_closed",
        "2027-02-28",
    )
    assert {day["date"]: day["estimated"] for day in data["holidays"]}["2027-08-30"]
    assert data["calendar_until"] == "2027-12-31"


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


def test_an_estimate_is_shown_and_exported_nowhere(site: Path, data: Any) -> None:
    centres = {centre["id"]: centre for centre in data["centres"]}
    assert centres["vellmoor"]["opening_hours"] is None
    page = (site / "libraries/vellmoor.html").read_text()
    assert "Estimated office hours." in page
    assert 'data-module="hours"' not in page
    assert "openingHours" not in page
    assert ESTIMATED not in (site / "libraries/vellmoor.ics").read_text()
    assert "rule 4" not in " ".join(strings(data))


def test_a_closed_centre_has_no_hours_no_notices_and_no_dates(site: Path, data: Any) -> None:
    (closed,) = [centre for centre in data["centres"] if centre["status"] == "closed"]
    assert closed["notices"] == []
    assert not (site / f"libraries/{closed['id']}.ics").exists()
    page = (site / f"libraries/{closed['id']}.html").read_text()
    assert "hours-table" not in page
    assert "hours-estimate" not in page
