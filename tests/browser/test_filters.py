"""Filters combine, say what they leave, stand in the address, and know what the clock says."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from support.visiting import Visit

WEDNESDAY_AFTERNOON = "2026-11-25T15:30:00+00:00"
FILTERS = re.compile(r"/filters_panel\.js$")
FINANCE = "12 pusat layanan. 48 lainnya belum didata dalam hal ini, dan ditandai."
SATURDAY_NIGHT = "2026-11-28T01:30:00+00:00"  # Friday's night is not over
SUNDAY_MORNING = "2026-11-29T08:00:00+00:00"


def results(page: Page) -> Locator:
    return page.locator(".finder__list > li")


def status(page: Page) -> Locator:
    return page.locator(".finder__status")


def open_filters(page: Page) -> None:
    page.get_by_role("button", name="Saring").or_(page.get_by_role("button", name="Filter")).click()
    expect(page.locator(".filters h2")).to_be_focused()


def test_filters_combine_and_count(visit: Visit, address: str) -> None:
    page = visit(address + "pusat/index.html")
    open_filters(page)
    expect(status(page)).to_have_text("20 dari 76 pusat layanan.")
    page.get_by_label("Pembiayaan").check()
    expect(status(page)).to_have_text(FINANCE)
    page.locator("summary", has_text="Bentuk lembaga").click()
    page.get_by_label("UPTD").check()
    expect(status(page)).not_to_have_text(FINANCE)
    assert "service=pembiayaan" in page.url
    assert "legal=uptd" in page.url
    expect(page.get_by_role("button", name="Saring (2)")).to_be_visible()
    page.go_back()
    expect(status(page)).to_have_text(FINANCE)
    expect(page.get_by_label("UPTD")).not_to_be_checked()
    page.go_forward()
    expect(page.get_by_label("UPTD")).to_be_checked()


def test_filters_in_the_address_are_as_if_chosen(visit: Visit, address: str) -> None:
    page = visit(address + "index.html?q=sleman&service=pembiayaan")
    expect(status(page)).to_have_text("5 dari 12 pusat layanan. 30 lainnya belum didata dalam hal ini, dan ditandai.")
    open_filters(page)
    expect(page.get_by_label("Pembiayaan")).to_be_checked()
    page.get_by_role("button", name="Hapus semua saringan").click()
    expect(status(page)).to_have_text("20 dari 56 pusat layanan.")
    assert "service" not in page.url


def test_where_nothing_is_left_the_nearest_relaxations_are_offered(visit: Visit, address: str) -> None:
    page = visit(address + "index.html?service=pembiayaan&open=now")
    expect(status(page)).to_contain_text("Tidak ada pusat layanan yang cocok.")
    expect(status(page)).to_contain_text("12 pusat lain belum memberi tahu jam bukanya")
    page.get_by_role("link", name="Tanpa “Buka sekarang”: 12 pusat layanan").click()
    expect(status(page)).to_have_text(FINANCE)
    assert "open" not in page.url
    assert "service=pembiayaan" in page.url


def test_a_relaxation_also_counts_who_has_told_nothing(visit: Visit, address: str) -> None:
    page = visit(address + "index.html?q=sleman&programme=new-plut-kumkm&legal=uptd&open=now")
    link = page.get_by_role("link", name="Tanpa “Buka sekarang”")
    expect(link).to_have_text(re.compile(r": \d+ yang mungkin, tetapi belum didata$"))
    link.click()
    expect(results(page).first).to_contain_text("belum didata")


def test_filters_that_cannot_be_fetched_are_said_and_tried_again(visit: Visit, address: str) -> None:
    page = visit("about:blank", silent=False)
    page.add_init_script("delete Navigator.prototype.serviceWorker")  # which would have kept it
    page.route(FILTERS, lambda route: route.fulfill(content_type="text/html", body=""))
    page.goto(address + "index.html")
    page.get_by_role("button", name="Saring").click()
    expect(status(page)).to_contain_text("Satu bagian tidak dapat dimuat.")
    page.unroute_all()
    open_filters(page)
    expect(status(page)).to_have_text("20 dari 76 pusat layanan.")


@pytest.mark.parametrize("query", ["service=pembiayaan", "q=kur"])
def test_who_has_told_nothing_comes_last_and_is_marked(visit: Visit, address: str, query: str) -> None:
    page = visit(address + f"index.html?{query}")
    untold = results(page).filter(has_text="Layanan belum didata")
    expect(results(page)).to_have_count(20)
    expect(untold).to_have_count(8)
    expect(results(page).nth(11)).not_to_contain_text("belum didata")
    expect(results(page).nth(12)).to_contain_text("Layanan belum didata")
    page.get_by_role("button", name="Tampilkan lebih banyak").click()
    expect(untold).to_have_count(28)


def test_open_now_by_the_centres_clock(visit: Visit, library: str) -> None:
    page = visit(library + "libraries/index.html", now=WEDNESDAY_AFTERNOON, timezone_id="Asia/Jakarta")
    open_filters(page)
    page.get_by_label("Open now").check()
    expect(results(page).filter(has_text="Lanternhithe")).to_contain_text("Open until 18:00")
    expect(results(page).filter(has_text="Ossenfell")).to_have_count(0)  # from six in the evening on
    expect(status(page)).to_contain_text("not told")
    assert "open=now" in page.url


def test_open_now_past_midnight(visit: Visit, library: str) -> None:
    page = visit(library + "libraries/index.html?open=now", now=SATURDAY_NIGHT)
    expect(results(page)).to_have_count(1)
    expect(results(page).first).to_contain_text("Ossenfell Night Library")


def test_who_closes_while_somebody_looks_away_goes(visit: Visit, library: str) -> None:
    page = visit(library + "libraries/index.html?open=now", now=SATURDAY_NIGHT)
    expect(results(page)).to_have_count(1)
    page.clock.set_system_time(SUNDAY_MORNING)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(results(page)).to_have_count(0)


@pytest.mark.parametrize(("day", "hour", "name"), [
    ("Sunday", "11:00", "Marrowquay"),
    ("Saturday", "01:00", "Ossenfell"),
    ("Saturday", "09:30", "Lanternhithe"),
])  # fmt: skip
def test_open_at_a_day_and_hour(visit: Visit, library: str, day: str, hour: str, name: str) -> None:
    page = visit(library + "libraries/index.html", now=WEDNESDAY_AFTERNOON)
    open_filters(page)
    page.get_by_label("Day", exact=True).select_option(day)
    page.get_by_label("Hour", exact=True).fill(hour)
    page.get_by_label("Hour", exact=True).blur()
    expect(results(page).filter(has_text=name)).to_have_count(1)
    expect(page.get_by_label("Open at a day and hour:")).to_be_checked()
    assert f"-{hour.replace(':', '.')}" in page.url


def test_a_printed_list_says_by_what_it_was_filtered_and_when(visit: Visit, address: str) -> None:
    page = visit(address + "pusat/index.html?service=pembiayaan&legal=uptd", now=WEDNESDAY_AFTERNOON)
    words = page.locator(".finder__on-paper")
    expect(words).to_have_text("Disaring menurut: Pembiayaan, UPTD. Dicetak 25 November 2026.")
    expect(words).to_be_hidden()
    page.emulate_media(media="print")
    expect(words).to_be_visible()
    expect(page.locator(".finder__actions")).to_be_hidden()
    expect(results(page).first).to_be_visible()


def test_an_hour_that_was_emptied_is_asked_for(visit: Visit, library: str) -> None:
    page = visit(library + "libraries/index.html?open=5-09.30", now=WEDNESDAY_AFTERNOON)
    expect(status(page)).to_contain_text("1 library.")
    open_filters(page)
    page.get_by_label("Hour", exact=True).fill("")
    page.get_by_label("Day", exact=True).select_option("Sunday")
    expect(page.get_by_label("Hour", exact=True)).to_be_focused()
    expect(status(page)).to_contain_text("1 library.")
    expect(page).to_have_url(re.compile("open=5-09.30"))
