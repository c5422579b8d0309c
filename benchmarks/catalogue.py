"""Measures what it costs to print a network's papers: CPU time, memory of all processes together, pages, bytes.

    python3 benchmarks/catalogue.py --count 1000
    python3 benchmarks/catalogue.py --root .

A site is built once with all its papers. Then one kind of paper after the other is taken away from the published
site and made again by a build in a process of its own. The row "nothing" is a build that finds all of them: what
stands above it in the others is the papers' own.
"""

import argparse
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from rebuild import NOW, PROJECT, children_cpu

EVERY = 0.2
"""Seconds between two looks at the memory."""

BOOK = re.compile(r"/(katalog|catalogue)(-[^/]*)?\.pdf$")


class Cost(NamedTuple):
    cpu: float  # seconds, user and system, of all processes
    wall: float  # seconds
    peak: int  # bytes of all processes at one time; what they share counts once


def main() -> None:
    parser = argparse.ArgumentParser(description="Measures the printing of a network's papers.")
    parser.add_argument("--count", type=int, default=1000, help="centres of a made-up network")
    parser.add_argument("--root", type=Path, help="a network that is there already, instead")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="catalogue-") as folder:
        root = arguments.root or Path(folder) / "network"
        if not arguments.root:
            maker = PROJECT / "benchmarks" / "make_network.py"
            subprocess.run([sys.executable, str(maker), str(arguments.count), str(root)], check=True)
        measure(root, Path(folder) / "site")


def measure(root: Path, site: Path) -> None:
    """Print a line for each kind of paper."""
    print(f"{'':28}{'CPU s':>9}{'wall s':>9}{'peak MiB':>10}{'files':>8}{'pages':>9}{'MB':>9}", flush=True)
    show("the whole site", build(root, site), list(site.rglob("*.pdf")))
    show("nothing", build(root, site), [])
    for name, papers in kinds(site):
        for paper in papers:
            paper.unlink()
        show(name, build(root, site), papers)


def kinds(site: Path) -> Iterator[tuple[str, Sequence[Path]]]:
    papers = sorted(site.rglob("*.pdf"))
    books = [paper for paper in papers if BOOK.search(paper.as_posix())]
    whole = [paper for paper in books if "-" not in paper.stem]
    yield from ((f"book of the network, {number}", [book]) for number, book in enumerate(whole, start=1))
    yield "books of regions", [book for book in books if book not in whole]
    yield "all others", [paper for paper in papers if paper not in books]


def show(name: str, cost: Cost, papers: Sequence[Path]) -> None:
    pages = sum(page_count(paper.read_bytes()) for paper in papers)
    size = sum(paper.stat().st_size for paper in papers) / 1e6
    print(
        f"{name:28}{cost.cpu:9.2f}{cost.wall:9.2f}{cost.peak / 2**20:10.0f}{len(papers):8}{pages:9}{size:9.1f}",
        flush=True,
    )


def page_count(pdf: bytes) -> int:
    found = re.search(rb"/Type\s*/Pages\s*/Count\s+(\d+)", pdf)
    assert found
    return int(found[1])


def build(root: Path, site: Path) -> Cost:
    """One build, watched. Stops this process when it fails."""
    command = [sys.executable, "build.py", "build", "--root", str(root.absolute()), "--out", str(site), "--now", NOW]
    before, began = children_cpu(), time.perf_counter()
    process = subprocess.Popen(
        [*command, "--no-handbook"], cwd=PROJECT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    peak = 0
    ended = threading.Event()

    def watch() -> None:
        nonlocal peak
        while not ended.wait(EVERY):
            peak = max(peak, sum(map(memory, tree(process.pid))))

    watcher = threading.Thread(target=watch)
    watcher.start()
    _, errors = process.communicate()
    ended.set()
    watcher.join()
    if process.returncode != 0:
        sys.exit(f"{' '.join(command)} ended {process.returncode}:\n{errors}")
    return Cost(children_cpu() - before, time.perf_counter() - began, peak)


def tree(pid: int) -> Iterator[int]:
    """A process and all that it and its children started and that still live."""
    yield pid
    for listed in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = listed.read_text().split()
        except OSError:  # it has just ended
            continue
        for child in children:
            yield from tree(int(child))


def memory(pid: int) -> int:
    """Bytes a process takes; a page that forked processes share is divided among them."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    found = re.search(r"^Pss:\s+(\d+) kB", rollup, re.MULTILINE)
    return int(found[1]) * 1024 if found else 0


if __name__ == "__main__":
    main()
