"""A network's folder read and checked: what building, checking, previewing and comparing all begin with.

It imports nothing that makes pages, so that a check of one file answers at once.
"""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import lru_cache, partial
from hashlib import blake2b
from pathlib import Path
from stat import S_ISREG

import msgspec

from sitegen.checked_cache import CheckedCache
from sitegen.config import load_site
from sitegen.i18n import Translator
from sitegen.load import ContentFolder
from sitegen.model import Network, Site
from sitegen.photo_album import Album, make_album
from sitegen.problems import Problem
from sitegen.regions import Regions, WrongTableError
from sitegen.stamps import Stamp, stamps_of
from sitegen.validate import Holders, known_regions, read_network
from sitegen.write import check_cache

Tell = Callable[[str, int, int], None]
"""Hears which step is at work, and how many of how many things it has done (0 of 0: not counted)."""

LIBRARIES = Path(msgspec.__file__).parent.parent
"""Where they are installed, each with a folder that has its version in its name."""


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Where content is read from, and for which moment."""

    project: Path  # the program's own folder: templates, words, styles, reference data
    root: Path  # the network's folder; it may bring its own of each
    now: datetime

    @property
    def cache(self) -> Path:
        return self.root / "_build" / "cache"

    @property
    def homes(self) -> tuple[Path, ...]:
        """Where templates and static files are looked for, first the network's own."""
        return (self.project,) if self.root == self.project else (self.root, self.project)

    @property
    def data_folder(self) -> Path:
        """The tables of regions and boundaries: the network's own, if it has any."""
        return next(home / "data" for home in self.homes if (home / "data" / "regions.csv").is_file())


class Content(msgspec.Struct, frozen=True, kw_only=True):
    """All that a network says, as far as it could be read."""

    site: Site
    translators: dict[str, Translator]  # the words by language
    regions: Regions
    network: Network
    album: Album
    program: bytes  # stands for the code and words that read it
    digests: dict[str, bytes]  # of the centres' files, by path
    holders: Holders


@contextmanager
def nothing_thrown_away() -> Iterator[None]:
    """Records are made by the hundred thousand and kept: to look through them for garbage takes as long again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@nothing_thrown_away()
def read_content(source: Source, tell: Tell) -> tuple[Content | None, list[Problem]]:
    """Everything, checked; no content where not even the settings could be read.

    Raises:
        PublishError: a link leads the cache out of the root.
    """
    check_cache(source.cache, source.root)
    tell("reading", 0, 0)
    site, translators, problems = load_site(source.root, source.project)
    if site is None:
        return None, problems
    data_folder = source.data_folder
    try:
        regions = known_regions(data_folder)
    except WrongTableError as error:
        return None, [*problems, error.problem]
    program = program_digest(source)
    cache = CheckedCache(source.cache / "centres.msgpack", program, partial(tell, "reading"))
    folder = ContentFolder(source.root)
    network, found, holders = read_network(folder, site, regions, data_folder, source.now, cache.read_centres)
    album, damaged = make_album(folder, network.centres, source.cache / "photos")
    content = Content(
        site=site,
        translators=translators,
        regions=regions,
        network=network,
        album=album,
        program=program,
        digests=cache.digests,
        holders=holders,
    )
    return content, [*problems, *found, *damaged]


def program_digest(source: Source) -> bytes:
    """What stands for the program: its code, words, templates and reference table, and its libraries."""
    templates = [home / "templates" for home in source.homes]
    stamps = stamps_of([source.project / "sitegen", *templates, source.data_folder / "regions.csv"])
    return _digest_of(tuple(sorted((path, stamp) for path, stamp in stamps.items() if S_ISREG(stamp.mode))))


@lru_cache(maxsize=2)
def _digest_of(stamped: tuple[tuple[str, Stamp], ...]) -> bytes:
    """Of files as their stamps say they are: a preview, which builds many times in one process, reads them once."""
    total = blake2b(digest_size=16)
    for path, _ in stamped:
        data = Path(path).read_bytes()
        total.update(f"{Path(path).name}\0{len(data)}\0".encode() + data)
    total.update("\0".join(libraries()).encode())
    return total.digest()


def libraries() -> list[str]:
    """All that is installed, each with its version: another one may give other bytes."""
    return sorted(folder.name for folder in LIBRARIES.glob("*.dist-info"))
