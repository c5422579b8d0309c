"""export: all centres as one table for a spreadsheet program; `import` takes it back."""

import argparse
from pathlib import Path

from sitegen.commands import PROJECT, UsageError
from sitegen.commands.terminal import now_of, print_problems, root_of, short
from sitegen.config import load_translator
from sitegen.content import Source, read_content
from sitegen.i18n import Translator
from sitegen.load import ContentFolder
from sitegen.problem_words import quotable
from sitegen.problems import has_errors
from sitegen.save import put_files
from sitegen.spreadsheet.csv_file import write_csv
from sitegen.spreadsheet.exchange import make_grid
from sitegen.spreadsheet.xlsx_file import write_xlsx
from sitegen.validate import CENTRES, make_context

WRITERS = {".csv": write_csv, ".xlsx": write_xlsx}


def add_options(parser: argparse.ArgumentParser, t: Translator) -> None:
    parser.add_argument("file", type=Path, metavar=t("table.file"), help=t("table.help.export"))
    parser.add_argument("--words", action="store_true", help=t("table.help.words"))
    parser.add_argument("--force", action="store_true", help=t("table.help.force"))


def run(options: argparse.Namespace, t: Translator) -> int:
    """1 where the content has errors: a table of half the truth would come back as the whole."""
    root = root_of(options, t)
    writer = WRITERS.get(options.file.suffix.casefold())
    if writer is None:
        raise UsageError(t("table.bad-file", typed=quotable(options.file.name)))
    if options.file.exists() and not options.force:
        raise UsageError(t("table.file-there", file=quotable(str(options.file))))
    source = Source(project=PROJECT, root=root, now=now_of(options, t))
    content, problems = read_content(source, lambda step, done, total: None)
    if content is None or has_errors(problems):
        print_problems((problem for problem in problems if problem.severity == "error"), t)
        return 1
    words = load_translator(PROJECT, t.language, with_fields=True)
    paths = [f"{CENTRES}/{centre.id}.yaml" for centre in content.network.centres]
    context = make_context(content.site, None)
    grid = make_grid(ContentFolder(root), paths, context, words, in_words=options.words)
    try:
        put_files({options.file: writer(grid)})
    except OSError as error:
        raise UsageError(t("table.cannot-write", file=quotable(str(options.file)), reason=error.strerror)) from None
    print(
        t("table.exported", file=short(options.file), centres=t.number(len(paths)), rows=t.number(len(grid.rows) - 1))
    )
    return 0
