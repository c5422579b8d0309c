"""What the tests share: the real site built once, a browser, a web server."""

import os
import shutil
import threading
import time
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from support.building import NOW, Serve, build_site
from support.site import Site

os.environ["SOURCE_DATE_EPOCH"] = str(int(datetime.fromisoformat(NOW).timestamp()))  # or tests would hang on the day

settings.register_profile("any machine", deadline=None)  # a slow one is no fault
settings.load_profile("any machine")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="accept what is built as what is wanted")
    parser.addoption("--site", type=Path, help="check this published folder instead of building the real content")


@pytest.fixture(scope="session")
def built_site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published folder of the real content; the first process of a run that needs it builds it for all."""
    given: Path | None = request.config.getoption("--site")
    if given is not None:
        return given.absolute()
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "real"
    site, done = folder / "site", folder / "done"
    try:
        folder.mkdir()
    except FileExistsError:
        while not done.exists():
            time.sleep(0.2)
    else:
        try:
            build_site("--out", str(site))
        finally:
            done.touch()
    assert (site / "index.html").exists(), "another process could not build it"
    return site


@pytest.fixture(scope="session")
def site(built_site: Path) -> Site:
    """The same, every page read once."""
    return Site(built_site)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium, which asks nothing of anybody by itself."""
    names = ["chromium", "chromium-browser", "google-chrome"]
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        pytest.fail("Chromium is missing: python3 build.py test says how to get it", pytrace=False)
    quiet = ["gpu", "quic", "background-networking", "component-update", "sync"]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=found,
            chromium_sandbox=os.geteuid() != 0,  # root has none
            args=["--no-first-run", *(f"--disable-{name}" for name in quiet)],
        )
        yield chromium
        chromium.close()


class Handler(SimpleHTTPRequestHandler):
    """Files below a prefix, as a host without any rewriting gives them; nothing is logged."""

    def __init__(self, *arguments: object, prefix: str, **keywords: object) -> None:
        self.prefix = prefix
        super().__init__(*arguments, **keywords)  # type: ignore[arg-type]  # the server's own

    def translate_path(self, path: str) -> str:
        inside = path.startswith(self.prefix)
        return super().translate_path(path[len(self.prefix) - 1 :] if inside else "/outside/of/the/site")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="session")
def serve() -> Iterator[Serve]:
    """`serve(folder, "/some/path/")` gives the address under which the folder is to be had."""
    servers: list[ThreadingHTTPServer] = []

    def start(folder: Path, prefix: str = "/") -> str:
        handler = partial(Handler, directory=str(folder), prefix=prefix)
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}{prefix}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()
