#!/usr/bin/env python3
"""Take the content of a proposal, and nothing else of it, beside the code that is checked out.

    python3 tools/take_content.py BASE HEAD

Both are commits that git has here; BASE is what is checked out. Links and submodules are refused before anything is
laid on the disk, and so is a proposal that changes content and program together, unless MIXED=allowed is in the
environment. Standard library only: it runs before anything is installed.
"""

import os
import subprocess
import sys
from typing import NamedTuple

CONTENT = "content/"
ORDINARY = frozenset({"100644", "100755", "000000"})  # the last: the file is gone
REFUSED = 1


class Change(NamedTuple):
    path: str
    mode: str  # after the change, as git writes it


def changes(base: str, head: str) -> list[Change]:
    """Every path that differs between two commits."""
    raw = git("diff", "--raw", "-z", "--no-renames", "--no-abbrev", "--end-of-options", base, head)
    parts = raw.decode("utf-8", "backslashreplace").split("\0")
    return [Change(path, told.split(" ")[1]) for told, path in zip(parts[::2], parts[1::2], strict=False)]


def faults(found: list[Change], *, mixed_allowed: bool) -> list[str]:
    """Why the proposal is refused, in Indonesian and English; nothing if it is not."""
    odd = [change.path for change in found if change.mode not in ORDINARY]
    told = [f"{path!a}: tautan dan submodul tidak boleh / links and submodules are not taken" for path in odd]
    ours = [change.path for change in found if not change.path.startswith(CONTENT)]
    if not mixed_allowed and 0 < len(ours) < len(found):
        told.append(
            f"Usulan ini mengubah isi dan program sekaligus; pisahkan menjadi dua ({ours[0]!a} bukan isi). / "
            "It changes content and program together; part it in two."
        )
    return told


def take(head: str) -> None:
    """The folder of content as it is in `head`; what is not there goes."""
    git("restore", f"--source={head}", "--worktree", "--no-overlay", "--", CONTENT)


def git(*arguments: str) -> bytes:
    return subprocess.run(["git", *arguments], check=True, stdout=subprocess.PIPE).stdout


def main(base: str, head: str) -> int:
    found = changes(base, head)
    told = faults(found, mixed_allowed=os.environ.get("MIXED") == "allowed")
    for fault in told:
        print(f"::error::{fault}")
    if told:
        return REFUSED
    if any(change.path.startswith(CONTENT) for change in found):
        take(head)
    print(f"{len(found)} berkas berubah / files changed")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
