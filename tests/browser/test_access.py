"""For everybody: keyboard alone, without script, on a narrow screen, for axe, on a slow network and a slow device."""

import gzip
import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from support.building import PROJECT
from support.visiting import Visit

AXE = PROJECT / "node_modules" / "axe-core" / "axe.min.js"
RUN_AXE = """axe.run({runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}).then(
  ({violations}) => violations.flatMap(({id, nodes}) => nodes.map(({html}) => `${id}: ${html.slice(0, 200)}`)))"""

FULL = "index.html?q=sleman&service=pembiayaan&compare=plut-kota-batu&compare=plut-kabupaten-kuningan"


def show_everything(page: Page) -> None:
    """Results, choices, filters, map and comparison at once."""
    expect(page.locator(".compare thead th")).to_have_count(2)
    page.locator("[data-tool=filters]").click()
    expect(page.locator(".filters")).to_be_visible()
    page.locator("[data-tool=map]").click()
    expect(page.locator(".map__dot").first).to_be_visible()


def axe(page: Page) -> list[str]:
    """What axe finds; run through the debugger, for the page's own policy lets no text become script."""
    session = page.context.new_cdp_session(page)
    session.send("Runtime.evaluate", {"expression": AXE.read_text("utf-8")})
    done = session.send("Runtime.evaluate", {"expression": RUN_AXE, "awaitPromise": True, "returnByValue": True})
    assert "exceptionDetails" not in done, done
    found: list[str] = done["result"]["value"]
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing(visit: Visit, address: str, width: int, scheme: str) -> None:
    page = visit(address + FULL, now=None, viewport={"width": width, "height": 800}, color_scheme=scheme)
    show_everything(page)
    assert axe(page) == []


def test_nothing_scrolls_sideways_at_320_pixels(visit: Visit, address: str) -> None:
    page = visit(address + FULL, viewport={"width": 320, "height": 640})
    show_everything(page)
    assert page.evaluate("document.scrollingElement.scrollWidth") == 320
    page.goto(address + "pusat/" + FULL)
    show_everything(page)
    assert page.evaluate("document.scrollingElement.scrollWidth") == 320


def test_keyboard_alone(visit: Visit, address: str) -> None:
    page = visit(address + "index.html")
    expect(page.get_by_role("button", name="Saring")).to_be_enabled()
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "q":
            break
    page.keyboard.type("sleman")
    page.keyboard.press("Enter")
    expect(page.locator("#finder-title")).to_be_focused()
    expect(page.locator("#finder-title")).to_contain_text("Sleman")
    for _ in range(6):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.centre-item__name')"):
            break
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("PLUT Kabupaten Sleman")


def test_without_script_the_button_leads_to_all_centres(visit: Visit, address: str) -> None:
    page = visit(address + "index.html", java_script_enabled=False)
    expect(page.get_by_role("button", name="Gunakan lokasi saya")).to_be_hidden()
    page.get_by_role("searchbox").fill("sleman")
    page.get_by_role("button", name="Cari").click()
    expect(page).to_have_url(re.compile(r"/pusat/index\.html\?q=sleman$"))
    page.get_by_role("link", name="PLUT Kabupaten Sleman").click()
    expect(page.locator("h1")).to_have_text("PLUT Kabupaten Sleman")


def test_forced_colours_and_less_motion(visit: Visit, address: str) -> None:
    page = visit(address + FULL, forced_colors="active", reduced_motion="reduce")
    show_everything(page)
    expect(page.locator(".finder__list > li").first).to_be_visible()
    assert page.evaluate("document.getAnimations().length") == 0


def test_first_search_on_a_slow_network(visit: Visit, address: str) -> None:
    """From an empty cache, 400 kbit/s and 400 ms to the host: within five seconds."""
    page = visit("about:blank", now=None)
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": 400, "downloadThroughput": 400_000 / 8, "uploadThroughput": 400_000 / 8},
    )
    page.goto(address + "index.html?q=sleman", wait_until="commit")
    expect(page.locator(".finder__list > li").first).to_contain_text("Sleman", timeout=30_000)
    bytes_sent = page.evaluate(
        "performance.getEntriesByType('resource').reduce((sum, {encodedBodySize}) => sum + encodedBodySize, 0)"
    )
    seconds = page.evaluate("performance.now()") / 1000
    # This server sends everything uncompressed; what compression saves is time on the line.
    saved = (bytes_sent - compressed_size(page)) / (400_000 / 8)
    assert seconds - saved <= 5


def compressed_size(page: Page) -> int:
    """Of the page and all that it loaded, in bytes, as hosts send it."""
    urls = page.evaluate("performance.getEntriesByType('resource').map(({name}) => name)")
    bodies = [page.request.get(url).body() for url in [page.url, *urls]]
    return sum(len(gzip.compress(body, 9)) for body in bodies)


def test_home_is_light(visit: Visit, address: str) -> None:
    """60 kB and 15 requests, everything for the first search among them; nothing foreign, and nothing moves."""
    page = visit("about:blank", now=None)
    page.add_init_script(
        """window.shift = 0
        new PerformanceObserver((list) => {
          for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) window.shift += value
        }).observe({ type: "layout-shift", buffered: true })"""
    )
    page.goto(address + "index.html", wait_until="networkidle")
    urls = page.evaluate("performance.getEntriesByType('resource').map(({name}) => name)")
    assert any(url.endswith("/core.json") for url in urls)
    assert all(urlsplit(url).netloc == urlsplit(address).netloc for url in urls)
    assert len(urls) + 1 <= 15
    assert compressed_size(page) <= 60 * 1024
    assert page.evaluate("window.shift") == 0


def test_results_follow_the_last_key_at_once(visit: Visit, address: str) -> None:
    """Within 100 ms on a CPU slowed four times, once the data are there. Where others keep the machine busy it takes
    several rounds until the work itself is seen."""
    page = visit(address + "index.html?q=yogyakarta", now=None)
    expect(page.locator(".finder__list > li").first).to_be_visible()
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
    times: list[float] = []
    for _ in range(8):
        times += page.evaluate(TYPE_AND_TIME)
        if len([time for time in times if time <= 100]) >= 3:
            return
    pytest.fail(f"milliseconds: {times}")


TYPE_AND_TIME = """async () => {
  const field = document.querySelector("#q")
  const list = document.querySelector(".finder__list")
  const times = []
  for (const text of ["sleman", "ende", "pacitan", "batam", "modal malang", "halal sleman"]) {
    const changed = new Promise((resolve) => {
      const watch = new MutationObserver(() => { watch.disconnect(); resolve() })
      watch.observe(list, { childList: true })
    })
    field.value = text
    const start = performance.now()
    field.dispatchEvent(new InputEvent("input", { bubbles: true }))
    await changed
    times.push(performance.now() - start)
    await new Promise((resolve) => setTimeout(resolve, 300))
  }
  return times
}"""
