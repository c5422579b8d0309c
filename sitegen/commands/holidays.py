"""holidays: compare the network's calendar of holidays with the `holidays` package, and tell the differences."""

import argparse
import sys

from sitegen.commands import PROJECT, UsageError
from sitegen.commands.terminal import Progress, now_of, print_problems, root_of
from sitegen.content import Source, read_content
from sitegen.i18n import Translator
from sitegen.importers.national_holidays import Difference, compare, find_package, make_year
from sitegen.model import HolidayYear
from sitegen.problems import has_errors


def add_options(parser: argparse.ArgumentParser, t: Translator) -> None:
    parser.add_argument("years", nargs="*", type=int, metavar=t("holidays.year"), help=t("holidays.help_years"))


def run(options: argparse.Namespace, t: Translator) -> int:
    """1 where they differ, or where a year is missing."""
    package = find_package()
    if package is None:
        raise UsageError(t("holidays.no_package"))
    with Progress(t) as progress:
        content, problems = read_content(
            Source(project=PROJECT, root=root_of(options, t), now=now_of(options, t)), progress.show
        )
    if content is None or has_errors(problems):
        print_problems(problems, t)
        return 1
    country = content.site.country
    if country is None:
        raise UsageError(t("holidays.no_country"))
    known = {year.year: year for year in content.network.holidays}
    different = False
    for number in options.years or known:
        ours = known.get(number, HolidayYear(year=number, source="", days=()))
        try:
            theirs = make_year(package, country, number)
        except (NotImplementedError, ValueError) as error:
            raise UsageError(t("holidays.unknown", country=country, year=number, error=error)) from None
        found = compare(ours, theirs)
        different = different or bool(found)
        _say(number, found, theirs, t)
    return 1 if different else 0


def _say(year: int, found: list[Difference], theirs: HolidayYear, t: Translator) -> None:
    if not found:
        print(t("holidays.same", year=year, days=len(theirs.days), source=theirs.source))
        return
    print(t("holidays.differ", year=year, count=len(found), source=theirs.source), file=sys.stderr)
    for difference in found:
        name = difference.name.get(t.language) or next(iter(difference.name.values()))
        kind = t(f"holidays.kind.{difference.kind}")
        told = t(f"holidays.{difference.code}", date=t.date(difference.date), name=name, kind=kind)
        print(f"  {told}", file=sys.stderr)
