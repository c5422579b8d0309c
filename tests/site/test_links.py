"""Every link of the whole site leads somewhere, and nothing is fetched from elsewhere."""

import re
from collections import deque
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

from support.building import PROJECT
from support.site import OTHERS, Page, Reference, Site, no_faults

CENTRES = sorted(path.stem for path in (PROJECT / "content" / "centres").glob("*.yaml"))
SCHEMES = {"https", "http", "mailto", "tel", "geo"}


def local_links(page: Page) -> list[tuple[Reference, str, str]]:
    """The links and resources inside the site, with the file and the anchor that they lead to."""
    return [(ref, *page.target(ref.address)) for ref in page.references if ref.is_local]


def test_every_page_is_there(site: Site) -> None:
    """At least as many as the network has: 514 regencies and 38 provinces beside the centres, in each language."""
    languages = {page.language for page in site.values()}
    assert languages == {"id", "en"}
    for language in languages:
        assert sum(page.language == language for page in site.values()) >= 650
    for centre in CENTRES:
        assert len([path for path in site if path.endswith(f"/{centre}.html")]) == len(languages)


def test_links_lead_to_files_and_anchors(site: Site) -> None:
    no_faults(
        f"{page.path}: {reference.address}"
        for page in site.values()
        if not page.is_for_wrong_addresses
        for reference, target, anchor in local_links(page)
        if target not in site.files or (anchor and anchor not in site[target].ids)
    )


def test_links_work_below_any_path_and_from_a_disk(site: Site) -> None:
    """They are relative and name the file. Only the page for wrong addresses can't know where it is."""
    no_faults(
        f"{page.path}: {reference.address}"
        for page in site.values()
        for reference in page.references
        if reference.is_local and reference.address.startswith("/") != page.is_for_wrong_addresses
        and not reference.address.startswith("#")
    )  # fmt: skip


def test_links_of_pages_for_wrong_addresses(site: Site) -> None:
    base = urlsplit(site.base_url).path
    no_faults(
        f"{page.path}: {reference.address}"
        for page in site.values()
        if page.is_for_wrong_addresses
        for reference in page.references
        if reference.is_local
        and not reference.address.startswith("#")
        and unquote(urlsplit(reference.address).path).removeprefix(base) not in site.files
    )


def test_other_links_open_only_what_is_harmless(site: Site) -> None:
    no_faults(
        f"{page.path}: {reference.address}"
        for page in site.values()
        for reference in page.references
        if not reference.is_local and urlsplit(reference.address).scheme not in SCHEMES
    )


def test_nothing_is_loaded_from_elsewhere(site: Site) -> None:
    no_faults(
        f"{page.path}: {reference.tag} {reference.address}"
        for page in site.values()
        for reference in page.references
        if reference.loads and not reference.is_local
    )


def test_stylesheets_and_scripts_load_only_what_is_there(site: Site) -> None:
    faults = []
    for name in sorted(site.files):
        if not name.endswith((".css", ".js")):
            continue
        text = (site.folder / name).read_text("utf-8")
        page = Page(name, "", (), frozenset(), frozenset(), (), False, frozenset())
        pattern = r"""(?:url\(|@import)\s*["']?([^"')]+)""" if name.endswith(".css") else r"""from\s+["']([^"']+)["']"""
        faults += [
            f"{name}: {address}"
            for address in re.findall(pattern, text)
            if not address.startswith("data:") and page.target(address)[0] not in site.files
        ]
    no_faults(faults)


def test_nothing_is_inline(site: Site) -> None:
    no_faults(f"{page.path}: {what}" for page in site.values() for what in page.inline)


def test_ids_are_unique(site: Site) -> None:
    no_faults(f"{page.path}: {name}" for page in site.values() for name in page.repeated_ids)


def test_canonical_addresses(site: Site) -> None:
    """Each page that is to be found names itself."""
    no_faults(
        page.path
        for page in site.values()
        if not page.noindex and [site.file_at(ref.address) for ref in page.rel("canonical")] != [page.path]
    )


def test_other_languages(site: Site) -> None:
    """hreflang leads to pages in that language, which lead back; x-default is one of them."""
    faults = []
    for page in site.values():
        others = {ref.hreflang: site.file_at(ref.address) for ref in page.rel("alternate") if ref.hreflang}
        default = others.pop("x-default", None)
        if others and (others.get(page.language) != page.path or default not in others.values()):
            faults.append(f"{page.path}: does not name itself or no default")
        for language, path in others.items():
            if path is None or path not in site or site[path].language != language:
                faults.append(f"{page.path}: {language} is {path}")
            elif page.path not in {site.file_at(ref.address) for ref in site[path].rel("alternate")}:
                faults.append(f"{path}: does not lead back to {page.path}")
    no_faults(faults)


def test_sitemap(site: Site) -> None:
    """It has exactly the pages that are to be found."""
    listed: list[str | None] = []
    ahead = ["sitemap.xml"]
    while ahead:
        tree = ElementTree.parse(site.folder / ahead.pop())
        ahead += [site.file_at(node.text or "") or "" for node in tree.iterfind("{*}sitemap/{*}loc")]
        listed += [site.file_at(node.text or "") for node in tree.iterfind("{*}url/{*}loc")]
        assert {site.file_at(node.attrib["href"]) for node in tree.iterfind("{*}url/{*}link")} <= set(site)
    assert len(listed) == len(set(listed))
    assert set(listed) == {page.path for page in site.values() if not page.noindex}


def test_robots_txt_names_the_sitemap(site: Site) -> None:
    assert f"Sitemap: {site.base_url}sitemap.xml" in (site.folder / "robots.txt").read_text("utf-8")


def clicks(site: Site) -> dict[str, int]:
    """How many links lead from home to each page, without any script."""
    far = {"index.html": 0}
    ahead = deque(far)
    while ahead:
        page = site[ahead.popleft()]
        for reference, target, _ in local_links(page):
            if reference.tag == "a" and target in site and target not in far:
                far[target] = far[page.path] + 1
                ahead.append(target)
    return far


def test_every_page_is_reached(site: Site) -> None:
    hidden = site.keys() - clicks(site).keys()
    no_faults(sorted(path for path in hidden if not site[path].is_for_wrong_addresses))


def test_every_centre_in_three_clicks(site: Site) -> None:
    far = clicks(site)
    pages = [path for path, page in site.items() if page.language == site["index.html"].language]
    no_faults(
        centre
        for centre in CENTRES
        if not any(path.endswith(f"/{centre}.html") and far.get(path, 9) <= 3 for path in pages)
    )


def test_every_file_is_used(site: Site) -> None:
    """What nothing names, and no host or robot asks for by itself, is not published."""
    asked_for = {"sitemap.xml", "robots.txt", "_headers", ".nojekyll", ".sitegen.json", "data/hours.json"}
    used = {target for page in site.values() for _, target, _ in local_links(page)}
    named = {name for page in site.values() for name in page.named}
    texts = [
        (site.folder / name).read_text("utf-8")
        for name in site.files
        if name.endswith((".css", ".js", ".json", ".webmanifest")) and name not in asked_for
    ]
    no_faults(
        name
        for name in sorted(site.files - used - asked_for)
        if not (name in site and site[name].is_for_wrong_addresses)
        and not name.startswith(("sitemap-", *OTHERS))
        and (last := name.rpartition("/")[2]) not in named
        and not any(last in text for text in texts)
    )
