"""The preview: a server on this machine alone, that builds anew when a file was saved and tells open pages so.

Where the content has errors, the last good site stays, with the problems on top of it. The pages are sent as they are
published, but for a script and a style that the server adds on the way; nothing of it is in a file.
"""

import json
import os
import threading
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from stat import S_ISREG
from urllib.parse import quote, unquote, urlsplit

from sitegen.pipeline import Job, Result, build
from sitegen.problems import Problem, in_order
from sitegen.stamps import Stamp, stamps_of

HOST = "127.0.0.1"
OWN = "/__preview__/"
FILES = Path(__file__).parent / "preview"
HEAD = (
    f'<link rel="stylesheet" href="{OWN}live.css">'
    f'<script src="{OWN}live.js" data-page="%s" data-version="%d" defer></script></head>'
)
EMPTY = "<!doctype html><html><head><title>…</title></head><body></body></html>"
SERVICE_WORKERS = ("worker.js", "sw.js", "service-worker.js")
"""Not served: a page kept by one would hide what was just saved."""

LOOK_SECONDS = 0.025  # between two looks at the files, while looking takes no longer than a fifth of that
ALIVE_SECONDS = 15.0  # after which an open page is told that the server is still there
SHOWN = 50  # problems on top of a page
WATCHED = 4  # pages that were asked for last, which are made before all others

DATA = frozenset({".csv", ".geojson", ".ics", ".json", ".vcf", ".xml"})
"""What a page may ask for under the same name as before, and what belongs to one version of the site."""

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".geojson": "application/geo+json",
    ".html": "text/html; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".vcf": "text/vcard; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".xml": "application/xml",
}


Told = tuple[int, list[str]]
"""A version, and the paths of its pages as long as not all are there."""


@dataclass
class Preview:
    """The site as it is now, and what is wrong with the content.

    A change may touch a hundred pages, of which somebody is looking at one. So pages that were asked for last are made
    first and shown at once; what else they ask for comes from the site that is published, or waits for the next one.
    """

    job: Job
    tell_problem: Callable[[Problem], str]  # a problem in words
    title: Callable[[int], str]  # the words above so many problems
    version: int = 0  # one more with every build
    problems: Sequence[Problem] = ()
    fault: str = ""  # why the program itself could not go on, such as a template that somebody is at work on
    made_from: Mapping[str, Stamp] = field(default_factory=dict)  # the files as they were before they were read
    ahead: dict[str, bytes] = field(default_factory=dict)  # pages of the version that is being built, by path
    changed: threading.Condition = field(default_factory=threading.Condition)
    _asked: deque[str] = field(default_factory=lambda: deque(maxlen=WATCHED))

    def build(self, made_from: Mapping[str, Stamp]) -> Result:
        """Build anew, from files as they are; open pages hear of it. Whatever happens, the next build may go well."""
        fault = ""
        self.made_from = made_from
        try:
            result = build(self.job, lambda step, done, total: None, self)
        except Exception as error:  # half a template is no reason to end the preview
            result = Result([])
            fault = f"{type(error).__name__}: {error}"
        with self.changed:
            self.fault = fault
            self.problems = in_order(result.problems)
            # Pages that were shown too early go back to the last good site: that is one version more.
            self.version += 2 if self.ahead and not result.published else 1
            self.ahead.clear()
            self.changed.notify_all()
        return result

    def wants(self, path: str) -> bool:
        return path in self._asked

    def show(self, path: str, html: bytes) -> None:
        with self.changed:
            self.ahead[path] = html
            self.changed.notify_all()

    def page(self, path: str) -> tuple[int, bytes | None]:
        """The version that a page is of, and its bytes if it is not published yet. It counts as looked at."""
        with self.changed:
            with suppress(ValueError):
                self._asked.remove(path)
            self._asked.append(path)
            return self._told()[0], self.ahead.get(path)

    def wait_until_built(self) -> None:
        """Until all of a site is there of which some pages are shown already."""
        with self.changed:
            self.changed.wait_for(lambda: not self.ahead, ALIVE_SECONDS)

    def state(self) -> str:
        """What open pages are told, as JSON. `pages` are those of which a version is there; null: all."""
        version, pages = self._told()
        if pages:  # what is not without errors is not built
            return json.dumps({"version": version, "pages": pages, "problems": [], "words": self.title(0)})
        shown = [{"text": self.fault, "severity": "error"}] if self.fault else []
        shown += [{"text": self.tell_problem(one), "severity": one.severity} for one in self.problems[:SHOWN]]
        count = len(self.problems) + bool(self.fault)
        return json.dumps({"version": version, "pages": None, "problems": shown, "words": self.title(count)})

    def wait(self, told: Told | None) -> tuple[Told, str | None]:
        """What there is to tell once it is other than what was told, and its words; none of these after a while."""
        with self.changed:
            self.changed.wait_for(lambda: self._told() != told, ALIVE_SECONDS)
            now = self._told()
            return now, self.state() if now != told else None

    def _told(self) -> Told:
        return self.version + bool(self.ahead), sorted(self.ahead)


# --- watching ---


def stamps(job: Job) -> dict[str, Stamp]:
    """Of the files that the site is made from, apart from the program itself. Drafts that editors hide are not."""
    folders = [home / name for home in job.homes for name in ("templates", "static")]
    found = stamps_of([job.root / "site_config.yaml", job.root / "content", *folders])
    return {path: stamp for path, stamp in found.items() if S_ISREG(stamp.mode) and not _is_hidden(path)}


def _is_hidden(path: str) -> bool:
    return path.rpartition(os.sep)[2].startswith(".")


def watch(preview: Preview, stop: threading.Event, built: Callable[[Result], None], clock: Callable[[], float]) -> None:
    """Build anew whenever a file has changed, until `stop` is set.

    Args:
        preview: the site.
        stop: set by whoever ends the preview.
        built: hears of each build.
        clock: seconds of work, to look less often at many files.
    """
    while not stop.is_set():
        started = clock()
        found = stamps(preview.job)
        if found != preview.made_from:
            built(preview.build(found))
        else:
            stop.wait(max(LOOK_SECONDS, 4 * (clock() - started)))


# --- answering ---


class Server(ThreadingHTTPServer):
    """Answers on this machine alone; port 0 takes any free one."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, preview: Preview, port: int) -> None:
        self.preview = preview
        super().__init__((HOST, port), Handler)

    @property
    def address(self) -> str:
        return f"http://{HOST}:{self.server_port}/"

    def handle_error(self, request: object, client_address: object) -> None:
        """A page that was closed while it was answered is no news."""


class Handler(BaseHTTPRequestHandler):
    """One request for a file of the site, or for what the preview adds."""

    server: Server
    disable_nagle_algorithm = True  # or a page's body waits until the browser has confirmed its head
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Whoever asks under another name than this machine's was led here by a foreign page."""
        if (self.headers.get("Host") or "").partition(":")[0] not in (HOST, "localhost"):
            self._send(HTTPStatus.FORBIDDEN, b"", TYPES[".txt"])
            return
        path = unquote(urlsplit(self.path).path)
        if path == f"{OWN}events":
            self._send_events()
        elif path in (f"{OWN}live.js", f"{OWN}live.css"):
            name = path.removeprefix(OWN)
            self._send(HTTPStatus.OK, (FILES / name).read_bytes(), TYPES[Path(name).suffix])
        else:
            self._send_file(path)

    def _send_file(self, path: str) -> None:
        """A file of the site; what isn't there gets its page for wrong addresses."""
        preview = self.server.preview
        file = self._find(path)
        if file and file.name == "index.html" and not path.endswith(("/", ".html")):
            # Else the page's links would be taken from the folder above.
            self._send_to(file.parent.relative_to(preview.job.out).as_posix())
            return
        if file is None or file.suffix in DATA:
            preview.wait_until_built()
            file = self._find(path)
        status = HTTPStatus.OK if file else HTTPStatus.NOT_FOUND
        file = file or self._find("/404.html")
        kind = TYPES.get(file.suffix, "application/octet-stream") if file else TYPES[".html"]
        if kind == TYPES[".html"]:
            page = file.relative_to(preview.job.out).as_posix() if file else ""
            version, ahead = preview.page(page)
            data = ahead or (file.read_bytes() if file else EMPTY.encode())
            data = data.replace(b"</head>", (HEAD % (page, version)).encode(), 1)
        else:
            assert file is not None
            data = file.read_bytes()
        self._send(status, data, kind)

    def _find(self, path: str) -> Path | None:
        out = self.server.preview.job.out
        parts = [part for part in path.split("/") if part]
        if any(part.startswith(".") or "\0" in part or "\\" in part for part in parts):
            return None
        if parts and parts[-1] in SERVICE_WORKERS:
            return None
        found = out.joinpath(*parts)
        try:
            found = found / "index.html" if found.is_dir() else found
            return found if found.is_file() else None
        except OSError:  # a name longer than any file's
            return None

    def _send_to(self, folder: str) -> None:
        self.send_response(HTTPStatus.FOUND)
        self.send_header("Location", f"/{quote(folder)}/")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send(self, status: HTTPStatus, data: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        self.wfile.write(data)

    def _send_events(self) -> None:
        """Tell of every build, as long as the page is open."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        told: Told | None = None
        try:
            while True:
                told, state = self.server.preview.wait(told)
                self.wfile.write(f"event: built\ndata: {state}\n\n".encode() if state else b": alive\n\n")
                self.wfile.flush()
        except OSError:  # the page was closed
            return

    def log_message(self, format: str, *arguments: object) -> None:
        """Nobody reads a list of requests."""
