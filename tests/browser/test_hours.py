"""Opening hours on devices in other zones and at other times, months after a page was built."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from support.building import PROJECT, Serve, build_site
from support.hours_cases import TABLE
from support.visiting import Visit

DEVICES = {  # a zone, and a moment at which its clock is apt to go wrong
    "Europe/London": "2027-03-28T01:00:00Z",  # summer time begins
    "Asia/Jakarta": "2026-12-31T17:00:00Z",  # the new year
    "Asia/Jayapura": "2026-12-31T14:59:59Z",  # the last second of the year
    "America/Los_Angeles": "2026-11-01T09:00:00Z",  # summer time ends
}
ASK = """async ({ cases, schedules, texts }) => {
  const { state, stateWords } = await import('/hours.js')
  return cases.map(({ schedule, at }) => {
    const instant = Date.parse(at)
    const answers = Object.keys(texts).map((language) => {
      const found = state(schedules[schedule][language], instant)
      return { ...found, words: stateWords(found, schedules[schedule][language], instant, texts[language]) }
    })
    return {
      state: answers.map(({ kind }) => kind),
      until: answers.map(({ until }) => until && new Date(until).toISOString()),
      words: Object.fromEntries(Object.keys(texts).map((language, index) => [language, answers[index].words])),
    }
  })
}"""


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> str:
    """An empty page beside the browser's engine as it is written."""
    folder = tmp_path_factory.mktemp("engine")
    (folder / "index.html").write_text('<!doctype html><title>Hours</title><link rel="icon" href="data:,">')
    shutil.copy(PROJECT / "static/js/lib/hours.js", folder)
    return serve(folder)


@pytest.mark.parametrize(("zone", "now"), DEVICES.items(), ids=DEVICES)
def test_all_cases_agree_whatever_the_device_shows(visit: Visit, engine: str, zone: str, now: str) -> None:
    device = visit(engine, now=now, timezone_id=zone)
    answers = device.evaluate(ASK, TABLE)
    assert len(answers) == len(TABLE["cases"]) >= 500
    wrong = []
    for case, answer in zip(TABLE["cases"], answers, strict=True):
        until = device_time(case["until"])
        agrees = (
            set(answer["state"]) == {case["state"]}
            and set(answer["until"]) == {until}
            and all(answer["words"][language] == words for language, words in case.get("words", {}).items())
        )
        if not agrees:
            wrong.append((case, answer))
    assert wrong == []


def device_time(iso: str | None) -> str | None:
    """As Date.toISOString writes it."""
    return iso and f"{datetime.fromisoformat(iso).astimezone(UTC):%Y-%m-%dT%H:%M:%S.000Z}"


def hours_line(page: Page) -> str:
    line = page.locator(".hours-table__now")
    expect(line).to_be_visible()
    return line.inner_text()


BY_DAY = {
    "2026-11-23T08:59:59Z": "Closed, opens today 09:00 inner isles' time",
    "2026-11-23T09:00:00Z": "Open until 12:30 inner isles' time",
    "2026-11-23T12:29:59Z": "Open until 12:30 inner isles' time",
    "2026-12-24T09:30:00Z": "Open until 12:00 inner isles' time",  # an exception
    "2026-12-25T09:30:00Z": "Closed (Midwinter), opens Monday 09:00 inner isles' time (in 3 days)",
    "2026-12-31T23:59:59Z": "Closed, opens Saturday 10:00 inner isles' time (in 2 days)",
    "2027-01-01T00:00:00Z": "Closed (New Year's Day), opens tomorrow 10:00 inner isles' time",
    "2027-03-26T18:00:00Z": "Open until 20:00 inner isles' time",
    "2027-03-28T00:30:00Z": "Closed, opens tomorrow 09:00 inner isles' time",  # the clock goes forward tonight
    "2027-03-29T08:00:00Z": "Open until 12:30 inner isles' time",  # 09:00 in summer
    "2027-10-31T12:00:00Z": "Closed, opens tomorrow 09:00 inner isles' time",  # it went back
    "2027-11-01T08:30:00Z": "Closed, opens today 09:00 inner isles' time",  # 08:30 in winter
}
BY_NIGHT = {
    "2026-11-23T23:59:59Z": "Open until 24:00 inner isles' time",
    "2026-11-24T00:00:00Z": "Closed, opens today 18:00 inner isles' time",
    "2026-11-28T01:59:59Z": "Open until 02:00 inner isles' time",  # Friday's night
    "2027-01-01T03:59:59Z": "Open until 04:00 inner isles' time",  # began on an exception, ends on a holiday
    "2027-01-01T04:00:00Z": "Closed (New Year's Day), opens tomorrow 20:00 inner isles' time",
}


@pytest.mark.parametrize("zone", DEVICES)
@pytest.mark.parametrize(("centre", "said"), [("brindlewick", BY_DAY), ("ossenfell", BY_NIGHT)])
def test_a_centre_tells_its_state_in_its_own_zone(
    visit: Visit, library: str, zone: str, centre: str, said: dict[str, str]
) -> None:
    page = visit(f"{library}libraries/{centre}.html", now="2026-11-22T00:00:00Z", timezone_id=zone)
    hours_line(page)
    assert {now: line_at(page, now) for now in said} == said


def come_back(page: Page, now: str) -> None:
    """Somebody looks at the page again at that moment."""
    page.clock.set_system_time(now)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def line_at(page: Page, now: str) -> str:
    come_back(page, now)
    return hours_line(page)


def test_the_line_changes_while_somebody_looks(visit: Visit, library: str) -> None:
    page = visit(f"{library}libraries/brindlewick.html", now="2026-11-23T12:29:30Z")
    assert hours_line(page).startswith("Open until 12:30")
    page.clock.run_for(31_000)
    expect(page.locator(".hours-table__now")).to_have_text("Closed, opens today 13:30 inner isles' time")
    expect(page.locator(".hours-table__now")).to_have_attribute("data-state", "closed")


def marked(page: Page) -> list[str]:
    """What is marked as of today, each as the first words of its row."""
    found: list[str] = page.locator(".hours-table [aria-current]").evaluate_all(
        "rows => rows.map((row) => row.querySelector('th, strong').textContent.trim())"
    )
    return found


@pytest.mark.parametrize(
    ("now", "rows"),
    [
        ("2026-11-23T12:00:00Z", ["Monday"]),
        ("2026-12-24T12:00:00Z", ["24 December 2026"]),  # an exception holds instead of the week
        ("2026-12-25T12:00:00Z", ["25 December 2026"]),  # a holiday
        ("2027-02-10T12:00:00Z", []),  # a notice, which stands by itself
        ("2027-08-30T12:00:00Z", ["30 August 2027"]),  # estimated: not known
    ],
)
def test_what_holds_today_is_marked(visit: Visit, library: str, now: str, rows: list[str]) -> None:
    page = visit(f"{library}libraries/brindlewick.html", now=now)
    hours_line(page)
    assert marked(page) == rows


def test_a_season_is_opened_and_its_row_marked(visit: Visit, library: str) -> None:
    page = visit(f"{library}libraries/brindlewick.html", now="2027-06-15T12:00:00Z")
    assert hours_line(page) == "Open until 21:00 inner isles' time"
    assert marked(page) == ["Tuesday"]
    expect(page.locator("details[open] [aria-current]")).to_have_text("Tuesday 09:00–21:00")


def test_a_service_has_its_own_state(visit: Visit, library: str) -> None:
    page = visit(f"{library}libraries/brindlewick.html", now="2026-11-24T14:30:00Z")  # a Tuesday
    states = page.locator(".service-entry__now")
    expect(states).to_have_text(
        [
            "Open until 17:00 inner isles' time",
            "Closed, opens Saturday 10:30 inner isles' time (in 4 days)",
        ]
    )


def test_a_service_is_not_to_be_had_in_a_closed_house(visit: Visit, library: str) -> None:
    page = visit(f"{library}libraries/brindlewick.html", now="2027-03-16T14:30:00Z")  # new shelves
    expect(page.locator(".service-entry__now").first).to_have_text(
        "Closed (New shelves), opens Tuesday, 23 March 2027 14:00 inner isles' time (in 7 days)"
    )


@pytest.mark.parametrize("path", ["index.html", "libraries/index.html", "libraries/brindlewick.html"])
def test_a_notice_is_gone_when_it_is_over(visit: Visit, library: str, path: str) -> None:
    page = visit(library + path, now="2026-11-22T00:00:00Z", timezone_id="Europe/London")
    page.wait_for_load_state("networkidle")
    count, staff = page.get_by_text("Counting the books"), page.get_by_text("Staff day")
    for now, shown in (
        ("2026-12-07T23:59:59Z", (True, True)),
        ("2026-12-08T00:00:00Z", (False, True)),
        ("2027-02-11T00:00:00Z", (False, False)),
    ):
        come_back(page, now)
        assert (count.is_visible(), staff.is_visible()) == shown, now


def test_notices_stand_where_they_concern_a_centre(visit: Visit, library: str) -> None:
    page = visit(f"{library}places/N.1-brindleshire.html", java_script_enabled=False)
    titles = page.locator(".notice h2").all_inner_texts()
    assert "Staff day" in titles
    assert "Winter ferry" not in titles  # of another isle


def test_a_centre_may_opt_out(visit: Visit, library: str) -> None:
    page = visit(f"{library}libraries/pellinscar.html", now="2027-02-10T10:00:00Z")
    assert hours_line(page) == "Open until 17:00 inner isles' time"
    assert "Staff day" not in page.locator("main").inner_text()


def test_events_that_are_over_are_gone_and_so_is_their_heading(visit: Visit, library: str) -> None:
    url = f"{library}libraries/brindlewick.html"
    expect(visit(url, now="2026-12-03T12:29:00Z").locator(".event-list")).to_be_visible()
    expect(visit(url, now="2026-12-03T12:30:00Z").get_by_role("heading", name="Events")).to_be_hidden()


def test_exceptions_that_are_over_are_gone(visit: Visit, library: str) -> None:
    page = visit(f"{library}libraries/brindlewick.html", now="2027-03-20T00:00:00Z")
    hours_line(page)
    expect(page.locator(".hours-table").get_by_text("New shelves")).to_be_hidden()
    expect(page.locator(".hours-table h3")).to_be_hidden()  # none is left


@pytest.mark.parametrize(
    ("now", "zone"), [("2026-11-23T12:00:00Z", "Europe/London"), ("2028-06-01T12:00:00Z", "Asia/Jakarta")]
)
def test_a_centre_without_hours_is_never_open_and_never_closed(visit: Visit, library: str, now: str, zone: str) -> None:
    page = visit(f"{library}libraries/vellmoor.html", now=now, timezone_id=zone)
    page.wait_for_load_state("networkidle")
    estimate = page.locator(".hours-estimate")
    expect(estimate).to_contain_text("Estimated office hours. Nobody has told the hours here.")
    expect(estimate.get_by_role("link")).to_have_text("Quillamar Library Rules, rule 4 (fictional)")
    assert page.locator("[data-hours-now]").count() == 0
    assert page.locator("[data-state]").count() == 0
    expect(page.locator(".plate__part--unknown")).to_contain_text("Opening hours")


@pytest.mark.parametrize(
    ("now", "look", "said"),
    [
        ("2026-11-05T12:00:00Z", "fresh", "3 days ago"),
        ("2027-01-30T12:00:00Z", "fresh", "2 months ago"),  # 89 days
        ("2027-01-31T12:00:00Z", "ageing", "2 months ago, getting old"),
        ("2027-05-21T12:00:00Z", "old", "6 months ago: please ask first"),
    ],
)
def test_assurances_age_on_the_device(visit: Visit, library: str, now: str, look: str, said: str) -> None:
    page = visit(f"{library}libraries/brindlewick.html", now=now, timezone_id="Europe/London")
    about = page.locator("section", has=page.locator(".hours-table")).locator(".provenance")
    expect(about.locator("[data-age]")).to_have_text(said)
    expect(about).to_have_attribute("data-look", look)


def test_without_script_the_week_exceptions_and_holidays_are_there(visit: Visit, library: str) -> None:
    page = visit(f"{library}libraries/brindlewick.html", java_script_enabled=False)
    table = page.locator(".hours-table")
    expect(table.locator("tr").first).to_have_text("Monday 09:00–12:30, 13:30–18:00")
    expect(table).to_contain_text("24 December 2026")
    table.get_by_text("Holidays", exact=True).click()
    expect(table.get_by_text("Harvest Monday (estimate")).to_be_visible()
    expect(page.locator("[data-hours-now]").first).to_be_hidden()
    expect(page.locator("[data-age]").first).to_be_hidden()
    expect(page.locator(".provenance__assured").first).to_contain_text("2 November 2026")


@pytest.fixture(scope="module")
def two_years_old(tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> str:
    """A site that nobody has built again since November 2024."""
    folder = tmp_path_factory.mktemp("old")
    root = shutil.copytree(PROJECT / "tests/sites/two-languages", folder / "root")
    make_holidays(root / "content/holidays/2024.yaml")
    build_site("--root", str(root), "--out", str(folder / "site"), "--no-catalogue", now="2024-11-21")
    return serve(folder / "site")


def make_holidays(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("year: 2024\nsource: Contoh\ndays:\n  - {date: 2024-12-25, name: Natal, kind: national}\n")


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("pusat/lembayan.html", "Jam buka belum pasti: kalender hari libur di sini hanya sampai 31 Desember 2024"),
        (
            "en/centres/lembayan.html",
            "Opening hours not certain: the calendar of holidays here ends on 31 December 2024",
        ),
    ],
)
def test_a_page_built_two_years_ago_says_today_that_its_calendar_has_run_out(
    visit: Visit, two_years_old: str, path: str, said: str
) -> None:
    page = visit(two_years_old + path, now=None)  # the machine's own clock
    line = page.locator(".hours-table__now")
    expect(line).to_have_text(said)
    expect(line).to_have_attribute("data-state", "unknown")
    assert marked(page) == []
