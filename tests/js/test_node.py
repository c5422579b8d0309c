"""The tests of the scripts' reckoning, which Node runs."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from support.building import PROJECT

FILES = sorted(str(path) for path in Path(__file__).parent.glob("*.test.mjs"))


def test_node_finds_nothing_wrong() -> None:
    node = shutil.which("node")
    if node is None:
        pytest.fail("Node is missing: python3 build.py test says how to get it", pytrace=False)
    done = subprocess.run(
        [node, "--test", "--test-reporter=spec", *FILES],
        cwd=PROJECT,
        env={**os.environ, "PYTHON": sys.executable},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert FILES
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-1000:]
