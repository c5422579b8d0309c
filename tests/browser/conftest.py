"""What the tests in the browser share: visitors with their own device, whose console has to stay silent."""

import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from support.building import NOW, Serve

expect.set_options(timeout=15_000)  # a slow machine is no fault

MONDAY_MORNING = "2026-11-23T09:00:00+07:00"

Visit = Callable[..., Page]


@pytest.fixture(scope="session")
def address(built_site: Path, serve: Serve) -> str:
    """Where the real site is served, below a path as on many hosts."""
    return serve(built_site, "/some/where/")


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """`visit(url, ...)` opens a page on a new device with a clock of its own; whatever it says on its console fails
    the test. Options are Playwright's for a context, such as `java_script_enabled` or `viewport`.
    """
    contexts: list[BrowserContext] = []
    said: list[str] = []

    def open_page(url: str, *, now: str = NOW, **options: Any) -> Page:
        context = browser.new_context(**{"viewport": {"width": 360, "height": 740}, "locale": "id-ID", **options})
        contexts.append(context)
        context.set_default_timeout(15_000)
        page = context.new_page()
        page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: said.append(str(error)))
        if options.get("java_script_enabled", True):
            page.clock.install(time=now)
        page.goto(url)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert said == []


class Host:
    """A web server that can be switched off, so that nothing but the device answers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._server: ThreadingHTTPServer | None = None
        self.port = 0
        self.switch_on()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def switch_on(self) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", self.port), partial(Quiet, directory=str(self.folder)))
        self.port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def switch_off(self) -> None:
        if self._server:
            self._server.shutdown()
            self._server.server_close()
            self._server = None


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def host(built_site: Path) -> Iterator[Host]:
    """The real site on a server of its own."""
    server = Host(built_site)
    yield server
    server.switch_off()
