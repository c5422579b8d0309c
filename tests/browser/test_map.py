"""The map: nothing of it before it is asked for, in step with the list, moved by hand, wheel and keys."""

import re

from playwright.sync_api import Page, Route, expect

from support.visiting import Visit

MAP = re.compile(r"/map/")
DRAWN = """() => {
  const canvas = document.querySelector(".map canvas")
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height)
  return data.some((value, i) => i % 4 === 3 && value > 0)
}"""
CENTRES = (
    "[...document.querySelectorAll('.map__dot')].reduce((sum, {textContent}) => sum + Number(textContent || 1), 0)"
)
SLEMAN = {"latitude": -7.716, "longitude": 110.355}
CROSS_IN_SIGHT = """() => {
  const cross = document.querySelector(".map__from")?.getBoundingClientRect()
  const { left, right, top, bottom } = document.querySelector(".map__frame").getBoundingClientRect()
  return cross && left < cross.left && cross.right < right && top < cross.top && cross.bottom < bottom
}"""
WITH_TILES = """() => Object.assign(document.querySelector(".finder").dataset,
  { tiles: "/tiles/{z}/{x}/{y}", tilesZoom: "9", tilesBy: "Surveyors" })"""
FIRST_DOT = "document.querySelector('.map__dot').getBoundingClientRect().x"


def open_map(page: Page) -> None:
    page.get_by_role("button", name="Peta", exact=True).click()
    expect(page.locator(".map__dot").first).to_be_visible()


def centres_on_the_map(page: Page) -> int:
    """How many centres the dots in sight stand for."""
    return int(page.evaluate(CENTRES))


def test_nothing_is_fetched_before_it_is_asked_for(visit: Visit, address: str) -> None:
    page = visit(address + "tentang.html", service_workers="allow")
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    page.goto(address + "index.html?q=sleman")
    expect(page.locator(".finder__list > li").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if MAP.search(url)]
    open_map(page)
    assert [url for url in asked if MAP.search(url)]
    assert all(url.startswith(address) for url in asked)


def test_all_centres_are_on_it_in_clusters(visit: Visit, address: str) -> None:
    page = visit(address + "pusat/index.html")
    open_map(page)
    many = centres_on_the_map(page)
    assert many > 60  # of the others only the province is known
    page.locator(".map__dot--many").first.click()
    page.wait_for_function(f"(many) => {CENTRES} < many", arg=many)
    page.get_by_role("button", name="Seluruh peta").click()
    page.wait_for_function(f"(many) => {CENTRES} === many", arg=many)


def test_list_and_map_are_in_step(visit: Visit, address: str) -> None:
    page = visit(address + "index.html?q=sleman", viewport={"width": 1280, "height": 900})
    open_map(page)
    page.locator(".finder__list > li").nth(1).get_by_role("link").focus()
    expect(page.locator(".map__dot[aria-current]")).to_have_count(1)
    expect(page.locator(".map__card")).to_contain_text("Yogyakarta")
    page.locator(".map__dot:not(.map__dot--many):not([aria-current])").first.click()
    chosen = page.locator(".finder__list > li[data-chosen]")
    expect(chosen).to_have_count(1)
    name = chosen.get_by_role("link").inner_text()
    expect(page.locator(".map__card a")).to_have_text(name)
    page.get_by_role("searchbox").fill("ende")
    expect(page.locator("#finder-title")).to_contain_text("Ende")
    expect(page.locator(f".map__dot[title='{name}']")).to_have_count(0)


def test_keys_move_and_zoom(visit: Visit, address: str) -> None:
    page = visit(address + "index.html?q=sleman")
    open_map(page)
    frame = page.locator(".map__frame")
    expect(frame).to_be_focused()
    left = page.evaluate(FIRST_DOT)
    page.keyboard.press("ArrowRight")
    page.wait_for_function(f"(left) => {FIRST_DOT} !== left", arg=left)
    many = centres_on_the_map(page)
    for _ in range(4):
        page.keyboard.press("-")
    page.wait_for_function(f"(many) => {CENTRES} > many", arg=many)


def test_dragging_and_the_wheel(visit: Visit, address: str) -> None:
    page = visit(address + "index.html?q=sleman", viewport={"width": 1000, "height": 900})
    open_map(page)
    frame = page.locator(".map__frame")
    frame.scroll_into_view_if_needed()
    box = frame.bounding_box()
    left = page.evaluate(FIRST_DOT)
    assert box
    page.mouse.move(box["x"] + 60, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + 110, box["y"] + 60, steps=3)
    page.mouse.up()
    page.wait_for_function(f"(left) => Math.abs({FIRST_DOT} - left - 50) < 2", arg=left)
    shown = centres_on_the_map(page)
    page.mouse.wheel(0, 1200)
    page.wait_for_function(f"(many) => {CENTRES} > many", arg=shown)


Spot = tuple[float, float]  # pixels from the frame's middle


def touch(page: Page, *steps: list[Spot]) -> None:
    """Puts fingers on the map, moves them from step to step, and lifts them."""
    frame = page.locator(".map__frame")
    frame.scroll_into_view_if_needed()
    box = frame.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    session = page.context.new_cdp_session(page)
    kinds = ["touchStart", *["touchMove"] * (len(steps) - 1)]
    for kind, fingers in zip(kinds, steps, strict=True):
        points = [{"x": x + right, "y": y + down, "id": id} for id, (right, down) in enumerate(fingers)]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def on_a_phone(visit: Visit, address: str) -> Page:
    page = visit(address + "index.html?q=sleman", viewport={"width": 400, "height": 800}, has_touch=True)
    open_map(page)
    return page


def dots(page: Page) -> dict[str, list[float]]:
    """Where each dot stands, by the centre it stands for first."""
    found: dict[str, list[float]] = page.evaluate(
        """Object.fromEntries([...document.querySelectorAll(".map__dot")].map((dot) => {
          const { x, y } = dot.getBoundingClientRect()
          return [dot.dataset.dot, [x, y]]
        }))"""
    )
    return found


def test_a_finger_drags(visit: Visit, address: str) -> None:
    page = on_a_phone(visit, address)
    page.locator(".map__frame").scroll_into_view_if_needed()
    scrolled = page.evaluate("scrollY")
    before = dots(page)
    touch(page, [(-60, -60)], [(-50, -50)], [(-30, -20)], [(-20, -10)])
    page.wait_for_function(f"(left) => {FIRST_DOT} !== left", arg=next(iter(before.values()))[0])
    after = dots(page)
    for id in before.keys() & after.keys():
        assert abs(after[id][0] - before[id][0] - 40) < 2
        assert abs(after[id][1] - before[id][1] - 50) < 2
    assert page.evaluate("scrollY") == scrolled  # the map moves, not the page


def test_two_fingers_zoom_out_and_in(visit: Visit, address: str) -> None:
    page = on_a_phone(visit, address)
    seen = centres_on_the_map(page)
    touch(page, [(-100, 0), (100, 0)], [(-60, 0), (60, 0)], [(-20, 0), (20, 0)])
    page.wait_for_function(f"(many) => {CENTRES} > many", arg=seen)
    whole = centres_on_the_map(page)
    touch(page, [(-10, 0), (10, 0)], [(-60, 0), (60, 0)], [(-150, 0), (150, 0)])
    page.wait_for_function(f"(many) => {CENTRES} < many", arg=whole)


def test_a_tap_leaves_the_map_where_it_is(visit: Visit, address: str) -> None:
    page = on_a_phone(visit, address)
    frame = page.locator(".map__frame")
    frame.scroll_into_view_if_needed()
    scrolled = page.evaluate("scrollY")
    page.keyboard.press("+")
    page.locator(".map__dot:not(.map__dot--many)").last.dispatch_event("click")
    expect(page.locator(".map__card a")).to_have_count(1)
    expect(page.locator(".finder__list > li[data-chosen]")).to_have_count(1)
    assert page.evaluate("scrollY") == scrolled


def test_what_was_chosen_goes_with_the_centre(visit: Visit, address: str) -> None:
    page = visit(address + "index.html?q=sleman")
    open_map(page)
    page.locator(".finder__list > li").nth(1).get_by_role("link").focus()
    expect(page.locator(".map__card a")).to_have_count(1)
    page.mouse.move(0, 0)  # else a row comes to lie under it
    page.get_by_role("searchbox").fill("merauke")
    expect(page.locator("#finder-title")).to_contain_text("Merauke")
    expect(page.locator(".map__card a")).to_have_count(0)
    expect(page.locator(".map__dot[aria-current]")).to_have_count(0)


def test_a_cross_stands_where_distances_are_from(visit: Visit, address: str) -> None:
    page = visit(address + "pusat/index.html", geolocation=SLEMAN, permissions=["geolocation"])
    open_map(page)
    legend = page.locator(".map__note")
    expect(page.locator(".map__from")).to_have_count(0)
    expect(legend).not_to_contain_text("Tanda silang")
    page.get_by_role("button", name="Gunakan lokasi saya").click()
    expect(legend).to_contain_text("Tanda silang: lokasi Anda.")
    expect(legend).to_contain_text("Peta ini hanya memuat")
    page.wait_for_function(CROSS_IN_SIGHT)
    page.get_by_role("searchbox").fill("ende")
    expect(legend).to_contain_text("Tanda silang: Kabupaten Ende, Nusa Tenggara Timur.")


def test_a_map_that_cannot_be_fetched_is_said_and_tried_again(visit: Visit, address: str) -> None:
    page = visit("about:blank", silent=False)
    page.add_init_script("delete Navigator.prototype.serviceWorker")  # which would have kept it
    page.route(re.compile(r"/map/map\.js$"), lambda route: route.fulfill(content_type="text/html", body=""))
    page.goto(address + "index.html?q=sleman")
    page.get_by_role("button", name="Peta", exact=True).click()
    status = page.locator(".finder__status")
    expect(status).to_contain_text("Satu bagian tidak dapat dimuat.")
    expect(page.locator(".finder__map")).to_be_hidden()
    page.unroute_all()
    open_map(page)


def test_it_closes_and_leaves_nothing(visit: Visit, address: str) -> None:
    page = visit(address + "pusat/index.html")
    open_map(page)
    page.get_by_role("button", name="Peta", exact=True).click()
    expect(page.locator(".map")).to_have_count(0)
    expect(page.locator(".listing")).to_be_visible()


def test_pressed_twice_at_once_it_is_closed_again(visit: Visit, address: str) -> None:
    page = visit(address + "index.html?q=sleman")
    page.get_by_role("button", name="Peta", exact=True).dblclick()
    expect(page.locator(".map")).to_have_count(0)
    expect(page.get_by_role("button", name="Peta", exact=True)).to_have_attribute("aria-expanded", "false")


def test_a_background_of_tiles(visit: Visit, address: str) -> None:
    """As where the settings name a server of tiles; here the site's own."""
    page = visit(address + "index.html?q=sleman")

    def answer(route: Route) -> None:
        route.fulfill(
            content_type="image/svg+xml", body="<svg xmlns='http://www.w3.org/2000/svg' width='256' height='256'/>"
        )

    page.route(re.compile(r"/tiles/"), answer)
    page.evaluate(WITH_TILES)
    with page.expect_request(re.compile(r"/tiles/9/412/26[67]$")):  # that is where Sleman is, and nine is the closest
        open_map(page)
    expect(page.get_by_text("Surveyors")).to_be_visible()


def test_where_no_tile_comes_the_outlines_are_there(visit: Visit, address: str) -> None:
    page = visit(address + "index.html?q=sleman", silent=False)
    page.route(re.compile(r"/tiles/"), lambda route: route.abort())
    page.evaluate(WITH_TILES)
    open_map(page)
    page.wait_for_function(DRAWN)
