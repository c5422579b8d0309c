"""format: write content files in the project's hand; `--check` only says which are not."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from sitegen.commands import PROJECT, UsageError
from sitegen.commands.check import path_in
from sitegen.commands.terminal import print_problems, root_of
from sitegen.config import load_site
from sitegen.format import FOLDERS, PAGES, SHAPES, formatted
from sitegen.i18n import Translator
from sitegen.load import ContentFolder
from sitegen.problems import Problem
from sitegen.save import put_files
from sitegen.validate import make_context


def add_options(parser: argparse.ArgumentParser, t: Translator) -> None:
    parser.add_argument("files", nargs="*", metavar=t("check.files"), help=t("format.help-files"))
    parser.add_argument("--check", action="store_true", help=t("format.help-check"))


def run(options: argparse.Namespace, t: Translator) -> int:
    """0: all are, or now are, canonical; 1: some are not, or can't be read."""
    root = root_of(options, t)
    wanted = [path_in(root, file, t) for file in options.files]
    site, _, problems = load_site(root, PROJECT)
    if site is None:
        print_problems(problems, t)
        return 1
    context = make_context(site, None)
    folder = ContentFolder(root)
    problems = []
    changed = 0
    for path in _paths(folder, site.languages, problems):
        if wanted and not any(path == one or path.startswith(f"{one}/") for one in wanted):
            continue
        data = folder.read(path, problems)
        if data is None:
            continue
        result, faults = formatted(path, data, context)
        problems += faults
        if result != data:
            changed += 1
            print(t("format.would-change" if options.check else "format.changed", path=path))
            if not options.check:
                _replace(root / path, result, t)
    print_problems(problems, t)
    if problems:
        print(t("format.not-read", count=len({problem.place.path for problem in problems})), file=sys.stderr)
    print(t("format.done", count=changed))
    return 1 if problems or (options.check and changed) else 0


def _replace(target: Path, result: bytes, t: Translator) -> None:
    try:
        put_files({target: result})
    except OSError as error:
        raise UsageError(t("terminal.not-written", path=target.name, reason=error.strerror)) from None


def _paths(folder: ContentFolder, languages: tuple[str, ...], problems: list[Problem]) -> Iterator[str]:
    """All files that have a canonical writing."""
    yield from (path for path in SHAPES if folder.exists(path))
    for where in FOLDERS:
        yield from folder.files(where, (".yaml",), problems)
    yield from folder.files(PAGES, tuple(f".{language}.md" for language in languages), problems)
