"""diff: what a change of content says, in words, as Markdown."""

import argparse
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from functools import cache
from itertools import chain
from pathlib import Path

from sitegen.commands import PROJECT, UsageError
from sitegen.commands.terminal import now_of
from sitegen.commands.versions import GitError, changes_between, changes_of_folders
from sitegen.config import SETTINGS, load_translator
from sitegen.content import Source
from sitegen.hours import in_language
from sitegen.i18n import Translator
from sitegen.load import ContentFolder
from sitegen.problem_words import quotable
from sitegen.regions import load_regions
from sitegen.review.changes import Words
from sitegen.review.files import LISTS, Change, contexts_of, id_of
from sitegen.review.reading import Read, read_version
from sitegen.review.report import review
from sitegen.schema import fields
from sitegen.schema.reading import Context
from sitegen.schema.shapes import ListOf
from sitegen.validate import CENTRES, NOTICES, read_centre


def add_options(parser: argparse.ArgumentParser, t: Translator) -> None:
    parser.add_argument("versions", nargs="+", metavar=t("diff.versions"), help=t("diff.help-versions"))


def run(options: argparse.Namespace, t: Translator) -> int:
    """Words and names are those of the network that is here, or in the first folder: not of the change."""
    if len(options.versions) == 2:
        root, after = (_network(Path(version), t) for version in options.versions)
        changes = list(changes_of_folders(root, after))
    else:
        root = _network(options.root, t)
        changes = _changes(root, options.versions, t)
    folder = ContentFolder(root)
    data_folder = Source(project=PROJECT, root=root, now=now_of(options, t)).data_folder
    contexts = contexts_of(changes, _data(folder, SETTINGS), data_folder)
    lists = {
        shape.name: read_version(path, _data(folder, path), ListOf(shape), contexts[0]) for path, shape in LISTS.items()
    }
    words = Words(
        t=load_translator(PROJECT, t.language, root, with_fields=True),
        regions=load_regions(data_folder),
        data_folder=data_folder,
        names=_names(lists, read_version(SETTINGS, _data(folder, SETTINGS), fields.SITE, contexts[0]), t.language),
        known=_known(folder, lists),
        users=_users(folder, changes, contexts[1]),
    )
    print(review(changes, contexts, words), end="")
    return 0


def _network(root: Path, t: Translator) -> Path:
    """The folder of a network, be it one whose settings are what the change takes away."""
    if not ((root / SETTINGS).is_file() or (root / "content").is_dir()):
        raise UsageError(t("terminal.no-root", root=quotable(str(root), 200)))
    return root.absolute()


def _data(folder: ContentFolder, path: str) -> bytes | None:
    return folder.read(path, []) if folder.exists(path) else None


def _names(lists: dict[str, Read], settings: Read, language: str) -> dict[tuple[str, str], str]:
    """What ids stand for, by kind and id."""
    entries = [(kind, entry) for kind, read in lists.items() for entry in read.value or ()]
    entries += [("legal_status", status) for status in (settings.value or {}).get("legal_statuses", ())]
    return {(kind, entry["id"]): in_language(entry["name"], language) for kind, entry in entries}


def _known(folder: ContentFolder, lists: dict[str, Read]) -> dict[str, Collection[str]]:
    """The ids that the network here has, by kind, but for lists that can't be read."""
    known: dict[str, Collection[str]] = {
        kind: read.ids for kind, read in lists.items() if not (read.fault and read.value is None)
    }
    for kind, where in (("notice", NOTICES), ("centre", CENTRES)):
        known[kind] = {id_of(path) for path in folder.files(where, (".yaml",), [])}
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


def _changes(root: Path, versions: Sequence[str], t: Translator) -> list[Change]:
    if len(versions) != 1 or ".." not in versions[0] or versions[0].startswith("-"):
        raise UsageError(t("diff.which"))
    try:
        return changes_between(root, versions[0])
    except GitError as error:
        raise UsageError(t("diff.git", versions=quotable(versions[0]), reason=quotable(str(error), 200))) from None
