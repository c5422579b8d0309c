"""What the tests in the browser share: visitors with their own device, whose console has to stay silent."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from support.building import NOW, PROJECT, Serve, build_site
from support.visiting import Host, Visit

expect.set_options(timeout=15_000)  # a slow machine is no fault


@pytest.fixture(scope="session")
def address(built_site: Path, serve: Serve) -> str:
    """Where the real site is served, below a path as on many hosts."""
    return serve(built_site, "/some/where/")


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> str:
    """Where the example network is served: it has opening hours, and English comes first."""
    out = tmp_path_factory.mktemp("example") / "site"
    build_site("--root", str(PROJECT / "examples" / "libraries"), "--out", str(out))
    return serve(out, "/libraries/of/")


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """`visit(url, ...)` opens a page on a new device with a clock of its own (None: the machine's); whatever it says
    on its console fails the test unless it need not be silent, as where a browser tells of a file it could not load.
    Options are Playwright's for a context, such as `java_script_enabled` or `viewport`.
    """
    contexts: list[BrowserContext] = []
    said: list[str] = []

    def open_page(url: str, *, now: str | None = NOW, silent: bool = True, **options: Any) -> Page:
        context = browser.new_context(**{"viewport": {"width": 360, "height": 740}, "locale": "id-ID", **options})
        contexts.append(context)
        context.set_default_timeout(15_000)
        page = context.new_page()
        if silent:
            page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: said.append(str(error)))
        if now and options.get("java_script_enabled", True):
            page.clock.install(time=now)
        page.goto(url)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert said == []


@pytest.fixture
def host(built_site: Path) -> Iterator[Host]:
    """The real site on a server of its own."""
    server = Host(built_site)
    yield server
    server.switch_off()
