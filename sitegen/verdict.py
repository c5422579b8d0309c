"""All that is wrong with a network, kept for as long as nothing is touched that it hangs on.

To read thousands of files only to find that none has changed takes longer than anybody wants to wait. So the stamps of
all that would be read stand for it: the content, the settings, the program and its tables.
"""

import os
from hashlib import blake2b
from pathlib import Path

import msgspec

from sitegen.content import Source, libraries, nothing_thrown_away, read_content
from sitegen.problems import Problem
from sitegen.save import keep_file
from sitegen.stamps import stamps_of
from sitegen.validate import last_begun_day
from sitegen.write import check_cache

REST_NS = 2_000_000_000
"""How long a file must have been left alone for its stamp to stand for it: two changes at nearly one moment leave the
same stamp. No file system in use tells times less exactly than this."""


class Verdict(msgspec.Struct, frozen=True):
    """What came of checking a network."""

    problems: tuple[Problem, ...]
    handbook: str | None  # the address of the handbook that explains them


class Kept(msgspec.Struct, frozen=True):
    """The whole cache. `key` stands for all that the verdict hangs on."""

    key: bytes
    verdict: Verdict


@nothing_thrown_away()
def judge(source: Source) -> Verdict:
    """As it was found before, if nothing was touched since; else from all files.

    Raises:
        PublishError: a link leads the cache out of the root.
    """
    check_cache(source.cache, source.root)
    file = source.cache / "verdict.msgpack"
    stamps = stamps_of(_places(source))
    by_name = sorted((os.fsencode(path), stamp) for path, stamp in stamps.items())  # a name need not be text
    hangs_on = (source.now.date(), last_begun_day(source.now), libraries(), by_name)
    key = blake2b(msgspec.msgpack.encode(hangs_on), digest_size=16).digest()
    kept = _load(file)
    if kept is not None and kept.key == key:
        return kept.verdict
    began_ns = _mark(file)
    content, problems = read_content(source, lambda step, done, total: None)
    verdict = Verdict(tuple(problems), content.site.handbook if content else None)
    if max(max(stamp.modified_ns, stamp.changed_ns) for stamp in stamps.values()) < began_ns - REST_NS:
        keep_file(file, msgspec.msgpack.encode(Kept(key, verdict)))
    return verdict


def _places(source: Source) -> list[Path]:
    """Where all that stands of which a verdict is made."""
    templates = [home / "templates" for home in source.homes]
    return [
        source.root / "site_config.yaml",
        source.root / "content",
        *templates,
        source.project / "sitegen",
        source.data_folder,
    ]


def _load(file: Path) -> Kept | None:
    try:
        return msgspec.msgpack.decode(file.read_bytes(), type=Kept)
    except (OSError, msgspec.DecodeError):
        return None


def _mark(file: Path) -> int:
    """The moment at which reading begins, by the clock that files have; 0 where nothing can be kept."""
    keep_file(file, b"")
    try:
        return file.stat().st_mtime_ns
    except OSError:
        return 0
