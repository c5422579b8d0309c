"""The command line: it parses, calls and reports. Only here is the time asked for and anything printed.

Exit codes: 0 all is well, 1 the content has errors, 2 it was called wrongly or could not write.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from sitegen.config import load_translator
from sitegen.i18n import Translator
from sitegen.pipeline import Job, Result, build
from sitegen.problem_words import hint_of, message_of, quotable
from sitegen.problems import Problem, in_order
from sitegen.write import PublishError, check_out

PROJECT = Path(__file__).resolve().parent.parent
LANGUAGES = ("id", "en")
SHOWN = 400
"""Problems shown in one run."""


def main(arguments: Sequence[str] | None = None) -> int:
    given = list(sys.argv[1:] if arguments is None else arguments)
    t = load_translator(PROJECT, _language(given))
    options = _parser(t).parse_args(given)
    try:
        return run_build(options, t)
    except UsageError as error:
        print(error, file=sys.stderr)
    except PublishError as error:
        print(f"{t('terminal.error')}: {t(f'publish.{error.code}', **error.values)}", file=sys.stderr)
    return 2


class UsageError(Exception):
    """It was called wrongly; the text says how, in the language of the terminal."""


def run_build(options: argparse.Namespace, t: Translator) -> int:
    """Check the content and publish the site, whole or not at all."""
    started = time.monotonic()
    job = _job(options, t)
    check_out(job.out, job.root, job.project)
    with Progress(t) as progress:
        result = build(job, progress.show)
    print_problems(result.problems, t)
    if result.published is None:
        _say_failed(result, t)
        return 1
    seconds = t.number(time.monotonic() - started, 1)
    warnings = len(result.problems)
    pages, outcome = result.pages, result.published
    print(t("terminal.built", centres=result.centres, pages=pages, warnings=warnings, seconds=seconds))
    print(t("terminal.changes", written=outcome.written, kept=outcome.kept, removed=outcome.removed))
    print(t("terminal.next", index=_short(job.out / "index.html")))
    return 0


def print_problems(problems: Iterable[Problem], t: Translator) -> None:
    """All problems in the order of mending, each with its place and what to type."""
    ordered = in_order(problems)
    for problem in ordered[:SHOWN]:
        print(problem_words(problem, t), file=sys.stderr)
    if len(ordered) > SHOWN:
        print(t("terminal.more-problems", count=len(ordered) - SHOWN), file=sys.stderr)


def problem_words(problem: Problem, t: Translator) -> str:
    """ "content/centres/x.yaml:9:5: galat: … [code]", and below it what to type."""
    place = problem.place
    where = f"{place.path}:{place.line}:{place.column}" if place.line else place.path
    message = f"{where}: {t(f'terminal.{problem.severity}')}: {message_of(problem, t)} [{problem.code}]"
    hint = hint_of(problem, t)
    return f"{message}\n    {t('terminal.hint')}: {hint}" if hint else message


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


def _say_failed(result: Result, t: Translator) -> None:
    errors = sum(problem.severity == "error" for problem in result.problems)
    warnings = len(result.problems) - errors
    key = "terminal.failed" if errors else "terminal.failed-strict"
    print(t(key, errors=errors, warnings=warnings), file=sys.stderr)


def _parser(t: Translator) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="build.py", description=t("terminal.about"), allow_abbrev=False)
    parser.add_argument("command", nargs="?", choices=["build"], default="build", help=t("terminal.help.build"))
    parser.add_argument("--root", type=Path, default=PROJECT, help=t("terminal.help.root"))
    parser.add_argument("--out", type=Path, help=t("terminal.help.out"))
    parser.add_argument("--base-url", help=t("terminal.help.base-url"))
    parser.add_argument("--strict", action="store_true", help=t("terminal.help.strict"))
    parser.add_argument("--now", help=t("terminal.help.now"))
    parser.add_argument("--lang", choices=LANGUAGES, default=LANGUAGES[0], help=t("terminal.help.lang"))
    return parser


def _language(arguments: Sequence[str]) -> str:
    """The language of the messages, before anything else is understood: help and errors are in it, too."""
    parser = argparse.ArgumentParser(add_help=False, exit_on_error=False, allow_abbrev=False)
    parser.add_argument("--lang", choices=LANGUAGES, default=LANGUAGES[0])
    try:
        language = parser.parse_known_args(arguments)[0].lang
    except argparse.ArgumentError:
        return LANGUAGES[0]
    return str(language)


def _job(options: argparse.Namespace, t: Translator) -> Job:
    root = options.root.absolute()
    if not (root / "site_config.yaml").is_file():
        raise UsageError(t("terminal.no-root", root=quotable(str(options.root))))
    return Job(
        project=PROJECT,
        root=root,
        out=options.out.absolute() if options.out else root / "_build" / "site",
        now=_read_now(options.now, t) if options.now else _clock(root),
        base_url=_read_base_url(options.base_url, t) if options.base_url else None,
        strict=options.strict,
    )


def _read_now(text: str, t: Translator) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise UsageError(t("terminal.bad-now", typed=quotable(text))) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _read_base_url(text: str, t: Translator) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise UsageError(t("terminal.bad-base-url", typed=quotable(text)))
    return text.rstrip("/") + "/"


def _clock(root: Path) -> datetime:
    """The build's clock: SOURCE_DATE_EPOCH, else the last commit's time, else the present."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch.isdecimal():
        epoch = _commit_time(root)
    return datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)


def _commit_time(root: Path) -> str:
    """Seconds since 1970; empty where there is no git or no commit."""
    command = ["git", "-C", str(root), "log", "-1", "--format=%ct"]
    try:
        found = subprocess.run(command, capture_output=True, text=True, timeout=10, check=False)
    except OSError:
        return ""
    return found.stdout.strip()


def _short(path: Path) -> str:
    """A path as seen from where the user stands, if that is shorter."""
    return min(str(path), os.path.relpath(path), key=len)
