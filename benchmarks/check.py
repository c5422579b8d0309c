"""Measures how long `check` takes: for the first time, when no file was touched, and when one was changed.

    python3 benchmarks/check.py --count 10000

Each figure is of a whole process, from the command to its end. Ends 1 when the median wall time of a first check, or
of one of untouched files, is above its target; both targets are for 10,000 centres.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from rebuild import NOW, PROJECT, Cost, change_centre, cost_of

TARGETS = {"first time": 10.0, "none touched": 1.0}  # seconds
REST_SECONDS = 3  # a file that was written just now is read again; see sitegen/verdict.py


def main() -> int:
    parser = argparse.ArgumentParser(description="Measures checks of a made-up network.")
    parser.add_argument("--count", type=int, default=10_000, help="centres")
    parser.add_argument("--rounds", type=int, default=5, help="of which the median counts")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="check-") as folder:
        root = Path(folder) / "network"
        maker = PROJECT / "benchmarks" / "make_network.py"
        subprocess.run([sys.executable, str(maker), str(arguments.count), str(root)], check=True)
        check(root)  # untimed: makes .venv where there is none, warms the disk's cache
        rounds = [measure_round(root, number) for number in range(arguments.rounds)]
    return report(rounds)


def measure_round(root: Path, number: int) -> dict[str, Cost]:
    time.sleep(REST_SECONDS)
    shutil.rmtree(root / "_build")
    first, untouched = check(root), check(root)
    change_centre(root, number)
    return {"first time": first, "none touched": untouched, "one changed": check(root)}


def check(root: Path) -> Cost:
    return cost_of([sys.executable, "build.py", "check", "--root", str(root), "--now", NOW])


def report(rounds: list[dict[str, Cost]]) -> int:
    """Print medians; give the exit code."""
    medians = {}
    print(f"{'':20}{'CPU s':>8}{'wall s':>8}")
    for name in rounds[0]:
        cpu, medians[name] = (median(costs[name][part] for costs in rounds) for part in (0, 1))
        print(f"{name:20}{cpu:8.2f}{medians[name]:8.2f}")
    return 0 if all(medians[name] <= seconds for name, seconds in TARGETS.items()) else 1


if __name__ == "__main__":
    sys.exit(main())
