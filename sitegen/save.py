"""Content written back: a file is replaced whole or not at all, and a new one never takes an old one's place.

And what a later build can use again, which may as well not be kept.
"""

import os
from contextlib import suppress
from pathlib import Path


def replace_file(target: Path, data: bytes) -> None:
    """Put together beside its place, then moved there; who may read and write the file stays as it was."""
    draft = target.with_name(f".{target.name}.new")
    draft.write_bytes(data)
    draft.chmod(target.stat().st_mode & 0o777)
    draft.replace(target)


def keep_file(target: Path, data: bytes) -> None:
    """A file of the cache: whole or not at all. Where it can't be written, the next build is only slower."""
    draft = target.with_name(f".{target.name}.{os.getpid()}.new")
    with suppress(OSError):
        draft.unlink(missing_ok=True)
        create_file(draft, data)
        draft.replace(target)


def create_file(target: Path, data: bytes) -> None:
    """A file that was not there.

    Raises:
        FileExistsError: it is there.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), 0o644)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
