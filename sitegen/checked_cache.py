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
from sitegen.workers import stream

WORTH_FORKING = 100
"""Files to read: fewer are read before a second process is at work."""


class Kept(msgspec.Struct, frozen=True, array_like=True):
    """What one file gave, and the digest of the bytes that gave it."""

    digest: bytes  # empty: it could not be opened
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
        fresh = [path for path in paths if path not in old or old[path].digest != _digest_of(folder, path)]
        encoded = stream(
            lambda path: msgspec.msgpack.encode(_read(folder, path, context)),  # a third of what pickling would cost
            fresh,
            worth=WORTH_FORKING,
            done=lambda count: self._tell(count, len(fresh)),
        )
        new = dict(zip(fresh, map(msgspec.msgpack.Decoder(Kept).decode, encoded), strict=True))
        all_of_them = {path: new.get(path) or old[path] for path in paths}
        kept = {path: one for path, one in all_of_them.items() if one.digest}
        self.digests = {path: one.digest for path, one in kept.items()}
        if new or kept.keys() != old.keys():
            keep_file(self._file, msgspec.msgpack.encode(Store(key, kept)))
        return [one.checked for one in all_of_them.values()]

    def _load(self, key: bytes) -> dict[str, Kept]:
        try:
            store = msgspec.msgpack.decode(self._file.read_bytes(), type=Store)
        except (OSError, msgspec.DecodeError):
            return {}
        return store.kept if store.key == key else {}


def _read(folder: ContentFolder, path: str, context: Context) -> Kept:
    problems: list[Problem] = []
    data = folder.read(path, problems)
    if data is None:
        return Kept(b"", Checked(path, None, tuple(problems), ()))
    return Kept(_digest(data), read_centre(path, data, context))


def _digest_of(folder: ContentFolder, path: str) -> bytes:
    data = folder.read(path, [])
    return b"" if data is None else _digest(data)


def _digest(*parts: bytes) -> bytes:
    total = blake2b(digest_size=16)
    for part in parts:
        total.update(len(part).to_bytes(8, "big") + part)
    return total.digest()
