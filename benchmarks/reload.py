"""Measures how long a browser waits for the new page after a centre's file was saved, while `serve` is at work.

    python3 benchmarks/reload.py --count 100

Each figure is wall time from just before the file is written: to the server's word that the site was built anew, and
to the last byte of the centre's page. Afterwards the site is compared with a clean build. Ends 1 when a byte differs,
or when the median to the page is above TARGET.
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

TARGET = 0.3
SECONDS = 120  # far more than any answer takes
PAUSE = 0.5  # between two changes: people save, look, and type on
WORDS = "Seberang tugu rekaan"


class Wait(NamedTuple):
    event: float  # seconds until the server told of it
    page: float  # seconds until the page was there


def main() -> int:
    parser = argparse.ArgumentParser(description="Measures the preview of a made-up network.")
    parser.add_argument("--count", type=int, default=100, help="centres")
    parser.add_argument("--rounds", type=int, default=20, help="changes, of which the median counts")
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


def measure(server: "subprocess.Popen[str]", root: Path, rounds: int) -> list[Wait]:
    """The waits after so many changes, each of another centre, and one before them that does not count."""
    assert server.stdout is not None
    found = re.search(r"http://\S+", server.stdout.readline())
    assert found is not None
    host = urlsplit(found[0]).netloc
    events = listen(host)
    while not next(events):
        pass  # the first build
    files = sorted((root / "content" / "centres").iterdir())
    waits = []
    for number in range(rounds + 1):
        time.sleep(PAUSE)
        waits.append(measure_change(host, events, files[number * 97 % len(files)], f"{WORDS} {number}"))
    return waits[1:]


def measure_change(host: str, events: Iterator[int], file: Path, words: str) -> Wait:
    text = re.sub(rf"{WORDS}[ 0-9]*", words, file.read_text(encoding="utf-8"))
    began = time.perf_counter()
    file.write_text(text, encoding="utf-8", newline="\n")
    next(events)
    told = time.perf_counter()
    page = get(host, f"/pusat/{file.stem}.html")
    shown = time.perf_counter()
    assert words in page, f"{file.name}: the page is not the new one"
    return Wait(told - began, shown - began)


def listen(host: str) -> Iterator[int]:
    """The version of the site, each time that the server tells of one."""
    connection = HTTPConnection(host, timeout=SECONDS)
    connection.request("GET", "/__preview__/events")
    answer = connection.getresponse()
    while line := answer.readline():
        if line.startswith(b"data: "):
            yield json.loads(line.removeprefix(b"data: "))["version"]


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


def report(waits: list[Wait], same: bool) -> int:
    """Print medians and the longest waits; give the exit code."""
    print(f"{'':20}{'median s':>10}{'longest s':>11}")
    for name in Wait._fields:
        seconds = [getattr(wait, name) for wait in waits]
        print(f"saved until {name:8}{median(seconds):10.3f}{max(seconds):11.3f}")
    print(f"shown and clean are {'the same' if same else 'DIFFERENT'} byte for byte")
    return 0 if same and median(wait.page for wait in waits) <= TARGET else 1


if __name__ == "__main__":
    sys.exit(main())
