"""The preview in a browser: it loads again by itself, and has what is wrong on top of the last good site."""

import shutil
import threading
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import expect

from sitegen.pipeline import Job
from sitegen.serve import Preview, Server, stamps, watch
from support.building import NOW, PROJECT
from support.visiting import Visit

# silent=False below: a browser tells on its console that the preview has no service worker.
NETWORK = PROJECT / "tests" / "sites" / "two-languages"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A preview that builds as soon as a file is saved."""
    root = shutil.copytree(NETWORK, tmp_path / "root")
    now = datetime.fromisoformat(NOW)
    job = Job(project=PROJECT, root=root, out=tmp_path / "preview", now=now, durable=False, catalogue=False)
    preview = Preview(job, lambda problem: f"{problem.place.line} {problem.code}", lambda count: f"{count} problems")
    preview.build(stamps(job))
    stop = threading.Event()
    with Server(preview, 0) as server:
        threads = [
            threading.Thread(target=server.serve_forever),
            threading.Thread(target=watch, args=(preview, stop, lambda result: None, time.thread_time)),
        ]
        for thread in threads:
            thread.start()
        yield server
        stop.set()
        server.shutdown()
        for thread in threads:
            thread.join()


def test_an_open_page_shows_what_was_saved_and_what_is_wrong(server: Server, visit: Visit) -> None:
    file = server.preview.job.root / "content" / "centres" / "sarunai.yaml"
    right = file.read_text(encoding="utf-8")
    page = visit(f"{server.address}pusat/sarunai.html", now=None, silent=False)
    title = page.locator("h1")
    problems = page.locator(".preview-problems li")
    expect(title).to_have_text("Pusat Sarunai")
    renamed = right.replace("Pusat Sarunai", "Rumah Sarunai")
    file.write_text(renamed, encoding="utf-8")
    expect(title).to_have_text("Rumah Sarunai")
    file.write_text(f"{renamed}nama: x\n", encoding="utf-8")
    expect(problems).to_have_text(f"{renamed.count(chr(10)) + 1} unknown-key")
    expect(title).to_have_text("Rumah Sarunai")
    file.write_text(right, encoding="utf-8")
    expect(title).to_have_text("Pusat Sarunai")
    expect(problems).to_have_count(0)


def test_a_page_loads_once_for_one_change(server: Server, visit: Visit) -> None:
    """It is shown before the others are there; that these follow is nothing new to it."""
    file = server.preview.job.root / "content" / "centres" / "sarunai.yaml"
    page = visit(f"{server.address}pusat/sarunai.html", now=None, silent=False)
    loads: list[str] = []
    page.on("load", lambda loaded: loads.append(loaded.url))
    version = server.preview.version
    file.write_text(file.read_text(encoding="utf-8").replace("Pusat Sarunai", "Rumah Sarunai"), encoding="utf-8")
    expect(page.locator("h1")).to_have_text("Rumah Sarunai")
    page.wait_for_function("document.readyState === 'complete'")
    with server.preview.changed:
        assert server.preview.changed.wait_for(lambda: server.preview.version > version, 60)
    page.wait_for_timeout(500)
    assert len(loads) == 1
