"""The site map and the files for the host."""

from xml.etree import ElementTree

import pytest

from sitegen.exports import sitemap
from sitegen.exports.hosting import hosting_files
from sitegen.exports.sitemap import Entry, sitemaps
from sitegen.model import MapBackground

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
BASE = "https://example.org/a&b/"


def entry(number: int) -> Entry:
    url = f"{BASE}{number}.html"
    return Entry(url, {"id": url, "en": f"{BASE}en/{number}.html"})


def test_a_site_map_names_pages_and_their_twins() -> None:
    tree = ElementTree.fromstring(sitemaps([entry(1)], BASE)["sitemap.xml"])
    assert [loc.text for loc in tree.iterfind("s:url/s:loc", NAMES)] == [f"{BASE}1.html"]
    links = tree.findall("s:url/x:link", NAMES)
    assert {link.get("hreflang"): link.get("href") for link in links} == dict(entry(1).languages)


def test_a_large_site_has_several(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "LIMIT", 2)
    files = sitemaps([entry(number) for number in range(5)], BASE)
    assert sorted(files) == ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml", "sitemap.xml"]
    listed = ElementTree.fromstring(files["sitemap.xml"]).iterfind("s:sitemap/s:loc", NAMES)
    assert [loc.text for loc in listed] == [f"{BASE}sitemap-{number}.xml" for number in (1, 2, 3)]
    assert len(ElementTree.fromstring(files["sitemap-3.xml"])) == 1


def test_hosts_get_a_strict_policy() -> None:
    headers = hosting_files(BASE)["_headers"].decode()
    policy = next(line for line in headers.splitlines() if "Content-Security-Policy" in line)
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert f"Sitemap: {BASE}sitemap.xml" in hosting_files(BASE)["robots.txt"].decode()


def rules_of(headers: str) -> dict[str, list[str]]:
    """The lines below each path."""
    rules: dict[str, list[str]] = {}
    for line in headers.splitlines():
        if line.startswith("  "):
            rules[next(reversed(rules))].append(line.strip())
        else:
            assert line not in rules
            rules[line] = []
    return rules


def test_open_data_may_be_read_by_other_sites_and_pages_may_not() -> None:
    rules = rules_of(hosting_files(BASE)["_headers"].decode())
    assert "Cross-Origin-Resource-Policy: same-origin" in rules["/*"]
    assert rules["/data/*"] == [
        "! Cross-Origin-Resource-Policy",
        "Cross-Origin-Resource-Policy: cross-origin",
        "Access-Control-Allow-Origin: *",
        "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'; sandbox",
    ]
    assert not any("Access-Control" in line for path, lines in rules.items() if path != "/data/*" for line in lines)


def test_a_calendar_is_sent_as_one() -> None:
    assert rules_of(hosting_files(BASE)["_headers"].decode())["/*.ics"] == [
        "Content-Type: text/calendar; charset=utf-8"
    ]


def test_the_maps_background_is_the_one_thing_let_in_from_elsewhere() -> None:
    background = MapBackground(tiles="https://tiles.example.org/a/{z}/{x}/{y}.png", attribution={"en": "Us"})
    plain, opened = (
        hosting_files("https://x.example/", pictures_from=origin)["_headers"].decode()
        for origin in (None, background.origin)
    )
    assert opened == plain.replace("img-src 'self'", "img-src 'self' https://tiles.example.org")
    assert opened != plain
