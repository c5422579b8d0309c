"""Content written back: a file is replaced whole or not at all, and a new one never takes an old one's place.

And what a later build can use again, which may as well not be kept.
"""

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path


def put_files(files: Mapping[Path, bytes]) -> None:
    """All of them or none: put together beside their places, then moved there. Who may read and write a file stays.

    Raises:
        OSError: one can't be written, and none has changed; or, which takes no more room, one can't be moved.
    """
    drafts = {target: target.with_name(f".{target.name}.new") for target in files}
    try:
        for target, draft in drafts.items():
            target.parent.mkdir(parents=True, exist_ok=True)
            draft.write_bytes(files[target])
            if target.exists():
                draft.chmod(target.stat().st_mode & 0o777)
    except OSError:
        for draft in drafts.values():
            with suppress(OSError):
                draft.unlink()
        raise
    for target, draft in drafts.items():
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
