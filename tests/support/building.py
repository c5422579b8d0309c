"""Building a site as a user would, at a fixed time."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

PROJECT = Path(__file__).parents[2]
NOW = "2026-11-21T08:00:00+07:00"

Serve = Callable[..., str]  # (folder, prefix="/") to the address under which it is served


def build_site(*arguments: str, build: Path = PROJECT / "build.py", now: str = NOW, **environment: str) -> str:
    """Build as a user would, at a fixed time; what was said. Fails with it if the build does."""
    done = subprocess.run(
        [sys.executable, str(build), *arguments, "--now", now],
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:]
    return done.stdout
