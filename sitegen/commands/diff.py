"""diff: what a change of content says, in words, as Markdown."""

import argparse
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from functools import cache
from itertools import chain
from pathlib import Path

from sitegen.commands import PROJECT, UsageError
from sitegen.commands.terminal import now_of, print_problems, root_of
from sitegen.commands.versions import GitError, changes_between, changes_of_folders
from sitegen.config import SETTINGS, load_site, load_translator
from sitegen.content import Source
from sitegen.hours import in_language
from sitegen.i18n import Translator
from sitegen.load import ContentFolder
from sitegen.model import Text
from sitegen.problem_words import quotable
from sitegen.regions import load_regions
from sitegen.review.changes import Words
from sitegen.review.network_files import LISTS
from sitegen.review.reading import read_version
from sitegen.review.report import Change, review
from sitegen.schema.reading import Context
from sitegen.schema.shapes import ListOf
from sitegen.validate import CENTRES, NOTICES, make_context, read_centre, read_network


def add_options(parser: argparse.ArgumentParser, t: Translator) -> None:
    parser.add_argument("versions", nargs="+", metavar=t("diff.versions"), help=t("diff.help-versions"))


def run(options: argparse.Namespace, t: Translator) -> int:
    """The words and settings are those of the network that is here, or in the first folder: not of the change."""
    if folders := _folders(options.versions):
        root = folders[0]
        changes = list(changes_of_folders(*folders))
    else:
        root = root_of(options, t)
        changes = _changes(root, options.versions, t)
    site, _, problems = load_site(root, PROJECT)
    if site is None:
        print_problems(problems, t)
        return 1
    source = Source(project=PROJECT, root=root, now=now_of(options, t))
    regions = load_regions(source.data_folder)
    network, _, _ = read_network(ContentFolder(root), site, regions, source.data_folder, source.now, lambda *_: ())
    names: dict[str, Text] = {}
    for records in (
        site.legal_statuses,
        network.services,
        network.partners,
        network.programmes,
        network.facilities,
    ):
        names |= {record.id: record.name for record in records}
    context = make_context(site, source.data_folder)
    words = Words(
        t=load_translator(PROJECT, t.language, root, with_fields=True),
        regions=regions,
        data_folder=source.data_folder,
        names={known: in_language(name, t.language) for known, name in names.items()},
        known=_known(ContentFolder(root), context),
        users=_users(ContentFolder(root), changes, context),
    )
    print(review(changes, context, words), end="")
    return 0


def _known(folder: ContentFolder, context: Context) -> dict[str, Collection[str]]:
    """The ids that the network here has, by kind, but for lists that can't be read."""
    known: dict[str, Collection[str]] = {}
    for path, (kind, shape) in LISTS.items():
        data = folder.read(path, []) if folder.exists(path) else None
        read = read_version(path, data, ListOf(shape), context)
        if not (read.fault and read.value is None):
            known[kind] = read.ids
    for kind, where in (("notice", NOTICES), ("centre", CENTRES)):
        known[kind] = {path.rpartition("/")[2].removesuffix(".yaml") for path in folder.files(where, (".yaml",), [])}
    return known


def _users(folder: ContentFolder, changes: Sequence[Change], context: Context) -> Callable[[str, str], int]:
    """How many centres name an id of a kind after the change. All files are read, but only once somebody asks."""
    after = {change.path: change.after for change in changes if change.path.startswith(f"{CENTRES}/")}

    @cache
    def counts() -> Counter[tuple[str, str]]:
        files = {path: folder.read(path, []) for path in folder.files(CENTRES, (".yaml",), []) if path not in after}
        read = (read_centre(path, data, context) for path, data in (files | after).items() if data is not None)
        return Counter(chain.from_iterable({(mark.kind, mark.value) for mark in one.marks} for one in read))

    return lambda kind, entry_id: counts()[kind, entry_id]


def _folders(versions: Sequence[str]) -> tuple[Path, Path] | None:
    """The two networks that are to be compared, if these are folders."""
    match [Path(version).absolute() for version in versions if (Path(version) / SETTINGS).is_file()]:
        case [before, after] if len(versions) == 2:
            return before, after
    return None


def _changes(root: Path, versions: Sequence[str], t: Translator) -> list[Change]:
    if len(versions) != 1 or ".." not in versions[0] or versions[0].startswith("-"):
        raise UsageError(t("diff.which"))
    try:
        return changes_between(root, versions[0])
    except GitError as error:
        raise UsageError(t("diff.git", versions=quotable(versions[0]), reason=quotable(str(error), 200))) from None
