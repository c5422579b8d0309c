"""What commands share in speaking with people: problems, progress, paths, the clock."""

import argparse
import os
import subprocess
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from sitegen.commands import UsageError
from sitegen.i18n import Translator
from sitegen.problem_words import printed, quotable
from sitegen.problems import Problem, in_order

SHOWN = 400
"""Problems shown in one run."""


def print_problems(problems: Iterable[Problem], t: Translator) -> None:
    """All problems in the order of mending, each with its place and what to type."""
    ordered = in_order(problems)
    for problem in ordered[:SHOWN]:
        print(printed(problem, t), file=sys.stderr)
    if len(ordered) > SHOWN:
        print(t("terminal.more-problems", count=len(ordered) - SHOWN), file=sys.stderr)


def counted(t: Translator, **counts: int) -> dict[str, str]:
    """ "1 error", "2 warnings": each by the terminal's word of its name."""
    return {name: t(f"terminal.{name}", count=count) for name, count in counts.items()}


class Progress:
    """One line that tells how far the work is; on anything but a terminal, a line for each step."""

    def __init__(self, t: Translator) -> None:
        self._t = t
        self._live = sys.stdout.isatty()
        self._step = ""

    def __enter__(self) -> "Progress":
        return self

    def __exit__(self, *_: object) -> None:
        if self._live and self._step:
            print("\r\x1b[K", end="", flush=True)

    def show(self, step: str, done: int, total: int) -> None:
        """`step` is a key of the terminal's words; `total` 0: it can't be counted."""
        words = self._t(f"terminal.{step}")
        if self._live:
            count = f" {done}/{total}" if total else ""
            print(f"\r\x1b[K{words}{count}", end="", flush=True)
        elif step != self._step:
            print(f"{words} …", flush=True)
        self._step = step


def root_of(options: argparse.Namespace, t: Translator) -> Path:
    """The network's folder, if it is one."""
    root: Path = options.root.absolute()
    if not (root / "site_config.yaml").is_file():
        raise UsageError(t("terminal.no-root", root=quotable(str(options.root))))
    return root


def now_of(options: argparse.Namespace, t: Translator) -> datetime:
    """The moment asked for, by the option or SOURCE_DATE_EPOCH; else the present, by this machine's calendar."""
    return _asked_for(options, t) or datetime.now().astimezone()


def time_of_build(options: argparse.Namespace, t: Translator) -> datetime:
    """As `now_of`; but what is committed is built as of the last commit, so that it has the same bytes on every day."""
    return _asked_for(options, t) or _moment(_commit_time(options.root.absolute())) or now_of(options, t)


def short(path: Path) -> str:
    """A path as seen from where the user stands, if that is shorter."""
    return min(str(path), os.path.relpath(path), key=len)


def _read_now(text: str, t: Translator) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise UsageError(t("terminal.bad-now", typed=quotable(text))) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _asked_for(options: argparse.Namespace, t: Translator) -> datetime | None:
    return _read_now(options.now, t) if options.now else _moment(os.environ.get("SOURCE_DATE_EPOCH", ""))


def _moment(epoch: str) -> datetime | None:
    """Of seconds since 1970; None for what is no time that the calendar has."""
    try:
        return datetime.fromtimestamp(int(epoch), UTC) if epoch.isdecimal() else None
    except (OverflowError, ValueError, OSError):
        return None


def _commit_time(root: Path) -> str:
    """Seconds since 1970; empty where something is not committed, and where there is no git or no commit."""
    return "" if _git(root, "status", "--porcelain", "--", ".") else _git(root, "log", "-1", "--format=%ct")


def _git(root: Path, *arguments: str) -> str:
    """What git says; nothing where there is none, or no repository."""
    command = ["git", "-C", str(root), *arguments]
    try:
        found = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=10, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return found.stdout.strip()
