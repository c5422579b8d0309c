"""How files are, without reading them: what changes as soon as somebody writes one, or puts another in its place."""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

PYTHONS_OWN = "__pycache__"


class Stamp(NamedTuple):
    """Of one file or folder. Nobody can set back when it was changed; when it was modified, everybody can."""

    mode: int
    inode: int
    size: int
    modified_ns: int
    changed_ns: int


def stamps_of(places: Iterable[Path]) -> dict[str, Stamp]:
    """These files and folders and all below them, by path; a link counts as what it leads to, and no further.

    What isn't there, or is just being replaced, is left out.
    """
    found: dict[str, Stamp] = {}
    ahead: list[str] = []
    for place in places:
        with suppress(OSError):
            found[str(place)] = _stamp(place.stat())
            ahead.append(str(place))
    while ahead:
        with suppress(OSError), os.scandir(ahead.pop()) as entries:
            for entry in entries:
                with suppress(OSError):
                    if entry.is_dir(follow_symlinks=False):
                        if entry.name == PYTHONS_OWN:
                            continue
                        ahead.append(entry.path)
                    found[entry.path] = _stamp(entry.stat())
    return found


def _stamp(status: os.stat_result) -> Stamp:
    return Stamp(status.st_mode, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
