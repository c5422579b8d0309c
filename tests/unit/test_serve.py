"""The preview: what it sends, that it hears of saved files, and that it never shows half a site."""

import http.client
import json
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import IO

import pytest

from sitegen.pipeline import Job, Onlooker, Result, build
from sitegen.serve import LOOK_SECONDS, Preview, Server, stamps, watch
from sitegen.write import Outcome
from support.building import NOW, PROJECT, build_site

NETWORK = PROJECT / "tests" / "sites" / "two-languages"
NOTICE = "title: Libur\nfrom: 2026-12-24\nto: 2026-12-26\nscope: {all: true}\n"
PROGRAM = PROJECT / "sitegen" / "__main__.py"
OWN_TEMPLATE = "{% macro breadcrumbs(links, title) %}<p>{{ title }}</p>{% endmacro %}"
SECONDS = 60  # far more than anything takes; only a test that fails waits so long


@pytest.fixture
def job(tmp_path: Path) -> Job:
    root = shutil.copytree(NETWORK, tmp_path / "root")
    now = datetime.fromisoformat(NOW)
    return Job(project=PROJECT, root=root, out=tmp_path / "preview", now=now, durable=False, catalogue=False)


@pytest.fixture
def server(job: Job) -> Iterator[Server]:
    preview = Preview(job, lambda problem: problem.code, lambda count: f"{count} problems")
    preview.build(stamps(job))
    with Server(preview, 0) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join(SECONDS)


def get(server: Server, path: str, host: str | None = None) -> tuple[int, str, str]:
    """Status, type and text of one answer."""
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=SECONDS)
    connection.request("GET", path, headers={"Host": host or f"127.0.0.1:{server.server_port}"})
    answer = connection.getresponse()
    text = answer.read().decode("utf-8", "replace")
    connection.close()
    return answer.status, answer.headers["Content-Type"], text


class Events:
    """What an open page hears."""

    def __init__(self, server: Server) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=SECONDS)
        self._connection.request("GET", "/__preview__/events")
        self._answer = self._connection.getresponse()

    def next(self) -> dict[str, object]:
        while True:
            line = self._answer.readline().decode()
            if line.startswith("data: "):
                told: dict[str, object] = json.loads(line.removeprefix("data: "))
                return told


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_pages_get_the_script_and_their_policy_lets_it_run(server: Server, job: Job) -> None:
    status, kind, text = get(server, "/index.html")
    assert (status, kind) == (200, "text/html; charset=utf-8")
    assert '<script src="/__preview__/live.js" data-page="index.html" data-version="1" defer></script></head>' in text
    assert "script-src &#39;self&#39;" in text or "script-src 'self'" in text
    assert "__preview__" not in (job.out / "index.html").read_text()
    assert get(server, "/") == get(server, "/index.html")
    for name in ("live.js", "live.css"):
        assert get(server, f"/__preview__/{name}")[0] == 200


@pytest.mark.parametrize(
    "path",
    [
        "/nix.html",
        "/../site_config.yaml",
        "/%2e%2e/site_config.yaml",
        "/.sitegen.json",
        "/%00",
        "/sw.js",
        "//etc/passwd",
        f"/{'x' * 300}",
    ],
)
def test_what_is_not_of_the_site_is_not_sent(path: str, server: Server) -> None:
    status, _, text = get(server, path)
    assert status == 404
    assert "base_url" not in text
    assert "root:" not in text


def test_a_folder_is_named_with_a_slash(server: Server) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=SECONDS)
    connection.request("GET", "/en/centres")
    answer = connection.getresponse()
    assert (answer.status, answer.headers["Location"]) == (302, "/en/centres/")
    connection.close()
    assert get(server, "/en/centres/")[0] == 200


def test_only_this_machine_may_ask(server: Server) -> None:
    assert get(server, "/", host="evil.example")[0] == 403
    assert get(server, "/", host=f"localhost:{server.server_port}")[0] == 200
    assert server.address.startswith("http://127.0.0.1:")


def test_open_pages_hear_of_a_saved_file_and_of_what_is_wrong(server: Server, job: Job) -> None:
    file = sorted((job.root / "content" / "centres").iterdir())[0]
    right = file.read_text(encoding="utf-8")
    page = next(job.out.rglob(f"*/{file.stem}.html"))
    shown = page.read_bytes()
    stop = threading.Event()
    watching = threading.Thread(target=watch, args=(server.preview, stop, lambda result: None, time.monotonic))
    watching.start()
    events = Events(server)
    try:
        assert events.next()["version"] == 1
        file.write_text(f"{right}nama: x\n", encoding="utf-8")
        told = events.next()
        assert told["version"] == 2
        assert told["problems"] == [{"text": "unknown-key", "severity": "error"}]
        assert told["words"] == "1 problems"
        assert page.read_bytes() == shown  # the last good site stays
        file.write_text(f"{right}commodities: [gula semut]\n", encoding="utf-8")
        told = events.next()
        assert told["problems"] == []
        assert "gula semut" in page.read_text(encoding="utf-8")
    finally:
        stop.set()
        watching.join(SECONDS)
    assert not watching.is_alive()


def test_a_page_that_is_open_does_not_wait_for_the_others(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on = threading.Event()

    def slow_build(job: Job, tell: object, onlooker: Onlooker) -> Result:
        assert onlooker.wants("index.html")
        assert not onlooker.wants("en/index.html")
        onlooker.show("index.html", b"<head></head>new")
        go_on.wait(SECONDS)
        return Result([], published=Outcome(written=1, kept=0, removed=0))

    get(server, "/")
    monkeypatch.setattr("sitegen.serve.build", slow_build)
    events = Events(server)
    assert events.next()["version"] == 1
    building = threading.Thread(target=server.preview.build, args=({},))
    building.start()
    told = events.next()
    assert (told["version"], told["pages"], told["problems"]) == (2, ["index.html"], [])
    assert 'data-version="2" defer></script></head>new' in get(server, "/")[2]
    assert '<html lang="en"' in get(server, "/en/index.html")[2]
    answers: list[int] = []
    asking = threading.Thread(target=lambda: answers.append(get(server, "/data/nothing.json")[0]))
    asking.start()
    asking.join(0.2)
    assert answers == []  # of which version it would be is not yet known
    go_on.set()
    told = events.next()
    assert (told["version"], told["pages"]) == (2, None)
    asking.join(SECONDS)
    assert answers == [404]
    building.join(SECONDS)


def test_what_was_shown_too_early_is_taken_back(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing_build(job: Job, tell: object, onlooker: Onlooker) -> Result:
        onlooker.show("index.html", b"<head></head>new")
        raise OSError("no room")

    monkeypatch.setattr("sitegen.serve.build", failing_build)
    server.preview.build({})
    told = json.loads(server.preview.state())
    assert told["version"] == 3  # an open page of version 2 is loaded again
    assert told["problems"][0]["text"] == "OSError: no room"
    assert "new" not in get(server, "/")[2].partition("</head>")[2][:10]


def test_pages_ahead_are_what_is_published(job: Job) -> None:
    preview = Preview(job, lambda problem: problem.code, str)
    preview.build({})
    before = tree(job.out)
    shown: dict[str, bytes] = {}
    file = job.root / "content" / "centres" / "sarunai.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("Pusat Sarunai", "Rumah Sarunai"), encoding="utf-8")

    class Everybody:
        def wants(self, path: str) -> bool:
            return True

        def show(self, path: str, html: bytes) -> None:
            assert tree(job.out) == before  # it comes before the site
            shown[path] = html

    assert build(job, lambda step, done, total: None, Everybody()).published
    published = tree(job.out)
    assert {path: published[path] for path in shown} == shown
    assert len(shown) > 3


def test_after_each_kind_of_change_the_site_is_what_a_new_process_builds(job: Job, tmp_path: Path) -> None:
    content = job.root / "content"
    sarunai, lembayan = (content / "centres" / f"{id}.yaml" for id in ("sarunai", "lembayan"))

    def put(path: Path, text: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def change(path: Path, old: str, new: str) -> None:
        text = path.read_text(encoding="utf-8")
        assert old in text
        put(path, text.replace(old, new, 1))

    changes: list[Callable[[], object]] = [
        lambda: change(sarunai, "Pusat kecil", "Pusat besar"),  # on its page alone
        lambda: change(sarunai, "Pusat Sarunai", "Rumah Sarunai"),  # in lists, too
        lambda: change(sarunai, "[tanya]", "[tanya, baca]"),
        lambda: change(sarunai, '"1.2"', '"2.1"'),
        lambda: change(sarunai, "name:", "opening_hours: {weekly: {Senin: 08.00-12.00}}\nname:"),
        lambda: lembayan.rename(lembayan.with_name("baru.yaml")),
        lambda: put(content / "notices" / "libur.yaml", NOTICE),
        lambda: put(content / "pages" / "siapa.id.md", "---\ntitle: Siapa kami\ndescription: Kami\n---\nKami.\n"),
        lambda: put(job.root / "static" / "css" / "own.css", "p { color: red }\n"),
        lambda: put(job.root / "templates" / "partials" / "breadcrumbs.html", OWN_TEMPLATE),
        lambda: change(job.root / "site_config.yaml", "pages: true}\n", "pages: false}\n"),
    ]
    preview = Preview(job, lambda problem: problem.code, str)
    preview.build({})
    for number, save in enumerate(changes):
        save()
        result = preview.build({})
        assert not preview.fault
        assert result.published is not None, result.problems
        assert result.published.changed
        clean = tmp_path / f"clean-{number}"
        build_site("--root", str(job.root), "--out", str(clean), "--no-catalogue", "--no-handbook", build=PROGRAM)
        assert tree(job.out) == tree(clean), number


def test_a_fault_of_the_program_is_shown_and_the_preview_goes_on(server: Server, job: Job) -> None:
    template = job.root / "templates" / "pages" / "home.html"
    template.parent.mkdir(parents=True)
    template.write_text("{% if %}", encoding="utf-8")
    assert server.preview.build({}).published is None
    assert "templates/pages/home.html:1" in json.loads(server.preview.state())["problems"][0]["text"]
    template.unlink()
    assert server.preview.build({}).published is not None
    assert json.loads(server.preview.state())["problems"] == []


def test_files_that_come_and_go_are_noticed(job: Job) -> None:
    before = stamps(job)
    extra = job.root / "content" / "centres" / "baru.yaml"
    extra.write_text("name: x\n", encoding="utf-8")
    with_extra = stamps(job)
    assert with_extra.keys() - before.keys() == {str(extra)}
    extra.unlink()
    assert stamps(job) == before


def test_drafts_that_editors_hide_are_nothing_new(job: Job) -> None:
    before = stamps(job)
    (job.root / "content" / "centres" / ".x.yaml.swp").write_bytes(b"")
    assert stamps(job) == before


def test_after_a_long_build_the_next_change_is_seen_as_soon(job: Job) -> None:
    seconds = [0.0]
    waits: list[float | None] = []

    class Stop(threading.Event):
        def wait(self, timeout: float | None = None) -> bool:
            waits.append(timeout)
            self.set()
            return True

    def built(result: Result) -> None:
        seconds[0] += 1000

    preview = Preview(job, lambda problem: problem.code, str)
    watch(preview, Stop(), built, lambda: seconds[0])
    assert preview.version == 1
    assert waits == [LOOK_SECONDS]


def test_what_is_saved_while_the_site_is_built_is_built_next(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    file = sorted((job.root / "content" / "centres").iterdir())[0]

    def slow_build(job: Job, tell: object, onlooker: object) -> Result:
        file.write_text("name: x\n", encoding="utf-8")
        return Result([])

    monkeypatch.setattr("sitegen.serve.build", slow_build)
    preview = Preview(job, lambda problem: problem.code, str)
    preview.build(stamps(job))
    assert preview.made_from != stamps(job)


def test_before_anything_could_be_built_there_is_a_page_that_waits(job: Job) -> None:
    (job.root / "site_config.yaml").write_text("name: [\n", encoding="utf-8")
    preview = Preview(job, lambda problem: problem.code, str)
    preview.build(stamps(job))
    with Server(preview, 0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        status, _, text = get(server, "/")
        server.shutdown()
    assert status == 404
    assert "live.js" in text


def test_the_command_ends_cleanly_with_ctrl_c(tmp_path: Path) -> None:
    root = shutil.copytree(NETWORK, tmp_path / "root")
    command = [sys.executable, "-X", "utf8", str(PROGRAM), "serve", "--root", str(root)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert "http://127.0.0.1:" in process.stdout.readline()
        assert process.stdout.readline().strip() == "Situs diperbarui."
        process.send_signal(signal.SIGINT)
        assert process.wait(SECONDS) == 0
        assert rest(process.stderr) == ""
        assert "Pratinjau berhenti." in rest(process.stdout)


def rest(stream: IO[str]) -> str:
    return stream.read()
