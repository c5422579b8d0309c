"""What falls due, and how the command says it."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from sitegen.cli import main
from sitegen.due import DueBlock, find_due, run_out
from sitegen.model import Assurance, Centre, Contact, Freshness, Holiday, HolidayYear, Location, Network, Site
from support.building import PROJECT

TODAY = date(2026, 11, 21)
NAME = {"id": "Contoh"}
SITE = Site(
    name=NAME,
    short_name=NAME,
    tagline=NAME,
    description=NAME,
    base_url="https://example.org/",
    languages=("id",),
    routes={},
    operator=NAME,
    disclaimer=NAME,
    freshness=Freshness(ageing_days=180, old_days=365),
)


def network(*centres: Centre, years: tuple[int, ...] = ()) -> Network:
    holidays = tuple(HolidayYear(year=year, source="Contoh", days=tuple[Holiday, ...]()) for year in years)
    return Network(
        centres=centres, services=(), partners=(), programmes=(), facilities=(), holidays=holidays, notices=(), pages=()
    )


def centre(
    id: str = "satu", *, operator: str | None = None, status: str = "active", assured: tuple[Assurance, ...] = ()
) -> Centre:
    return Centre(
        id=id,
        name={"id": id},
        location=Location(region_code="35"),
        operator={"id": operator} if operator else None,
        status=status,
        contacts=(Contact(email="a@example.org"),),
        assured=assured,
    )


def word(day: str, about: str = "all") -> Assurance:
    return Assurance(about=about, date=date.fromisoformat(day))


@pytest.mark.parametrize(
    ("assured", "days", "states"),
    [
        ((), 0, {"location": "never", "contacts": "never"}),
        ((word("2026-11-01"),), 0, {}),
        ((word("2026-11-01", "contacts"),), 0, {"location": "never"}),
        ((word("2025-11-22"),), 0, {}),  # old tomorrow
        ((word("2025-11-22"),), 1, {"location": "soon", "contacts": "soon"}),
        ((word("2025-11-21"),), 0, {"location": "old", "contacts": "old"}),
        ((word("2025-01-01"), word("2026-11-01", "contacts")), 0, {"location": "old"}),  # the newest word counts
        ((word("2026-11-01", "opening_hours"),), 0, {"location": "never", "contacts": "never"}),
    ],
)
def test_blocks(assured: tuple[Assurance, ...], days: int, states: dict[str, str]) -> None:
    due = find_due(network(centre(assured=assured)), SITE, TODAY, days)
    assert {block.about: block.state for found in due.centres for block in found.blocks} == states


@pytest.mark.parametrize(
    ("assured", "old"),
    [
        ((), {}),
        ((word("2025-11-22"),), {}),
        ((word("2025-11-21"),), {0: ("location", "contacts")}),
        ((word("2025-11-21"), word("2026-01-01")), {}),
        ((word("2025-01-01"), word("2026-11-01", "contacts")), {0: ("location",)}),
        ((word("2025-01-01", "contacts"), word("2025-02-01")), {1: ("location", "contacts")}),
        ((word("2025-01-01", "contacts"), word("2025-01-01", "contacts")), {0: ("contacts",)}),
        ((word("2025-01-01", "awards"),), {0: ("awards",)}),  # its page says that it is old
    ],
)
def test_assurances_that_have_run_out(assured: tuple[Assurance, ...], old: dict[int, tuple[str, ...]]) -> None:
    assert dict(run_out(centre(assured=assured), 365, TODAY)) == old
    assert dict(run_out(centre(assured=assured, status="closed"), 365, TODAY)) == {}


def test_what_a_block_tells() -> None:
    due = find_due(network(centre(assured=(word("2025-11-30"),))), SITE, TODAY, 30)
    expected = DueBlock(about="location", state="soon", assured=date(2025, 11, 30), due=date(2026, 11, 30))
    assert due.centres[0].blocks[0] == expected


def test_by_owner_then_by_centre_those_of_nobody_first() -> None:
    due = find_due(network(centre("a", operator="Z"), centre("b"), centre("c", operator="A")), SITE, TODAY, 0)
    assert [found.id for found in due.centres] == ["b", "c", "a"]


def test_nobody_goes_to_a_closed_centre() -> None:
    assert find_due(network(centre(status="closed"), centre("b", status="planned")), SITE, TODAY, 0).centres == ()


@pytest.mark.parametrize(("days", "ends"), [(39, None), (40, date(2026, 12, 31))])
def test_the_calendar_falls_due(days: int, ends: date | None) -> None:
    assert find_due(network(years=(2025, 2026)), SITE, TODAY, days).calendar == ends


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = shutil.copytree(PROJECT / "tests" / "sites" / "two-languages", tmp_path / "root")
    lines = ['operator: "Dinas `X` @semua"', "assured:", "  - {about: location, date: 2024-10-01, how: call}"]
    with (folder / "content/centres/lembayan.yaml").open("a") as file:
        file.write("\n".join([*lines, ""]))
    return folder


def said(root: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["due", "--root", str(root), "--now", "2026-11-21", *arguments]) == 0
    return capsys.readouterr().out


def test_for_people(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = said(root, capsys)
    assert "Dinas `X` @semua" in text
    assert "Lokasi: sudah lama: dipastikan 1 Oktober 2024 (2 tahun lalu)" in text
    assert text.endswith("perlu dipastikan paling lambat 21 Desember 2026.\n")


def test_for_programs(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = json.loads(said(root, capsys, "--format", "json"))
    (found,) = [one for one in told["centres"] if one["id"] == "lembayan"]
    assert found["blocks"][0] == {
        "about": "location",
        "state": "old",
        "assured": "2024-10-01",
        "due": "2025-10-01",
    }
    assert told["today"] == "2026-11-21"


@pytest.mark.parametrize(("language", "title"), [("id", "Pastikan lagi: "), ("en", "Assure again: ")])
def test_as_issues(root: Path, capsys: pytest.CaptureFixture[str], language: str, title: str) -> None:
    issues = json.loads(said(root, capsys, "--format", "issues", "--lang", language))
    (issue,) = [one for one in issues if one.get("centre") == "lembayan"]
    assert issue["title"].startswith(title)
    assert "- [ ] " in issue["body"]
    assert "`Dinas 'X' @semua`" in issue["body"]  # calls nobody, and ends no code
    assert "content/centres/lembayan.yaml" in issue["body"]
