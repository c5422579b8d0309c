"""After one visit the site answers without a network; without a worker it is the same site."""

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from support.visiting import Host, Visit

CENTRE = "pusat/plut-kota-batu.html"
REGENCY = "wilayah/35.01-kabupaten-pacitan.html"
KEPT = """async () => {
  const names = (await caches.keys()).filter((name) => name.startsWith("kept "))
  const kept = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()))
  return kept.flat().map(({ url }) => url)
}"""

INKED = """() => {
  const canvas = document.querySelector(".map canvas")
  return canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.some((byte) => byte)
}"""


def wait_until_kept(page: Page, host: Host) -> None:
    """Until the worker has all that the page's language needs."""
    language = page.locator("html").get_attribute("lang")
    site = worker_settings(host)
    wanted = [*site["later"], *(file for _, file, own in site["packs"] if own == language)]
    page.evaluate(
        """async (wanted) => {
          for (let tries = 0; tries < 600; tries += 1) {
            const names = (await caches.keys()).filter((name) => name.startsWith("kept "))
            const kept = (await Promise.all(names.map(async (name) => (await caches.open(name)).keys()))).flat()
            if (wanted.every((path) => kept.some(({ url }) => url.endsWith("/" + path)))) return
            await new Promise((resolve) => setTimeout(resolve, 100))
          }
          throw new Error("not kept within a minute")
        }""",
        wanted,
    )


def worker_settings(host: Host) -> dict[str, Any]:
    head = (host.folder / "sw.js").read_text("utf-8").partition("\n")[0]
    settings: dict[str, Any] = json.loads(head.removeprefix("const site = "))
    return settings


def test_every_page_answers_after_one_visit(visit: Visit, host: Host) -> None:
    page = visit(host.url + "index.html")
    wait_until_kept(page, host)
    host.switch_off()
    for path in (CENTRE, REGENCY, "layanan/index.html", "tentang.html", "index.html", ""):
        page.goto(host.url + path)
        text = (host.folder / (path or "index.html")).read_text("utf-8")
        expect(page.locator("h1")).to_be_visible()
        assert page.locator("h1").inner_text() in text
    host.switch_on()


def test_search_works_offline(visit: Visit, host: Host) -> None:
    page = visit(host.url + "index.html")
    wait_until_kept(page, host)
    host.switch_off()
    page.goto(host.url)
    page.get_by_role("searchbox").fill("Tegalombo")  # a district: its shard was never asked for
    expect(page.locator(".finder__list li").first).to_contain_text("Pacitan")
    host.switch_on()


def test_the_region_of_a_position_is_known_offline(visit: Visit, host: Host) -> None:
    here = {"latitude": 1.02, "longitude": 110.07}
    page = visit(host.url + "index.html", geolocation=here, permissions=["geolocation"])
    wait_until_kept(page, host)
    host.switch_off()
    page.goto(host.url)
    page.get_by_role("button", name="Gunakan lokasi saya").click()
    expect(page.locator(".finder__list li").first).to_contain_text("Melayani wilayah ini")
    host.switch_on()


def test_the_map_works_offline(visit: Visit, host: Host) -> None:
    page = visit(host.url + "index.html")
    wait_until_kept(page, host)
    host.switch_off()
    page.goto(host.url + "index.html?q=sleman")
    page.get_by_role("button", name="Peta", exact=True).click()
    expect(page.locator(".map__dot").first).to_be_visible()
    assert page.evaluate(INKED)
    host.switch_on()


def test_of_a_centre_whose_page_is_not_kept_home_tells_what_the_search_knows(visit: Visit, host: Host) -> None:
    page = visit(host.url + "en/index.html")
    wait_until_kept(page, host)
    host.switch_off()
    page.goto(host.url + CENTRE)  # of the other language
    table = page.locator(".compare")
    expect(table.get_by_role("columnheader")).to_contain_text("Kota Batu")
    expect(table.get_by_role("row", name="Tempat")).to_contain_text("Jawa Timur")
    expect(table.locator("caption")).to_be_in_viewport()
    expect(page.get_by_text("belum tersimpan")).to_be_visible()
    host.switch_on()


def test_offline_is_said_with_the_date(visit: Visit, host: Host) -> None:
    page = visit(host.url + "index.html")
    wait_until_kept(page, host)
    page.reload()
    page.context.set_offline(True)
    note = page.get_by_text("Tidak ada jaringan")
    expect(note).to_be_visible()
    expect(note).to_contain_text("21 November 2026")
    page.context.set_offline(False)
    expect(note).to_be_hidden()


def test_what_is_not_kept_leads_home_and_says_so(visit: Visit, host: Host) -> None:
    page = visit(host.url + "en/index.html")
    wait_until_kept(page, host)
    host.switch_off()
    page.goto(host.url + REGENCY)  # of the other language: its packs were not fetched
    expect(page.get_by_text("belum tersimpan")).to_be_visible()
    assert page.url.startswith(host.url + "index.html")
    host.switch_on()


def test_a_full_device_searches_as_without_a_worker(visit: Visit, host: Host) -> None:
    page = visit("about:blank")
    session = page.context.new_cdp_session(page)
    session.send("Storage.overrideQuotaForOrigin", {"origin": host.url, "quotaSize": 300_000})
    page.goto(host.url)
    wait_for_worker(page)
    assert len(page.evaluate(KEPT)) < len(worker_settings(host)["shell"])
    expect_search(page, host)
    page.goto(host.url + REGENCY)
    expect(page.locator("h1")).to_contain_text("Pacitan")


@pytest.mark.parametrize("broken", ["open", "match", "keys"])
def test_a_device_whose_storage_is_broken_searches_as_without_a_worker(
    visit: Visit, built_site: Path, tmp_path: Path, broken: str
) -> None:
    """As where a browser forbids storage, or a file of its own has gone bad."""
    fault = f"CacheStorage.prototype.{broken} = async () => {{ throw new DOMException('broken', 'UnknownError') }}\n"
    host = Host(with_worker(built_site, tmp_path, (built_site / "sw.js").read_text("utf-8") + fault))
    page = visit(host.url)
    wait_for_worker(page)
    expect_search(page, host)
    page.goto(host.url + REGENCY)
    expect(page.locator("h1")).to_contain_text("Pacitan")
    host.switch_off()


def with_worker(site: Path, folder: Path, worker: str) -> Path:
    """The site with another service worker."""
    shutil.copytree(site, folder / "site", copy_function=os.link, ignore=shutil.ignore_patterns("sw.js"))
    (folder / "site" / "sw.js").write_text(worker, "utf-8")
    return folder / "site"


def expect_search(page: Page, host: Host) -> None:
    """That a page the worker controls finds a place whose shard was never asked for."""
    page.goto(host.url)
    assert page.evaluate("navigator.serviceWorker.controller !== null")
    page.get_by_role("searchbox").fill("Tegalombo")
    expect(page.locator(".finder__list > li").first).to_contain_text("Pacitan")


def wait_for_worker(page: Page) -> None:
    page.wait_for_function("() => navigator.serviceWorker.controller")


def test_new_version_is_offered_and_takes_over_only_when_asked(visit: Visit, built_site: Path, tmp_path: Path) -> None:
    folder = with_worker(built_site, tmp_path, (built_site / "sw.js").read_text("utf-8"))
    host = Host(folder)
    page = visit(host.url + "index.html")
    wait_until_kept(page, host)
    code = (folder / "sw.js").read_text("utf-8").partition("\n")[2]
    newer = worker_settings(host) | {"version": "newer", "date": "2027-01-01"}
    (folder / "sw.js").write_text(f"const site = {json.dumps(newer)}\n{code}", "utf-8")
    page.evaluate("() => navigator.serviceWorker.getRegistration().then((own) => own.update())")
    offer = page.get_by_text("Ada versi baru")
    expect(offer).to_be_visible()
    names = page.evaluate("() => caches.keys()")
    assert len([name for name in names if name.startswith("kept ")]) == 2
    with page.expect_navigation():
        page.get_by_role("button", name="Muat versi baru").click()
    page.wait_for_function("async () => (await caches.keys()).filter((name) => name.startsWith('kept ')).length === 1")
    taken_over = [url for url in page.evaluate(KEPT) if "/packs/" in url]
    assert len(taken_over) > 10  # from the older version: nobody asked for all of them again
    expect(offer).to_be_hidden()
    host.switch_off()


def test_a_version_that_another_tab_let_in_can_still_be_loaded(visit: Visit, built_site: Path, tmp_path: Path) -> None:
    folder = with_worker(built_site, tmp_path, (built_site / "sw.js").read_text("utf-8"))
    host = Host(folder)
    page = visit(host.url + "index.html")
    wait_until_kept(page, host)
    other = page.context.new_page()
    other.goto(host.url + "tentang.html")
    code = (folder / "sw.js").read_text("utf-8").partition("\n")[2]
    newer = worker_settings(host) | {"version": "newer", "date": "2027-01-01"}
    (folder / "sw.js").write_text(f"const site = {json.dumps(newer)}\n{code}", "utf-8")
    page.evaluate("() => navigator.serviceWorker.getRegistration().then((own) => own.update())")
    for tab in (other, page):  # the first lets it in
        expect(tab.get_by_text("Ada versi baru")).to_be_visible()
        with tab.expect_navigation():
            tab.get_by_role("button", name="Muat versi baru").click()
        if tab is other:
            page.wait_for_function(
                "async () => (await caches.keys()).filter((name) => name.startsWith('kept ')).length === 1"
            )
    host.switch_off()


def test_installable(visit: Visit, host: Host) -> None:
    page = visit(host.url + "index.html")
    link = page.locator("link[rel=manifest]")
    expect(link).to_have_count(1)
    manifest = page.evaluate("async (url) => (await fetch(url)).json()", link.get_attribute("href"))
    sizes = {(icon["sizes"], icon["purpose"]) for icon in manifest["icons"]}
    assert {("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")} <= sizes
    for icon in manifest["icons"]:
        assert (host.folder / icon["src"]).is_file()


def test_from_a_disk_the_console_is_silent(visit: Visit, built_site: Path) -> None:
    page = visit((built_site / "index.html").as_uri())
    expect(page.locator("h1")).to_be_visible()
    expect(page.get_by_role("button", name="Gunakan lokasi saya")).to_be_hidden()
    page.goto((built_site / CENTRE).as_uri())
    expect(page.locator("h1")).to_be_visible()
