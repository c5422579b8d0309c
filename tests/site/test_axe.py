"""Pages in a real browser: axe finds nothing, nothing scrolls sideways, nothing fails, nothing foreign is asked for."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, CDPSession, ConsoleMessage, Page, Request, Response

from support.building import PROJECT, Serve
from support.site import Site, no_faults

AXE = PROJECT / "node_modules" / "axe-core" / "axe.min.js"
Scheme = Literal["light", "dark"]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = [360, 1280]
SCHEMES: list[Scheme] = ["light", "dark"]

# Run through the debugger: the pages' own policy lets no text become script.
RUN_AXE = f"""axe.run({{runOnly: {RULES}}}).then(({{violations}}) => violations.flatMap(({{id, nodes}}) =>
  nodes.map(({{html}}) => `${{id}}: ${{html.slice(0, 160)}}`)))"""


def samples(site: Site) -> list[str]:
    """Pages of every kind: in each folder the first, the largest and the smallest; and all that are in none.

    Those for wrong addresses are right only where the site is meant to be: they have a test of their own.
    """

    def size(path: str) -> int:
        return int((site.folder / path).stat().st_size)

    chosen = set()
    ours = [path for path, page in site.items() if not page.is_for_wrong_addresses]
    for folder, members in groupby(
        sorted(ours, key=lambda path: path.rpartition("/")), lambda path: path.rpartition("/")[0]
    ):
        paths = list(members)
        if folder in {"", *(page.language for page in site.values())}:
            chosen.update(paths)
        else:
            chosen |= {min(paths, key=size), max(paths, key=size), f"{folder}/index.html"} & set(paths)
    return sorted(chosen)


@contextmanager
def opened(browser: Browser, address: str, width: int, scheme: Scheme) -> Iterator[tuple[Page, CDPSession, list[str]]]:
    """A page to load into, and a list that fills with everything that goes wrong in it."""
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce", service_workers="block"
    )
    page = context.new_page()
    faults: list[str] = []

    def note_request(request: Request) -> None:
        if not request.url.startswith(address):
            faults.append(f"foreign: {request.url}")

    def note_response(response: Response) -> None:
        if response.status >= 400 and not address.startswith("file:"):
            faults.append(f"{response.status}: {response.url}")

    def note_failure(request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # an icon on its way when the page was left
            faults.append(f"failed: {request.url}")

    def note_console(message: ConsoleMessage) -> None:
        if "blocked by Playwright" not in message.text:  # our own doing: see service_workers above
            faults.append(f"console: {message.text}")

    page.on("request", note_request)
    page.on("response", note_response)
    page.on("requestfailed", note_failure)
    page.on("console", note_console)
    page.on("pageerror", lambda error: faults.append(f"error: {error}"))
    yield page, context.new_cdp_session(page), faults
    context.close()


def axe(session: CDPSession) -> list[str]:
    """What axe finds in the page as it stands."""
    session.send("Runtime.evaluate", {"expression": AXE.read_text("utf-8")})
    done = session.send("Runtime.evaluate", {"expression": RUN_AXE, "awaitPromise": True, "returnByValue": True})
    assert "exceptionDetails" not in done, done
    found: list[str] = done["result"]["value"]
    return found


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe(site: Site, browser: Browser, serve: Serve, width: int, scheme: Scheme) -> None:
    address = serve(site.folder, "/some/where/")
    found = []
    with opened(browser, address, width, scheme) as (page, session, faults):
        for path in samples(site):
            page.goto(address + path)
            faults += axe(session)
            if page.evaluate("document.scrollingElement.scrollWidth") > width:
                faults.append("scrolls sideways")
            found += [f"{path}: {fault}" for fault in faults]
            faults.clear()
    no_faults(found)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_wrong_addresses(site: Site, browser: Browser, serve: Serve, scheme: Scheme) -> None:
    """At the root of a host, as the settings have it."""
    address = serve(site.folder)
    found = []
    with opened(browser, address, 360, scheme) as (page, session, faults):
        for path in sorted(path for path, page in site.items() if page.is_for_wrong_addresses):
            page.goto(address + path)
            found += [f"{path}: {fault}" for fault in [*faults, *axe(session)]]
            faults.clear()
    no_faults(found)


def test_from_a_disk(site: Site, browser: Browser) -> None:
    """As on a USB stick in an office without internet: what is loaded is found, and the policy lets it."""
    address = site.folder.as_uri() + "/"
    found = []
    with opened(browser, address, 360, "light") as (page, _, faults):
        for path in samples(site):
            page.goto(address + path)
            found += [f"{path}: {fault}" for fault in faults]
            faults.clear()
    no_faults(found)


def test_at_320_pixels(site: Site, browser: Browser, serve: Serve) -> None:
    """WCAG 1.4.10: as at 1280 pixels with 400 % zoom."""
    address = serve(site.folder)
    found = []
    with opened(browser, address, 320, "light") as (page, _, _):
        for path in samples(site):
            page.goto(address + path)
            if page.evaluate("document.scrollingElement.scrollWidth") > 320:
                found.append(path)
    no_faults(found)


def test_faults_are_found(tmp_path: Path, browser: Browser, serve: Serve) -> None:
    """The tests above can fail: a page with every fault."""
    (tmp_path / "index.html").write_text(
        '<!doctype html><html lang="id"><title>x</title><img src="missing.png">'
        '<script>console.log("x")</script><script src="http://127.0.0.2:9/x.js"></script>',
        "utf-8",
    )
    address = serve(tmp_path)
    with opened(browser, address, 360, "light") as (page, session, faults):
        page.goto(address)
        faults += axe(session)
    text = "\n".join(faults)
    for fault in ["image-alt", "console: x", "404", "foreign: http://127.0.0.2:9/x.js", "failed"]:
        assert fault in text
