"""import: make or update the files of centres from a table."""  # noqa: N999 - the command's name, never imported by it

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from sitegen.check import page_of
from sitegen.commands import PROJECT, UsageError
from sitegen.commands.terminal import SHOWN, now_of, print_problems, root_of
from sitegen.config import load_site, load_translator
from sitegen.content import Source
from sitegen.i18n import Translator
from sitegen.load import ContentFolder
from sitegen.problem_words import quotable
from sitegen.problems import has_errors
from sitegen.save import put_files
from sitegen.scaffold import schema_from
from sitegen.spreadsheet.csv_file import read_csv
from sitegen.spreadsheet.exchange import Finding, read_table
from sitegen.spreadsheet.grid import Grid, UnreadableError
from sitegen.spreadsheet.xlsx_file import read_xlsx
from sitegen.validate import make_context

LANGUAGES = ("id", "en")
"""Those in which headings are understood."""


def add_options(parser: argparse.ArgumentParser, t: Translator) -> None:
    parser.add_argument("file", type=Path, metavar=t("table.file"), help=t("table.help.import"))
    parser.add_argument("--dry-run", action="store_true", help=t("table.help.dry-run"))


def run(options: argparse.Namespace, t: Translator) -> int:
    """1 where a cell can't be read; then no file is touched."""
    root = root_of(options, t)
    site, _, problems = load_site(root, PROJECT)
    if site is None or has_errors(problems):
        print_problems(problems, t)
        return 1
    try:
        grids = _read_grids(options.file, t)
    except UnreadableError as error:
        _tell([Finding(error.sheet, error.fault.row, 0, error.fault)], options.file.name, site.handbook, t)
        return 1
    data_folder = Source(project=PROJECT, root=root, now=now_of(options, t)).data_folder
    translators = [load_translator(PROJECT, language, with_fields=True) for language in LANGUAGES]
    context = make_context(site, data_folder)
    outcome = read_table(grids, ContentFolder(root), context, translators, schema_from(root, PROJECT))
    errors = sum(finding.is_error for finding in outcome.findings)
    _tell(outcome.findings, options.file.name, site.handbook, t)
    for note, sheet in outcome.notes:
        print(t(f"table.{note}", sheet=sheet), file=sys.stderr)
    if errors:
        print(t("table.refused", count=errors), file=sys.stderr)
        return 1
    if not options.dry_run:
        _write(root, outcome.files, t)
    for path in sorted(outcome.files):
        print(path)
    done = "table.would-import" if options.dry_run else "table.imported"
    print(t(done, made=outcome.made, changed=outcome.changed, same=outcome.same))
    return 0


def _read_grids(file: Path, t: Translator) -> list[Grid]:
    kind = file.suffix.casefold()
    if kind not in (".csv", ".txt", ".xlsx"):  # .txt: what Excel calls Unicode Text
        raise UsageError(t("table.bad-file", typed=quotable(file.name)))
    try:
        data = file.read_bytes()
    except OSError:
        raise UsageError(t("table.no-file", typed=quotable(str(file)))) from None
    return read_xlsx(data) if kind == ".xlsx" else [read_csv(data)]


def _write(root: Path, files: Mapping[str, str], t: Translator) -> None:
    try:
        put_files({root / path: text.encode() for path, text in files.items()})
    except OSError as error:
        path = Path(error.filename).relative_to(root).as_posix()
        raise UsageError(t("table.not-written", path=path, reason=error.strerror)) from None


def _tell(findings: Sequence[Finding], file: str, handbook: str | None, t: Translator) -> None:
    for finding in findings[:SHOWN]:
        page = page_of(finding.problem.code, handbook)
        print(f"{finding.printed(file, t)}\n    {t('check.page')}: {page}", file=sys.stderr)
    if len(findings) > SHOWN:
        print(t("terminal.more-problems", count=len(findings) - SHOWN), file=sys.stderr)
