"""check: say what is wrong with the content; build nothing."""

import argparse
import os
from collections.abc import Sequence
from pathlib import Path

from sitegen import check
from sitegen.commands import PROJECT, UsageError
from sitegen.commands.terminal import SHOWN, counted, now_of, root_of
from sitegen.content import Source
from sitegen.i18n import Translator
from sitegen.problem_words import quotable
from sitegen.problems import Problem
from sitegen.verdict import judge

FORMATS = ("text", "json", "github", "sarif")


def add_options(parser: argparse.ArgumentParser, t: Translator) -> None:
    parser.add_argument("files", nargs="*", metavar=t("check.files"), help=t("check.help-files"))
    parser.add_argument("--format", choices=FORMATS, default=FORMATS[0], help=t("check.help-format"))
    parser.add_argument("--strict", action="store_true", help=t("terminal.help.strict"))


def run(options: argparse.Namespace, t: Translator) -> int:
    root = root_of(options, t)
    paths = [path_in(root, file, t) for file in options.files]
    verdict = judge(Source(project=PROJECT, root=root, now=now_of(options, t)))
    problems = check.within(verdict.problems, paths)
    print_all(problems, options.format, t, verdict.handbook, folder_of(root))
    failed = any(problem.severity == "error" for problem in problems) or (options.strict and problems)
    return 1 if failed else 0


def path_in(root: Path, file: str, t: Translator) -> str:
    """A file or folder of the network, named from where the user stands or from the root, as problems name it."""
    for start in (Path.cwd(), root):
        path = Path(os.path.normpath(start / file))
        if file and path.is_relative_to(root) and os.path.lexists(path):
            return path.relative_to(root).as_posix()
    raise UsageError(t("check.no-file", typed=quotable(file)))


def folder_of(root: Path) -> str:
    """The network's folder as seen from where the user stands, which in a workflow is the repository's."""
    here = Path.cwd()
    return root.relative_to(here).as_posix().removeprefix(".") if root.is_relative_to(here) else ""


def print_all(problems: Sequence[Problem], form: str, t: Translator, handbook: str | None, folder: str) -> None:
    if form == "json":
        print(check.as_json(problems, t, handbook))
    elif form == "sarif":
        print(check.as_sarif(problems, t, handbook, folder))
    elif form == "github":
        print(check.as_github(problems, t, handbook, folder))
    else:
        _print_text(problems, t, handbook)


def _print_text(problems: Sequence[Problem], t: Translator, handbook: str | None) -> None:
    for problem in problems[:SHOWN]:
        print(check.as_text(problem, t, handbook))
    if len(problems) > SHOWN:
        print(t("terminal.more-problems", count=len(problems) - SHOWN))
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    counts = counted(t, errors=errors, warnings=warnings)
    print(t("check.found", **counts) if problems else t("check.all-is-well"))
