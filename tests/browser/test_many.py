"""The finder of a network with more centres than come with the page: they are fetched as they are asked for."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page, Request, expect

from support.building import PROJECT, Serve
from support.visiting import Visit

CENTRES = 2000


@pytest.fixture(scope="session")
def many(built_site: Path, tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> str:
    """Where the home page is served with the search data of made-up centres in place of its own."""
    site = tmp_path_factory.mktemp("many") / "site"
    ignored = shutil.ignore_patterns("search", "cetak", "panduan", "pusat", "wilayah")
    shutil.copytree(built_site, site, ignore=ignored)
    maker = PROJECT / "benchmarks" / "search_files.py"
    subprocess.run([sys.executable, str(maker), str(CENTRES), str(site / "data" / "search")], check=True)
    return serve(site)


def asked_for(page: Page) -> list[str]:
    """The kinds of files of the search that are asked for from now on: "cells", "cell", "places"."""
    kinds: list[str] = []

    def note(request: Request) -> None:
        if "/data/search/" in request.url:
            kinds.append(request.url.rpartition("/")[2].partition(".")[0])

    page.on("request", note)
    return kinds


def test_who_comes_to_the_field_has_the_table_of_centres_fetched(visit: Visit, many: str) -> None:
    page = visit(many)
    expect(page.locator(".finder[data-ready]")).to_be_attached()
    page.wait_for_load_state("networkidle")
    kinds = asked_for(page)
    with page.expect_response("**/cells.*.json"):
        page.locator("#q").focus()
    assert kinds == ["cells"]


def test_a_whole_name_is_answered_at_once_and_half_a_name_waits(visit: Visit, many: str) -> None:
    page = visit(many)
    with page.expect_response("**/cells.*.json"):
        page.locator("#q").focus()
    page.clock.pause_at("2026-11-21T09:00:00+07:00")  # nothing that waits goes on by itself
    kinds = asked_for(page)
    page.locator("#q").fill("kupan")
    with page.expect_response("**/places.*.json"):
        page.clock.run_for(210)
    page.wait_for_timeout(300)  # nor a moment later
    assert "cell" not in kinds
    with page.expect_response("**/cell.*.json"):
        page.locator("#q").fill("kupang")
    expect(page.locator(".finder__list > li").first).to_contain_text("Kupang")


def test_half_a_name_is_answered_once_nothing_follows(visit: Visit, many: str) -> None:
    page = visit(many)
    page.locator("#q").fill("kupan")
    expect(page.locator(".finder__list > li").first).to_contain_text("Kupang")
    expect(page.locator(".finder__status")).not_to_be_empty()
