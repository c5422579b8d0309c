"""build: check the content and publish the site, whole or not at all."""

import argparse
import re
import sys
import time
from pathlib import Path

from sitegen.commands import PROJECT, UsageError
from sitegen.commands.terminal import Progress, counted, print_problems, root_of, short, time_of_build
from sitegen.handbook import HandbookError, can_build, has_handbook
from sitegen.i18n import Translator
from sitegen.pipeline import Job, Result, build
from sitegen.problem_words import quotable
from sitegen.problems import WrongValueError
from sitegen.render import BrokenTemplateError
from sitegen.schema.formats import read_base_url
from sitegen.write import check_out

THIS_COMPUTER = re.compile(r"^https?://(localhost|127\.0\.0\.1|\[::1\])(:[1-9][0-9]{0,4})?(?=/)")
"""Where a site is tried out; never the address of a published one, so the settings refuse it."""


def add_options(parser: argparse.ArgumentParser, t: Translator) -> None:
    parser.add_argument("--out", type=Path, help=t("terminal.help.out"))
    parser.add_argument("--base-url", help=t("terminal.help.base-url"))
    parser.add_argument("--strict", action="store_true", help=t("terminal.help.strict"))
    parser.add_argument("--no-catalogue", action="store_true", help=t("terminal.help.no-catalogue"))
    parser.add_argument("--no-handbook", action="store_true", help=t("handbook.help"))


def run(options: argparse.Namespace, t: Translator) -> int:
    started = time.monotonic()
    job = _job(options, t)
    check_out(job.out, job.root, job.project)
    try:
        with Progress(t) as progress:
            result = build(job, progress.show)
    except HandbookError as error:
        print(f"{t('handbook.failed')}\n{error}", file=sys.stderr)
        return 1
    except BrokenTemplateError as error:
        place = f"{short(Path(error.file))}:{error.line}"
        print(f"{place}: {t('terminal.error')}: {t('terminal.template', reason=error.reason)}", file=sys.stderr)
        return 1
    print_problems(result.problems, t)
    if result.published is None:
        _say_failed(result, t)
        return 1
    seconds = t.number(time.monotonic() - started, 1)
    outcome = result.published
    counts = counted(t, centres=result.centres, pages=result.pages, warnings=len(result.problems))
    print(t("terminal.built", **counts, seconds=seconds))
    print(t("terminal.changes", written=outcome.written, kept=outcome.kept, removed=outcome.removed))
    _say_printed(result, t)
    if not job.handbook and not options.no_handbook and has_handbook(job.root):
        print(t("handbook.left-out"))
    print(t("terminal.next", index=short(job.out / "index.html")))
    return 0


def _say_printed(result: Result, t: Translator) -> None:
    printed = result.printed
    if printed is None:
        return
    megabytes = t.number(printed.size / 1e6, 1)
    pages = counted(t, pages=printed.pages)
    print(t("terminal.printed", made=printed.made, kept=printed.kept, **pages, size=megabytes))


def _say_failed(result: Result, t: Translator) -> None:
    errors = sum(problem.severity == "error" for problem in result.problems)
    warnings = len(result.problems) - errors
    key = "terminal.failed" if errors else "terminal.failed-strict"
    print(t(key, **counted(t, errors=errors, warnings=warnings)), file=sys.stderr)


def _job(options: argparse.Namespace, t: Translator) -> Job:
    root = root_of(options, t)
    return Job(
        project=PROJECT,
        root=root,
        out=options.out.absolute() if options.out else root / "_build" / "site",
        now=time_of_build(options, t),
        base_url=_read_base_url(options.base_url, t) if options.base_url else None,
        strict=options.strict,
        catalogue=not options.no_catalogue,
        handbook=not options.no_handbook and has_handbook(root) and can_build(),
    )


def _read_base_url(text: str, t: Translator) -> str:
    """As the settings take it, but that the last slash may be left out, and the host be this computer."""
    address = text.rstrip("/") + "/"
    try:
        return read_base_url(THIS_COMPUTER.sub("https://this.example", address)) and address
    except WrongValueError:
        raise UsageError(t("terminal.bad-base-url", typed=quotable(text))) from None
