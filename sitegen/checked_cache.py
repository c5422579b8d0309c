"""Centres' files read on every core, and not again while they are the same.

What a file gave hangs on its path, its bytes, the settings and the program, so that is the key; the cache may be
deleted, damaged or written by two builds at once without harm.
"""

from collections.abc import Callable, Sequence
from hashlib import blake2b
from pathlib import Path

import msgspec

from sitegen.load import ContentFolder
from sitegen.problems import Problem
from sitegen.save import keep_file
from sitegen.schema.reading import Context
from sitegen.validate import Checked, read_centre
from sitegen.workers import spread

WORTH_FORKING = 100
"""Files to read: fewer are read before a second process is at work."""


class Kept(msgspec.Struct, frozen=True, array_like=True):
    """What one file gave, and the digest of the bytes that gave it."""

    digest: bytes
    checked: Checked


class Store(msgspec.Struct, frozen=True, array_like=True):
    """The whole cache. `key` stands for the settings and the program."""

    key: bytes
    kept: dict[str, Kept]


class CheckedCache:
    """Reads centres' files as `validate.read_centres` does; `file` is where it keeps what they gave."""

    def __init__(self, file: Path, program: bytes, tell: Callable[[int, int], None]) -> None:
        """`program` stands for the code and the reference data; `tell` hears how many of how many are read."""
        self._file = file
        self._program = program
        self._tell = tell
        self.digests: dict[str, bytes] = {}  # of the files that were read, by path

    def read_centres(self, folder: ContentFolder, paths: Sequence[str], context: Context) -> list[Checked]:
        key = _digest(self._program, msgspec.msgpack.encode(context))
        old = self._load(key)
        opened = [(path, *_open(folder, path)) for path in paths]
        digests = {path: _digest(data) for path, data, _ in opened if data is not None}
        self.digests = digests
        fresh = [
            (path, data)
            for path, data, _ in opened
            if data is not None and (path not in old or old[path].digest != digests[path])
        ]
        read = spread(
            lambda file: read_centre(*file, context),
            fresh,
            worth=WORTH_FORKING,
            done=lambda count: self._tell(count, len(fresh)),
        )
        new = {checked.path: Kept(digests[checked.path], checked) for checked in read}
        kept = {path: new.get(path) or old[path] for path in digests}
        if new or kept.keys() != old.keys():
            keep_file(self._file, msgspec.msgpack.encode(Store(key, kept)))
        return [
            kept[path].checked if path in kept else Checked(path, None, problems, ()) for path, _, problems in opened
        ]

    def _load(self, key: bytes) -> dict[str, Kept]:
        try:
            store = msgspec.msgpack.decode(self._file.read_bytes(), type=Store)
        except (OSError, msgspec.DecodeError):
            return {}
        return store.kept if store.key == key else {}


def _open(folder: ContentFolder, path: str) -> tuple[bytes | None, tuple[Problem, ...]]:
    problems: list[Problem] = []
    data = folder.read(path, problems)
    return data, tuple(problems)


def _digest(*parts: bytes) -> bytes:
    total = blake2b(digest_size=16)
    for part in parts:
        total.update(len(part).to_bytes(8, "big") + part)
    return total.digest()
