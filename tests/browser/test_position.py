"""The device's own position: who serves the place comes first, and it stays while needs are typed."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from support.visiting import Visit

ENTIKONG: dict[str, Any] = {"geolocation": {"latitude": 1.02, "longitude": 110.07}, "permissions": ["geolocation"]}
SLEMAN: dict[str, Any] = {"geolocation": {"latitude": -7.72, "longitude": 110.36}, "permissions": ["geolocation"]}


def locate(page: Page) -> None:
    page.get_by_role("button", name="Gunakan lokasi saya").click()
    expect(page.locator("#finder-title")).to_contain_text("lokasi Anda")


def test_the_centre_of_the_province_comes_first_though_it_has_no_point(visit: Visit, address: str) -> None:
    page = visit(address + "index.html", **ENTIKONG)
    locate(page)
    rows = page.locator(".finder__list > li")
    expect(rows.first).to_contain_text("Provinsi Kalimantan Barat")
    expect(rows.first).to_contain_text("Melayani wilayah ini")
    expect(rows.filter(has_text="PLUT-KUMKM Kabupaten Belitung")).to_contain_text("di pulau lain")


@pytest.mark.parametrize("broken", ["country", "34", "whereabouts"])
def test_without_outlines_distance_alone_counts(visit: Visit, address: str, broken: str) -> None:
    page = visit("about:blank", silent=False, service_workers="block", **SLEMAN)
    page.route(
        re.compile(rf"/{broken}\.[^/]*$"),
        lambda route: route.fulfill(status=200, content_type="text/javascript", body="{"),
    )
    page.goto(address + "index.html")
    locate(page)
    rows = page.locator(".finder__list > li")
    expect(rows.first).to_contain_text("km")
    expect(rows.filter(has_text="Melayani wilayah ini")).to_have_count(0)


def test_a_need_is_answered_from_the_position_and_a_place_from_itself(visit: Visit, address: str) -> None:
    page = visit(address + "index.html", **SLEMAN)
    title, field = page.locator("#finder-title"), page.get_by_role("searchbox")
    locate(page)
    field.fill("halal")
    expect(title).to_have_text("Untuk “halal”, terdekat dari lokasi Anda")
    field.fill("halal ende")
    expect(title).to_contain_text("Ende")
    field.fill("qqxxzzqq")
    expect(page.get_by_text("Kami tidak menemukan")).to_be_visible()
    field.fill("")
    expect(title).to_have_text("Terdekat dari lokasi Anda")
    page.get_by_role("button", name="Hapus pencarian").click()
    field.fill("halal")
    expect(title).to_have_text("Untuk “halal”")


def test_the_position_takes_the_place_of_one_that_was_typed(visit: Visit, address: str) -> None:
    page = visit(address + "index.html?q=halal+ende", **SLEMAN)
    title, field = page.locator("#finder-title"), page.get_by_role("searchbox")
    expect(title).to_contain_text("Ende")
    locate(page)
    expect(field).to_have_value("halal")
    page.wait_for_url("**/index.html?q=halal")
    page.go_back()
    expect(title).to_contain_text("Ende")
    expect(field).to_have_value("halal ende")
    page.go_forward()
    expect(title).to_have_text("Untuk “halal”, terdekat dari lokasi Anda")
