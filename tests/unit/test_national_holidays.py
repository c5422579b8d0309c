"""Our calendar beside the package's: drafts, and differences."""

import runpy
import sys
from datetime import date
from pathlib import Path

import holidays
import pytest

from sitegen.cli import main
from sitegen.importers.national_holidays import compare, make_year
from sitegen.model import Holiday, HolidayYear
from support.building import PROJECT

COMMITTED = sorted((PROJECT / "content/holidays").glob("*.yaml"))


def year(*days: Holiday) -> HolidayYear:
    return HolidayYear(year=2026, source="Contoh", days=days)


def holiday(day: int, kind: str = "national", *, estimated: bool = False) -> Holiday:
    return Holiday(date=date(2026, 1, day), name={"id": f"Hari {day}"}, kind=kind, estimated=estimated)


def test_differences_are_found_by_date_and_kind() -> None:
    ours = year(holiday(1), holiday(2), holiday(3), holiday(4, estimated=True))
    theirs = year(holiday(1), holiday(3, "joint_leave"), holiday(4), holiday(5))
    assert [(found.date.day, found.code, found.kind) for found in compare(ours, theirs)] == [
        (2, "extra", "national"),
        (3, "missing", "joint_leave"),
        (3, "extra", "national"),
        (4, "estimated", "national"),
        (5, "missing", "national"),
    ]


def test_names_may_differ() -> None:
    other = Holiday(date=date(2026, 1, 1), name={"id": "Tahun Baru"}, kind="national")
    assert compare(year(holiday(1)), year(other)) == []


def test_estimates_are_told_from_facts() -> None:
    days = make_year(holidays, "ID", 2030).days
    assert {day.estimated for day in days if day.name["en"] == "Eid al-Fitr"} == {True}
    assert {day.estimated for day in days if day.name["en"] == "Independence Day"} == {False}
    assert not [day for day in days if "(" in day.name["en"]]


@pytest.mark.parametrize("path", COMMITTED, ids=lambda path: path.stem)
def test_the_draft_is_what_is_committed(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "holidays").mkdir()
    monkeypatch.setattr(sys, "argv", ["make_holidays.py", path.stem, str(tmp_path)])
    runpy.run_path(str(PROJECT / "tools/make_holidays.py"), run_name="__main__")
    assert (tmp_path / "holidays" / path.name).read_text() == path.read_text()


def test_the_command_finds_no_difference_in_what_is_committed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["holidays", "2027"]) == 0
    assert "2027: 26 hari sama dengan" in capsys.readouterr().out


def test_the_command_ends_with_1_where_they_differ(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["holidays", "2028", "--lang", "en"]) == 1
    assert "17 August 2028, Independence Day (national holiday): only in the package" in capsys.readouterr().err


def test_without_the_package_it_says_how_to_get_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "holidays", None)
    assert main(["holidays"]) == 2
    assert "requirements-dev.txt" in capsys.readouterr().err


def test_a_network_in_no_country_has_nothing_to_compare_with(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["holidays", "--root", str(PROJECT / "examples/libraries")]) == 2
    assert "country" in capsys.readouterr().err
