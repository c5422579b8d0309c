"""Place, need and name in; centres out, in place and in order."""

import re

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from support.visiting import Visit


def results(page: Page) -> Locator:
    return page.locator(".finder__list > li")


def first(page: Page) -> Locator:
    return results(page).first


def status(page: Page) -> Locator:
    return page.locator(".finder__status")


@pytest.mark.parametrize("path", ["index.html", "pusat/index.html"])
def test_a_place_gives_the_centre_that_serves_it_then_the_nearest(visit: Visit, address: str, path: str) -> None:
    page = visit(address + path)
    page.get_by_role("searchbox").fill("sleman")
    expect(first(page)).to_contain_text("PLUT Kabupaten Sleman")
    expect(first(page)).to_contain_text("Melayani wilayah ini")
    expect(results(page).nth(1)).to_contain_text("km")
    expect(page.locator("#finder-title")).to_contain_text("Terdekat dari Kabupaten Sleman")
    expect(status(page)).to_have_text("20 dari 56 pusat layanan.")
    assert page.locator(".finder__list").evaluate("list => list.tagName") == "OL"
    expect(page).to_have_url(re.compile("q=sleman"))


def test_need_and_place_stand_in_one_box(visit: Visit, address: str) -> None:
    page = visit(address + "index.html?q=halal+sleman")
    expect(page.get_by_role("searchbox")).to_have_value("halal sleman")
    expect(page.locator("#finder-title")).to_contain_text("halal")
    expect(page.locator("#finder-title")).to_contain_text("Sleman")
    expect(first(page)).to_contain_text("Yogyakarta")


def test_a_centre_is_found_by_name(visit: Visit, address: str) -> None:
    page = visit(address + "index.html")
    page.get_by_role("searchbox").fill("plut kota batu")
    expect(first(page)).to_contain_text("Kota Batu")


def test_a_centre_is_found_by_a_name_that_is_no_place(visit: Visit, library: str) -> None:
    page = visit(library + "index.html")
    page.get_by_role("searchbox").fill("night library")
    expect(page.locator("#finder-title")).to_have_text("Libraries with a name like “night library”")
    expect(first(page)).to_contain_text("Ossenfell Night Library")


def test_others_of_the_same_name_are_offered(visit: Visit, address: str) -> None:
    page = visit(address + "index.html?q=sukamaju")
    expect(page.locator("#finder-title")).to_contain_text("Luwu Utara")  # a district comes before villages
    page.get_by_text("tempat lain bernama sama").click()
    page.get_by_role("link", name="Cijati").click()
    expect(page.locator("#finder-title")).to_contain_text("Cijati")


def test_namesakes_are_a_short_list_of_choices(visit: Visit, address: str) -> None:
    page = visit(address + "index.html?q=sukorejo")
    choices = page.locator(".finder__choices a")
    expect(page.get_by_role("heading", name="Tempat mana yang Anda maksud?")).to_be_visible()
    assert 2 <= choices.count() <= 8
    name = choices.nth(1).inner_text()
    choices.nth(1).click()
    expect(page.locator("#finder-title")).to_have_text(f"Terdekat dari {name}")
    expect(choices).to_have_count(0)
    assert "place=" in page.url
    page.reload()
    expect(page.locator("#finder-title")).to_have_text(f"Terdekat dari {name}")
    page.go_back()
    expect(choices.first).to_be_visible()


def test_nonsense_is_said_and_leads_on(visit: Visit, address: str) -> None:
    page = visit(address + "index.html?q=qqxxzzqq")
    expect(status(page)).to_contain_text("Kami tidak menemukan tempat, kebutuhan, atau pusat bernama “qqxxzzqq”.")
    expect(page.get_by_role("link", name="Lihat semua pusat layanan", exact=True)).to_be_visible()
    expect(results(page)).to_have_count(0)


def test_a_long_word_stays_in_the_page(visit: Visit, address: str) -> None:
    page = visit(address + "index.html?service=&q=" + "x" * 200)
    expect(status(page)).to_contain_text("xxx")
    expect(page.get_by_role("button", name="Saring", exact=True)).to_be_visible()  # an empty filter is none
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_crafted_address_is_shown_as_text(visit: Visit, address: str) -> None:
    page = visit(
        address + "index.html?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&service=%3Cb%3E&open=%27&compare=..%2F"
    )
    expect(page.locator("#finder-title")).to_be_visible()
    assert page.locator(".finder img, .finder b").count() == 0


def test_what_was_typed_before_the_script_counts(visit: Visit, address: str) -> None:
    page = visit("about:blank", viewport={"width": 360, "height": 640})
    held: list[Route] = []
    page.route(re.compile(r"/main\.js$"), lambda route: held.append(route))
    page.goto(address + "index.html", wait_until="commit")
    page.get_by_role("searchbox").fill("ende")
    expect(page.locator(".finder")).to_be_hidden()
    held[0].continue_()
    expect(results(page).nth(1)).to_contain_text("km")
    expect(page.locator("#finder-title")).to_contain_text("Ende")
    expect(page).to_have_url(re.compile("q=ende"))
    expect(first(page)).to_be_in_viewport(ratio=0.5)


def test_more_are_shown_when_asked(visit: Visit, address: str) -> None:
    page = visit(address + "index.html?q=sleman")
    page.get_by_role("button", name="Tampilkan lebih banyak").click()
    expect(results(page)).to_have_count(40)
    expect(results(page).nth(20).get_by_role("link")).to_be_focused()


def test_search_is_cleared(visit: Visit, address: str) -> None:
    page = visit(address + "pusat/index.html?q=sleman")
    expect(page.locator(".listing")).to_be_hidden()
    page.get_by_role("button", name="Hapus pencarian").click()
    expect(page.locator(".finder")).to_be_hidden()
    expect(page.locator(".listing")).to_be_visible()
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.go_back()
    expect(first(page)).to_contain_text("Sleman")


def test_own_position_is_used_on_a_press_and_goes_nowhere(visit: Visit, address: str) -> None:
    page = visit(
        address + "index.html", geolocation={"latitude": -8.84, "longitude": 121.66}, permissions=["geolocation"]
    )
    asked: list[str] = []
    page.on("request", lambda request: asked.append(f"{request.url} {request.post_data}"))
    page.get_by_role("button", name="Gunakan lokasi saya").click()
    expect(page.locator("#finder-title")).to_have_text("Terdekat dari lokasi Anda")
    expect(first(page)).to_be_in_viewport(ratio=0.5)
    expect(first(page)).to_contain_text("Melayani wilayah ini")
    expect(results(page).nth(1)).to_contain_text("km")
    kept = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie, history.state])")
    said = " ".join([page.url, kept, *asked])
    assert "8.84" not in said
    assert "121.66" not in said


def test_everything_works_when_the_position_is_refused(visit: Visit, address: str) -> None:
    page = visit(address + "index.html", permissions=[])
    page.get_by_role("button", name="Gunakan lokasi saya").click()
    expect(status(page)).to_contain_text("Lokasi tidak")
    page.get_by_role("searchbox").fill("sleman")
    expect(first(page)).to_contain_text("Sleman")


def test_across_the_sea_is_said(visit: Visit, address: str) -> None:
    page = visit(address + "index.html?q=kabupaten+sabu+raijua")
    expect(results(page).filter(has_text="di pulau lain").first).to_be_visible()


def test_three_are_compared_and_no_more(visit: Visit, address: str) -> None:
    page = visit(address + "index.html?q=sleman")
    for number in range(3):
        results(page).nth(number).get_by_role("button").click()
        expect(page.locator(".compare thead th")).to_have_count(number + 1)
    results(page).nth(3).get_by_role("button").click()
    expect(status(page)).to_have_text("Paling banyak tiga pusat dapat dibandingkan.")
    expect(page.get_by_role("row", name="Jam buka")).to_contain_text("belum diketahui")
    page.reload()
    expect(page.locator(".compare thead th")).to_have_count(3)


def test_whoever_takes_centres_out_of_the_comparison_goes_on_where_they_were(visit: Visit, address: str) -> None:
    page = visit(address + "index.html?q=sleman")
    for number in range(3):
        results(page).nth(number).get_by_role("button").click()
        expect(page.locator(".compare thead th")).to_have_count(number + 1)
    buttons = page.locator(".compare").get_by_role("button")
    buttons.nth(1).click()
    expect(buttons.nth(1)).to_be_focused()
    expect(status(page)).to_contain_text("tidak dibandingkan lagi")
    buttons.nth(1).click()
    expect(buttons).to_have_count(1)
    expect(buttons.first).to_be_focused()
    buttons.first.click()
    expect(page.locator(".compare")).to_be_hidden()
    expect(first(page).get_by_role("button")).to_be_focused()


def test_the_comparison_tells_distances_as_the_list_does(visit: Visit, address: str) -> None:
    page = visit(address + "index.html?q=kabupaten+sabu+raijua")
    across = results(page).filter(has_text="di pulau lain").filter(has_text="sekitar").first
    across.get_by_role("button").click()
    distance = across.locator("[data-slot=kilometres]").inner_text()
    expect(page.get_by_role("row", name="Jarak")).to_contain_text(f"{distance}, di pulau lain")


def test_a_first_letter_tells_nothing_yet(visit: Visit, address: str) -> None:
    page = visit(address + "index.html")
    page.get_by_role("searchbox").press_sequentially("sl")
    expect(first(page)).to_contain_text("Sleman")
    page.get_by_role("searchbox").press("Backspace")
    expect(page.locator("#finder")).to_be_hidden()
    page.get_by_role("searchbox").press("Enter")
    expect(page.get_by_role("heading", name="Tempat mana yang Anda maksud?")).to_be_visible()


def test_on_a_phone_the_first_rows_are_in_sight_of_who_types(visit: Visit, address: str) -> None:
    page = visit(address + "index.html", viewport={"width": 360, "height": 640})
    page.get_by_role("searchbox").press_sequentially("halal sleman")
    expect(first(page)).to_be_in_viewport(ratio=0.5)
    expect(page.get_by_role("searchbox")).to_be_in_viewport()


def test_back_finds_the_list_as_long_as_it_was(visit: Visit, address: str) -> None:
    page = visit(address + "index.html?q=sleman")
    page.get_by_role("button", name="Tampilkan lebih banyak").click()
    expect(results(page)).to_have_count(40)
    results(page).nth(30).get_by_role("link").click()
    expect(page.locator("#finder")).to_have_count(0)
    page.go_back()
    expect(results(page)).to_have_count(40)
    expect(results(page).nth(30)).to_be_in_viewport()
    page.get_by_role("searchbox").fill("ende")
    expect(page.locator("#finder-title")).to_contain_text("Ende")
    expect(results(page)).to_have_count(20)


def test_each_search_that_was_sent_is_come_back_to(visit: Visit, address: str) -> None:
    page = visit(address + "index.html?q=sleman")
    field = page.get_by_role("searchbox")
    field.fill("bantul")
    field.press("Enter")
    expect(page.locator("#finder-title")).to_be_focused()
    field.fill("e")
    field.fill("ende")
    expect(page).to_have_url(re.compile("q=ende"))
    page.go_back()
    expect(page.locator("#finder-title")).to_contain_text("Bantul")
    page.go_back()
    expect(page.locator("#finder-title")).to_contain_text("Sleman")
    expect(field).to_have_value("sleman")
    page.go_forward()
    expect(page.locator("#finder-title")).to_contain_text("Bantul")


def test_a_list_that_was_made_longer_stays_when_a_centre_is_compared(visit: Visit, address: str) -> None:
    page = visit(address + "index.html?q=sleman")
    page.get_by_role("button", name="Tampilkan lebih banyak").click()
    results(page).nth(30).get_by_role("button").click()
    expect(page.locator(".compare thead th")).to_have_count(1)
    expect(results(page)).to_have_count(40)
    expect(results(page).nth(30).get_by_role("button")).to_be_focused()
    page.reload()
    expect(results(page)).to_have_count(40)


def test_who_types_on_is_not_taken_away_from_the_field(visit: Visit, address: str) -> None:
    page = visit("about:blank", service_workers="block", silent=False)
    held: list[Route] | None = []
    page.route(
        re.compile(r"/places\.[^/]+\.json$"),
        lambda route: route.continue_() if held is None else held.append(route),
    )
    page.goto(address + "index.html")
    field = page.get_by_role("searchbox")
    field.fill("caturtunggal")
    field.press("Enter")
    expect(status(page)).to_have_text("Mencari …")
    field.press_sequentially(" sleman")
    waiting, held = held, None
    for route in waiting:
        route.continue_()
    expect(page.locator("#finder-title")).to_contain_text("Caturtunggal")
    expect(field).to_be_focused()


def test_what_is_typed_while_the_device_looks_for_itself_counts(visit: Visit, address: str) -> None:
    page = visit("about:blank")
    page.add_init_script(
        """navigator.geolocation.getCurrentPosition = (found) => {
          window.locate = () => found({ coords: { latitude: -8.84, longitude: 121.66 } })
        }"""
    )
    page.goto(address + "index.html")
    field = page.get_by_role("searchbox")
    page.get_by_role("button", name="Gunakan lokasi saya").click()
    field.fill("sleman")
    expect(first(page)).to_contain_text("Sleman")
    page.evaluate("window.locate()")
    field.fill("")
    expect(page.locator("#finder-title")).to_have_text("Terdekat dari lokasi Anda")
    expect(field).to_be_focused()


def test_nothing_of_a_search_that_was_left_is_seen_in_the_next(visit: Visit, address: str) -> None:
    page = visit(address + "index.html?q=sleman")
    expect(first(page)).to_be_visible()
    page.get_by_role("searchbox").fill("")
    expect(page.locator("#finder")).to_be_hidden()
    expect(results(page)).to_have_count(0)
    expect(status(page)).to_have_text("")


def test_an_empty_field_is_sent_to_the_list_of_all(visit: Visit, address: str) -> None:
    page = visit(address + "index.html")
    page.get_by_role("searchbox").press("Enter")
    expect(page).to_have_url(re.compile("/pusat/"))
    expect(page.locator(".listing")).to_be_visible()


def test_a_place_of_which_a_part_was_typed_is_said_to_be_a_guess(visit: Visit, address: str) -> None:
    page = visit(address + "index.html?q=priok")
    expect(page.locator("#finder-title")).to_contain_text("Tanjung Priok")
    expect(page.locator(".finder__advice")).to_contain_text("Kami mengartikan “priok” sebagai Tanjung Priok")
    page.get_by_role("searchbox").fill("tanjung priok")
    expect(page.locator(".finder__advice")).not_to_contain_text("Kami mengartikan")


def test_on_paper_there_is_nothing_to_press(visit: Visit, address: str) -> None:
    page = visit(address + "index.html?q=sleman")
    results(page).nth(0).get_by_role("button").click()
    page.get_by_role("button", name="Peta", exact=True).click()
    expect(page.locator(".map__dot").first).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".compare")).to_be_visible()
    expect(page.locator("main button:visible")).to_have_count(0)
    expect(page.locator(".map")).to_be_hidden()


def test_search_is_shared_by_the_device(visit: Visit, address: str) -> None:
    page = visit("about:blank")
    page.add_init_script("navigator.share = async (data) => { window.shared = data }")
    page.goto(address + "index.html?q=sleman")
    expect(first(page)).to_be_visible()
    page.get_by_role("button", name="Bagikan").click()
    page.wait_for_function("window.shared")
    shared = page.evaluate("window.shared")
    assert shared["url"] == page.url
    assert shared["title"].startswith("Terdekat dari Kabupaten Sleman")


def test_what_was_typed_just_now_is_shared(visit: Visit, address: str) -> None:
    page = visit("about:blank")
    page.add_init_script("navigator.share = async (data) => { window.shared = data }")
    page.goto(address + "index.html?q=sleman")
    expect(first(page)).to_be_visible()
    page.evaluate(
        """() => {
          const field = document.querySelector('[type=search]')
          field.value = 'ende'
          field.dispatchEvent(new Event('input'))
          document.querySelector('[data-action=share]').click()
        }"""
    )
    page.wait_for_function("window.shared")
    assert page.evaluate("window.shared.url").endswith("?q=ende")


def test_a_share_that_is_called_off_says_nothing(visit: Visit, address: str) -> None:
    page = visit("about:blank")
    page.add_init_script(
        """navigator.share = async () => {
          window.asked = true
          throw new DOMException("called off", "AbortError")
        }"""
    )
    page.goto(address + "index.html?q=sleman")
    expect(first(page)).to_be_visible()
    page.get_by_role("button", name="Bagikan").click()
    page.wait_for_function("window.asked")
    expect(status(page)).to_have_text("20 dari 56 pusat layanan.")


def test_where_nothing_can_be_shared_the_address_is_copied(visit: Visit, address: str) -> None:
    page = visit("about:blank", permissions=["clipboard-read", "clipboard-write"])
    page.add_init_script("navigator.share = undefined")
    page.goto(address + "index.html?q=sleman")
    expect(first(page)).to_be_visible()
    page.get_by_role("button", name="Bagikan").click()
    expect(status(page)).to_have_text("Tautan sudah disalin.")
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_a_copy_is_told_after_what_is_still_being_found(visit: Visit, address: str) -> None:
    page = visit("about:blank", permissions=["clipboard-read", "clipboard-write"])
    page.add_init_script("navigator.share = undefined")
    held: list[Route] | None = []
    page.route(
        "**/places.*.json",
        lambda route: route.continue_() if held is None else held.append(route),
    )
    page.goto(address + "index.html?q=halal+banyuasri")
    expect(first(page)).to_be_visible()
    page.get_by_role("button", name="Bagikan").click()
    page.wait_for_timeout(300)  # for the copy
    waiting, held = held, None
    for route in waiting:
        route.continue_()
    expect(page.locator("#finder-title")).to_contain_text("Banyuasri")
    expect(status(page)).to_have_text("Tautan sudah disalin.")


def test_where_nothing_can_be_copied_the_address_is_shown(visit: Visit, address: str) -> None:
    page = visit("about:blank")
    page.add_init_script(
        "navigator.share = undefined; navigator.clipboard.writeText = async () => { throw new Error() }"
    )
    page.goto(address + "index.html?q=sleman")
    expect(first(page)).to_be_visible()
    page.get_by_role("button", name="Bagikan").click()
    expect(status(page)).to_have_text(page.url)


def test_english(visit: Visit, address: str) -> None:
    page = visit(address + "en/index.html", locale="en-GB")
    page.get_by_role("searchbox").fill("sleman")
    expect(first(page)).to_contain_text("Serves this area")
    expect(status(page)).to_have_text("20 of 56 centres.")
    href = first(page).get_by_role("link").get_attribute("href")
    assert href
    assert "/en/centres/" in href
    page.goto(href)
    expect(page.locator("h1")).to_contain_text("Sleman")


def test_the_other_language_shows_the_same_search(visit: Visit, address: str) -> None:
    page = visit(address + "index.html")
    page.get_by_role("searchbox").fill("halal sleman")
    expect(first(page)).to_contain_text("Melayani wilayah ini")
    page.get_by_role("link", name="English").click()
    expect(page).to_have_url(address + "en/index.html?q=halal+sleman")
    expect(page.get_by_role("searchbox")).to_have_value("halal sleman")
    expect(first(page)).to_contain_text("Serves this area")


def test_the_same_count_of_other_centres_is_announced(visit: Visit, address: str) -> None:
    page = visit(address + "index.html?q=sleman")
    expect(status(page)).to_have_text("20 dari 56 pusat layanan.")
    page.evaluate(
        """() => { window.said = []
        const look = () => window.said.push(document.querySelector('.finder__status').textContent)
        new MutationObserver(look).observe(document.querySelector('.finder__status'), { childList: true }) }"""
    )
    page.get_by_role("searchbox").fill("bantul")
    expect(page.get_by_role("heading", name="Kabupaten Bantul")).to_be_visible()
    assert page.evaluate("window.said.at(-1)") == "20 dari 56 pusat layanan."


def test_names_that_cannot_be_looked_up_leave_nothing_of_the_search_before(visit: Visit, address: str) -> None:
    page = visit("about:blank", silent=False, service_workers="block")
    page.route(re.compile(r"/places\.[^/]+\.json$"), lambda route: route.fulfill(status=200, body="{"))
    page.goto(address + "index.html?q=sleman")
    expect(first(page)).to_contain_text("Sleman")
    expect(status(page)).to_contain_text("Satu bagian tidak dapat dimuat.")
    page.get_by_role("searchbox").fill("caturtunggal")
    expect(status(page)).to_contain_text("Pencarian tidak dapat dimuat.")
    expect(page.locator("#finder-title")).to_have_text("Hasil pencarian")
    expect(results(page)).to_have_count(0)
    page.unroute_all()
    page.get_by_role("searchbox").fill("caturtunggal depok")
    expect(first(page)).to_contain_text("Sleman")


def test_no_search_data_is_said_and_tried_again(visit: Visit, address: str) -> None:
    page = visit("about:blank")
    page.route(re.compile(r"/core\.json$"), lambda route: route.fulfill(status=200, body="{"))
    page.goto(address + "pusat/index.html?q=sleman")
    expect(status(page)).to_contain_text("Pencarian tidak dapat dimuat.")
    page.unroute_all()
    page.get_by_role("searchbox").fill("ende")
    expect(results(page).nth(1)).to_contain_text("km")
