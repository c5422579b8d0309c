"""Measures what a rebuild costs beside a clean build, and that both give the same bytes.

    python3 benchmarks/rebuild.py --count 1000

Each figure is the CPU time (user and system, children included) of a whole process, from the command to
its end. A round is: clean, nothing changed, one centre changed. Ends 1 when the rebuilt site differs from
a clean one by a byte, or when a rebuild after one change takes more than TARGET of a clean build.
"""

import argparse
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import NamedTuple

PROJECT = Path(__file__).resolve().parent.parent
TARGET = 0.2
NOW = "2026-11-02T08:00:00+07:00"


class Cost(NamedTuple):
    cpu: float  # seconds, user and system, of the process and its children
    wall: float  # seconds


def main() -> int:
    parser = argparse.ArgumentParser(description="Measures rebuilds of a made-up network.")
    parser.add_argument("--count", type=int, default=1000, help="centres")
    parser.add_argument("--rounds", type=int, default=5, help="of which the median counts")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="rebuild-") as folder:
        root = Path(folder) / "network"
        maker = PROJECT / "benchmarks" / "make_network.py"
        subprocess.run([sys.executable, str(maker), str(arguments.count), str(root)], check=True)
        build(root, root / "_build" / "site")  # untimed: makes .venv where there is none, warms the disk's cache
        rounds = [measure_round(root, number) for number in range(arguments.rounds)]
        same = same_as_clean(root, Path(folder))
    return report(rounds, same)


def measure_round(root: Path, number: int) -> list[Cost]:
    """The costs of a clean build, of one after no change, and of one after another centre changed."""
    out = root / "_build" / "site"
    shutil.rmtree(root / "_build")
    clean = build(root, out)
    unchanged = build(root, out)
    change_centre(root, number)
    return [clean, unchanged, build(root, out)]


def change_centre(root: Path, number: int) -> None:
    """Give one centre, another one each round, a new year of foundation and a longer name."""
    centres = sorted((root / "content" / "centres").iterdir())
    path = centres[number * 97 % len(centres)]
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Pusat Rekaan", f"Pusat Rekaan Baru {number}"), encoding="utf-8", newline="\n")


def build(root: Path, out: Path) -> Cost:
    """One build in a process of its own."""
    return cost_of([sys.executable, "build.py", "build", "--root", str(root), "--out", str(out), "--now", NOW])


def cost_of(command: list[str]) -> Cost:
    """Of a command as one would type it in the project's folder. Stops this one when it fails."""
    before, began = children_cpu(), time.perf_counter()
    result = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    cost = Cost(children_cpu() - before, time.perf_counter() - began)
    if result.returncode != 0:
        sys.exit(f"{' '.join(command)} ended {result.returncode}:\n{result.stdout}{result.stderr}")
    return cost


def children_cpu() -> float:
    """CPU seconds of all processes that this one started and that have ended, and of those they started."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def same_as_clean(root: Path, folder: Path) -> bool:
    """Whether the site that was rebuilt step by step is, byte for byte, what a clean build elsewhere gives."""
    copy = folder / "clean"
    shutil.copytree(root, copy, ignore=shutil.ignore_patterns("_build"))
    build(copy, copy / "_build" / "site")
    rebuilt, clean = read_tree(root / "_build" / "site"), read_tree(copy / "_build" / "site")
    different = sorted(name for name in rebuilt.keys() | clean.keys() if rebuilt.get(name) != clean.get(name))
    for name in different[:10]:
        print(f"differs: {name}")
    return not different


def read_tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def report(rounds: list[list[Cost]], same: bool) -> int:
    """Print medians and ratios; give the exit code."""
    names = ("clean", "nothing changed", "one centre changed")
    ratios = []
    print(f"{'':20}{'CPU s':>8}{'wall s':>8}{'of clean':>10}")
    for place, name in enumerate(names):
        ratios.append(median(costs[place].cpu / costs[0].cpu for costs in rounds))
        cpu, wall = (median(costs[place][part] for costs in rounds) for part in (0, 1))
        print(f"{name:20}{cpu:8.2f}{wall:8.2f}{ratios[-1]:10.3f}")
    print(f"rebuilt and clean are {'the same' if same else 'DIFFERENT'} byte for byte")
    print(f"one centre changed: {ratios[2]:.3f} of clean, at most {TARGET} wanted")
    return 0 if same and ratios[2] <= TARGET else 1


if __name__ == "__main__":
    sys.exit(main())
