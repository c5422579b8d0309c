"""Killed at any moment, a build leaves the whole old site or the whole new one."""

import random
import shutil
import subprocess
import sys
import time
from itertools import count
from pathlib import Path

from sitegen.write import check_published, read_manifest
from support.building import PROJECT

BUILDER = Path(__file__).with_name("builder.py")


def start(out: Path, state: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, str(BUILDER), str(PROJECT), str(out), state])


def state_of(out: Path) -> str:
    """Which of the two states is published; fails unless it is wholly that one, byte for byte."""
    assert check_published(out) == []
    manifest = read_manifest(out)
    assert manifest is not None
    (state,) = {file.path.split("/")[0].removeprefix("only-") for file in manifest.files} - {"pages"}
    assert len(manifest.files) == 220
    for file in manifest.files:
        assert (out / file.path).read_text("utf-8").startswith((f"{state}: ", "both: "))
    return state


def test_killed_at_random(tmp_path: Path) -> None:
    out = tmp_path / "site"
    began = time.monotonic()
    assert start(out, "a").wait() == 0
    assert start(out, "b").wait() == 0
    duration = (time.monotonic() - began) / 2
    chance = random.Random(20)
    published, seen = "b", set()
    for _ in range(20):
        wanted = "a" if published == "b" else "b"
        build = start(out, wanted)
        time.sleep(duration * chance.uniform(0.2, 1.1))  # some come to their end, too
        build.kill()
        build.wait()
        now = state_of(out)
        assert now in {published, wanted}
        seen.add(now == wanted)
        published = now
    assert start(out, "a").wait() == 0  # whatever the dead left behind
    assert state_of(out) == "a"
    assert {path.name for path in tmp_path.iterdir()} <= {"site", ".site.spare", ".site.lock"}


# Run in front of the builder: kills it before the n-th change of the file system, leaving its workers alone.
KILLER = """
import os, runpy, sys
left, parent = int(sys.argv[1]), os.getpid()
CHANGES = {"os.rename", "os.link", "os.remove", "os.rmdir", "os.mkdir", "ctypes.dlsym"}

def count(event, arguments):
    global left
    if os.getpid() == parent and (event in CHANGES or (event == "open" and arguments[2] & os.O_CREAT)):
        left -= 1
        if left < 0:
            os.kill(parent, 9)

sys.argv[:2] = []
sys.addaudithook(count)
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def test_killed_at_every_step(tmp_path: Path) -> None:
    """The same without chance, until a build lives long enough to come to its end."""
    out = tmp_path / "site"
    assert start(out, "a").wait() == 0
    assert start(out, "b").wait() == 0
    for steps in count(step=9):
        shutil.rmtree(tmp_path / ".site.spare", ignore_errors=True)  # so that there is much to do
        command = [sys.executable, "-c", KILLER, str(steps), str(BUILDER), str(PROJECT), str(out), "a"]
        code = subprocess.run(command, check=False, timeout=60).returncode
        if code == 0:
            break
        assert code == -9
        assert state_of(out) == "b"
    assert steps > 50
    assert state_of(out) == "a"
