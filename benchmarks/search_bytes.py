"""Measures what a search fetches in a browser, and how soon its results are there, on a CPU slowed four times.

    python3 benchmarks/search_bytes.py _build/site

Each search is made on a new device: the home page is loaded, then the text is typed key by key, or the position
told, or an address with filters opened. What counts are the compressed bytes of every answer after the home page
has settled, until the list has; and the time from the last answer's arrival until the results are painted.
"""

import argparse
import gzip
import mimetypes
import shutil
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from typing import NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

SLOWED = 4
KEY_MS = 120  # from one key to the next

SEARCHES = {
    "place": (
        "sleman", "pacitan", "ende", "wamena", "jakarta selatan", "kota bandung", "kec. sukasari kota bandung",
        "banyuasri", "sukamaju", "makasar", "soerabaja", "pulau rote", "kupang", "denpasar", "sabang", "merauke",
        "kabupaten sabu raijua", "tanjung priok", "kota baru", "slemsn", "yogyakrata", "jatim",
    ),
    "need and place": (
        "halal sleman", "modal usaha di ende", "urus izin di kecamatan pringkuku", "ekspor dekat batam",
        "kemasan kota malang", "pelatihan sabang", "pinjaman modal wamena", "halal banyuasri", "pemasaran merauke",
        "foto produk semarang",
    ),
    "error in the first letters": (
        "oringkuku", "nanyuasri", "eukasari", "abnyuasri", "enino", "halal oringkuku", "kec. eukasari kota bandung",
        "modal usaha di nanyuasri", "enino kabupaten timor tengah selatan",
    ),
    "need": ("halal", "modal", "kemasan", "pelatihan ekspor", "urus nib"),
    "name": ("rekaan 000123", "rekaan 009999", "pusat rekaan 004567", "rekaan 123", "pusat rekaan 4567"),
    "postal code": ("63511", "55281", "99511", "10110", "23511"),
    "position": ("-7.75,110.37", "-8.84,121.66", "5.89,95.32", "-8.49,140.40", "-0.5,117.1"),
    "filter": (
        "?q=sleman&open=now", "?q=ende&open=6-03.00", "?q=wamena&service={service}", "?service={service}",
        "?q=batam&facility={facility}", "?q=halal+malang&facility={facility}&open=now", "?facility={facility}",
        "?q=sleman&service={service}&programme={programme}&open=6-03.00",
    ),
}  # fmt: skip

WATCH = """() => {
  window.painted = 0
  const channel = new MessageChannel()
  channel.port1.onmessage = () => { window.painted = performance.now() }
  new MutationObserver(() => requestAnimationFrame(() => channel.port2.postMessage(null)))
    .observe(document.querySelector(".finder"), { childList: true, subtree: true, attributes: true })
}"""

SETTLE = """async () => {
  const files = () => performance.getEntriesByType("resource")
  const state = () => `${window.painted} ${files().length}`
  for (let before = null; before !== state(); ) {
    before = state()
    await new Promise((resolve) => setTimeout(resolve, 700))
  }
  const data = files().filter(({ name }) => name.includes("/data/search/"))
  const arrived = Math.max(0, ...data.map(({ responseEnd }) => responseEnd))
  return [document.querySelectorAll(".finder__list > li").length, window.painted - arrived]
}"""


class Search(NamedTuple):
    kind: str
    text: str
    home_kilobytes: float
    kilobytes: float
    results: int
    ms: float  # after the last answer until the results were painted; less than 0: they were there before it


class Counting(SimpleHTTPRequestHandler):
    """Sends compressed, and counts what it sends."""

    sent = 0

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        data = gzip.compress(path.read_bytes(), 9)
        self.send_response(200)
        self.send_header("Content-Type", mimetypes.guess_type(path.name)[0] or "application/octet-stream")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        self.wfile.write(data)
        Counting.sent += len(data)

    def log_message(self, *_: object) -> None:
        pass


def main() -> int:
    parser = argparse.ArgumentParser(description="Measures what a search fetches.")
    parser.add_argument("site", type=Path, help="a published folder")
    parser.add_argument("--filter", nargs=3, default=["halal", "ruang-pelatihan", "pekan-kemasan"],
                        metavar=("SERVICE", "FACILITY", "PROGRAMME"), help="ids to filter by")  # fmt: skip
    arguments = parser.parse_args()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Counting, directory=str(arguments.site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/index.html"
    ids = dict(zip(("service", "facility", "programme"), arguments.filter, strict=True))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for kind, texts in SEARCHES.items():
            report(kind, [search(browser, address, kind, text.format(**ids)) for text in texts])
        browser.close()
    return 0


def report(kind: str, found: list[Search]) -> None:
    most = max(found, key=lambda one: one.kilobytes)
    slow = max(found, key=lambda one: one.ms)
    print(f"{kind}: {len(found)} searches; home {found[0].home_kilobytes:.1f} kB")
    print(
        f"  kB fetched: median {median(one.kilobytes for one in found):.0f}, most {most.kilobytes:.0f} ({most.text!r})"
    )
    print(f"  ms after that: median {median(one.ms for one in found):.0f}, most {slow.ms:.0f} ({slow.text!r})")
    print(f"  without results: {[one.text for one in found if not one.results]}", flush=True)


def search(browser: Browser, address: str, kind: str, text: str) -> Search:
    """One search on a device of its own."""
    latitude, longitude = map(float, text.split(",")) if kind == "position" else (0.0, 0.0)
    with browser.new_context(
        viewport={"width": 360, "height": 740},
        service_workers="block",
        permissions=["geolocation"],
        geolocation={"latitude": latitude, "longitude": longitude},
    ) as device:
        page = device.new_page()
        empty = Counting.sent
        page.goto(address, wait_until="networkidle")
        home = Counting.sent
        device.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
        if kind == "filter":
            page.goto(address + text)
        page.evaluate(WATCH)
        ask(page, kind, text)
        results, ms = page.evaluate(SETTLE)
        return Search(kind, text, (home - empty) / 1024, (Counting.sent - home) / 1024, results, ms)


def ask(page: Page, kind: str, text: str) -> None:
    if kind == "position":
        page.locator("[data-tool=locate]").click()
    elif kind != "filter":
        page.locator("#q").press_sequentially(text, delay=KEY_MS)


if __name__ == "__main__":
    sys.exit(main())
