"""Measures how soon the list of results follows a key, on a CPU slowed four times.

    python3 benchmarks/search_latency.py _build/site

Queries are typed key by key into the home page of a published site, in a browser, twice: slowed, for the time from
a key's event until the frame that shows the last change of the list's first rows has been painted; and as fast
as the machine is, for the CPU time of the page's main thread, which other work on the machine does not change. A key
that asks for a shard is counted apart, and from the moment when the last of the shard arrived.
"""

import argparse
import shutil
import sys
import threading
from collections.abc import Sequence
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from typing import NamedTuple

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

SLOWED = 4
FRESH_PAGES = 5

QUERIES = (
    "sleman", "halal sleman", "modal di ende", "kec. sukasari", "banyuasri", "sukamaju", "63511", "jakarta selatan",
    "wamena", "pulau rote", "soerabaja", "izin pringkuku", "kemasan", "pelatihan", "plut jogja", "makasar",
    "kab. pacitan", "ekspor batam", "kupang", "yogyakarta",
)  # fmt: skip

ROWS = 3  # that a phone can show at once: the finder draws the others a frame later

# A change within an event's own frame is seen when the browser says that frame was (Event Timing); any other, when
# the frame after it is done.
WATCH = """(rows) => {
  const start = { key: 0, presented: 0, changed: 0, painted: 0 }
  window.seen = start
  addEventListener("input", ({ timeStamp }) => {
    Object.assign(start, { key: timeStamp, presented: 0, changed: 0, painted: 0 })
  }, true)
  new PerformanceObserver((entries) => {
    const own = entries.getEntries().find(({ name, startTime }) => name === "input" && startTime === start.key)
    if (own) start.presented = own.startTime + own.duration
  }).observe({ type: "event", durationThreshold: 16 })
  const channel = new MessageChannel()
  channel.port1.onmessage = () => { start.painted = performance.now() }
  const list = document.querySelector(".finder__list")
  let before = []
  new MutationObserver(() => {
    const now = [...list.children].slice(0, rows)
    const same = now.length === before.length && now.every((row, i) => row === before[i])
    before = now
    if (same) return
    start.changed = performance.now()
    requestAnimationFrame(() => channel.port2.postMessage(null))
  }).observe(list, { childList: true })
}"""

# Until nothing has been painted or fetched for longer than the finder waits for the next key.
SETTLE = """async () => {
  const files = () => performance.getEntriesByType("resource").filter(({ name }) => name.includes("/data/search/"))
  const state = () => `${window.seen.painted} ${files().length}`
  for (let before = null; before !== state(); ) {
    before = state()
    await new Promise((resolve) => setTimeout(resolve, 350))
  }
  const { key, presented, changed, painted } = window.seen
  const own = files().filter(({ startTime }) => startTime >= key)
  const start = Math.max(key, ...own.map(({ responseEnd }) => responseEnd))
  performance.clearResourceTimings()
  const seen = changed < presented ? presented : painted
  return [own.length > 0, changed > start ? seen - start : null]
}"""


class Key(NamedTuple):
    text: str  # as far as it was typed
    fetched: bool  # it asked for a shard
    ms: float | None  # until its results were painted; None: it changed none
    cpu_ms: float  # of the main thread


def main() -> int:
    parser = argparse.ArgumentParser(description="Measures how soon results follow a key.")
    parser.add_argument("site", type=Path, help="a published folder")
    site: Path = parser.parse_args().site
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/index.html"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for slowed in (1, SLOWED):
            firsts = [key for _ in range(FRESH_PAGES) for key in type_texts(browser, address, ["sl"], slowed)]
            report(firsts, type_texts(browser, address, QUERIES, slowed), slowed)
        browser.close()
    return 0


def type_texts(browser: Browser, address: str, texts: Sequence[str], slowed: int) -> list[Key]:
    """Into one home page on a device of its own, slowed once its data are there and it has nothing to do."""
    with browser.new_context(viewport={"width": 360, "height": 740}, service_workers="block") as device:
        page = device.new_page()
        page.goto(address, wait_until="networkidle")
        page.evaluate(WATCH, ROWS)
        debugger = device.new_cdp_session(page)
        debugger.send("Performance.enable", {"timeDomain": "threadTicks"})
        debugger.send("Emulation.setCPUThrottlingRate", {"rate": slowed})
        return [key for text in texts for key in type_text(page, debugger, text)]


def type_text(page: Page, debugger: CDPSession, text: str) -> list[Key]:
    page.locator("#q").fill("")
    page.evaluate(SETTLE)
    keys: list[Key] = []
    for length, letter in enumerate(text, 1):
        before = busy_ms(debugger)
        page.keyboard.type(letter)
        fetched, ms = page.evaluate(SETTLE)
        keys.append(Key(text[:length], fetched, ms, busy_ms(debugger) - before))
    return keys


def busy_ms(debugger: CDPSession) -> float:
    """CPU time that the page's main thread has spent so far."""
    metrics = debugger.send("Performance.getMetrics")["metrics"]
    return float(next(1000 * metric["value"] for metric in metrics if metric["name"] == "TaskDuration"))


def report(firsts: list[Key], keys: list[Key], slowed: int) -> None:
    groups = {
        "first key of a page": firsts,
        "shards at hand": [key for key in keys if not key.fetched],
        "after a shard arrived": [key for key in keys if key.fetched],
    }
    print("until the results are painted, CPU slowed:" if slowed > 1 else f"CPU of the main thread, times {SLOWED}:")
    for name, found in groups.items():
        times = [(key.ms if slowed > 1 else SLOWED * key.cpu_ms, key.text) for key in found]
        known = sorted((ms, text) for ms, text in times if ms is not None)
        worst, text = known[-1]
        print(
            f"  {name}: {len(known)} keys, median {median(ms for ms, _ in known):.0f} ms, most {worst:.0f} ({text!r})"
        )


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


if __name__ == "__main__":
    sys.exit(main())
