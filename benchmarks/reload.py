"""Measures how long a browser waits for the new page after a centre's file was saved, while `serve` is at work.

    python3 benchmarks/reload.py --count 100

Each figure is wall time from just before the file is written: to the server's word that the centre's page is there
anew, to the page's last byte, and to the word that all other pages are there, too. The page is one that somebody has
open. One half of the changes is on the centre's own page alone, as most are; the other is of its name, which stands on
about a hundred pages. Afterwards the site is compared with a clean build. Ends 1 when a byte differs, or when the page
takes longer than TARGET in the median, or ever longer than LONGEST.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from typing import NamedTuple
from urllib.parse import urlsplit

from rebuild import NOW, PROJECT, read_tree

TARGET = 0.2
LONGEST = 0.3
SECONDS = 120  # far more than any answer takes
PAUSE = 0.5  # between two changes: people save, look, and type on
WORDS = {"directions": "Seberang tugu rekaan", "name": "Pusat Rekaan"}
"""What every centre of the made-up network says, by what is changed of it: a number is put behind."""


class News(NamedTuple):
    version: int
    pages: list[str] | None  # those that are there already; None: all


class Wait(NamedTuple):
    event: float  # seconds until the server told of it
    page: float  # seconds until the page was there
    all: float  # seconds until the server told that all pages are there


def main() -> int:
    parser = argparse.ArgumentParser(description="Measures the preview of a made-up network.")
    parser.add_argument("--count", type=int, default=100, help="centres")
    parser.add_argument("--rounds", type=int, default=20, help="changes of a kind, of which the median counts")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="reload-") as folder:
        root = Path(folder) / "network"
        maker = PROJECT / "benchmarks" / "make_network.py"
        subprocess.run([sys.executable, str(maker), str(arguments.count), str(root)], check=True)
        command = [sys.executable, str(PROJECT / "build.py"), "serve", "--root", str(root), "--now", NOW]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
            try:
                waits = measure(server, root, arguments.rounds)
            finally:
                server.terminate()
        same = same_as_clean(root)
    return report(waits, same)


def measure(server: "subprocess.Popen[str]", root: Path, rounds: int) -> dict[str, list[Wait]]:
    """The waits after so many changes of each kind, each of another centre, and one before them that does not count."""
    assert server.stdout is not None
    found = re.search(r"http://\S+", server.stdout.readline())
    assert found is not None
    host = urlsplit(found[0]).netloc
    events = listen(host)
    while not next(events).version:
        pass  # the first build
    files = sorted((root / "content" / "centres").iterdir())
    waits: dict[str, list[Wait]] = {kind: [] for kind in WORDS}
    for number in range(rounds + 1):
        for kind, words in WORDS.items():
            time.sleep(PAUSE)
            waits[kind].append(measure_change(host, events, files[number * 97 % len(files)], words, number))
    return {kind: found[1:] for kind, found in waits.items()}


def measure_change(host: str, events: Iterator[News], file: Path, words: str, number: int) -> Wait:
    text = re.sub(rf"{words}[0-9]*", f"{words}{number}", file.read_text(encoding="utf-8"))
    address = f"/pusat/{file.stem}.html"
    get(host, address)
    began = time.perf_counter()
    file.write_text(text, encoding="utf-8", newline="\n")
    page = ""
    while f"{words}{number}" not in page:  # of a file that was found half written there is an event, too
        news = next(events)
        told = time.perf_counter()
        page = get(host, address)
    shown = time.perf_counter()
    while news.pages:
        news = next(events)
    return Wait(told - began, shown - began, time.perf_counter() - began)


def listen(host: str) -> Iterator[News]:
    """What the server tells of versions of the site."""
    connection = HTTPConnection(host, timeout=SECONDS)
    connection.request("GET", "/__preview__/events")
    answer = connection.getresponse()
    while line := answer.readline():
        if line.startswith(b"data: "):
            told = json.loads(line.removeprefix(b"data: "))
            yield News(told["version"], told["pages"])


def get(host: str, path: str) -> str:
    connection = HTTPConnection(host, timeout=SECONDS)
    connection.request("GET", path)
    text = connection.getresponse().read().decode()
    connection.close()
    return text


def same_as_clean(root: Path) -> bool:
    """Whether what was shown last is, byte for byte, what a build from nothing gives."""
    shown = read_tree(root / "_build" / "preview")
    clean = root / "_build" / "clean"
    build = [sys.executable, str(PROJECT / "build.py"), "--root", str(root), "--out", str(clean), "--now", NOW]
    subprocess.run([*build, "--no-catalogue", "--no-handbook"], stdout=subprocess.DEVNULL, check=True)
    return shown == read_tree(clean)


def report(waits: dict[str, list[Wait]], same: bool) -> int:
    """Print medians and the longest waits; give the exit code."""
    print(f"{'':32}{'median s':>10}{'longest s':>11}")
    good = same
    for kind, found in waits.items():
        for name in Wait._fields:
            seconds = [getattr(wait, name) for wait in found]
            print(f"{f'{kind} saved until {name}':32}{median(seconds):10.3f}{max(seconds):11.3f}")
        pages = [wait.page for wait in found]
        good = good and median(pages) <= TARGET and max(pages) <= LONGEST
    print(f"shown and clean are {'the same' if same else 'DIFFERENT'} byte for byte")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
