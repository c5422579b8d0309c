"""Two versions of content: from git, without checking anything out, or from two folders."""

import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from sitegen.load import MAX_FILE_BYTES
from sitegen.review.files import Change
from sitegen.validate import PHOTOS

ORDINARY = frozenset({"100644", "100755"})
NOTHING = "000000"
SECONDS = 60


class GitError(Exception):
    """git is not there, or says that it can't; the text is its own."""


def changes_between(root: Path, revisions: str) -> list[Change]:
    """Every file below the root that differs in "BASE..HEAD" or "BASE...HEAD".

    Raises:
        GitError: this is no repository, or there is no such revision.
    """
    _git(root, "rev-parse", "--git-dir")  # elsewhere, `git diff` would only tell how it is called
    raw = _git(root, "diff", "--raw", "-z", "--no-abbrev", "--no-renames", "--relative", "--end-of-options", revisions)
    parts = raw.decode("utf-8", "surrogateescape").split("\0")
    told = [(head.lstrip(":").split(" "), path) for head, path in zip(parts[::2], parts[1::2], strict=False)]
    ids = {part for (old_mode, new_mode, old_id, new_id, _), _ in told for part in (old_id, new_id)}
    sizes = _sizes(root, sorted(ids))
    blobs = _blobs(root, [known for known in sizes if sizes[known] <= MAX_FILE_BYTES])
    changes = []
    for (old_mode, new_mode, old_id, new_id, _), path in told:
        there = [(mode, known) for mode, known in ((old_mode, old_id), (new_mode, new_id)) if mode != NOTHING]
        readable = sizes if _is_photo(path) else blobs
        changes.append(
            Change(
                path.encode("utf-8", "surrogateescape").decode("utf-8", "replace"),
                None if old_mode == NOTHING else blobs.get(old_id, b""),
                None if new_mode == NOTHING else blobs.get(new_id, b""),
                is_odd=any(mode not in ORDINARY or known not in readable for mode, known in there),
                size=sizes.get(new_id, 0),
            )
        )
    return changes


def _is_photo(path: str) -> bool:
    return path.startswith(f"{PHOTOS}/")


def _sizes(root: Path, ids: Sequence[str]) -> dict[str, int]:
    """The sizes of files by id; without what is no file."""
    lines = _git(root, "cat-file", "--batch-check", asked=ids).decode().splitlines()
    return {known: int(size[0]) for known, kind, *size in map(str.split, lines) if kind == "blob"}


def _blobs(root: Path, wanted: Sequence[str]) -> dict[str, bytes]:
    """The bytes of files by id."""
    answer = _git(root, "cat-file", "--batch", asked=wanted)
    blobs = {}
    at = 0
    for _ in wanted:
        end = answer.index(b"\n", at)
        known, _, size = answer[at:end].decode().split()
        blobs[known] = answer[end + 1 : end + 1 + int(size)]
        at = end + 2 + int(size)
    return blobs


def _git(root: Path, *arguments: str, asked: Sequence[str] = ()) -> bytes:
    question = "".join(f"{line}\n" for line in asked).encode()
    command = ["git", "-C", str(root), "--no-pager", *arguments]
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False, input=question)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise GitError(str(error)) from None
    if done.returncode:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
        fatal = next((line for line in lines if line.startswith("fatal: ")), lines[-1] if lines else "")
        raise GitError(fatal.removeprefix("fatal: ") or f"git {arguments[0]}")
    return done.stdout


def changes_of_folders(before: Path, after: Path) -> Iterator[Change]:
    """Every file that differs between two networks' folders: settings and content, nothing that was built."""
    for path in sorted({*_files(before), *_files(after)}):
        old, new = (_read(root / path) for root in (before, after))
        if old != new:
            is_odd = any((root / path).is_symlink() for root in (before, after))
            yield Change(path, old, new, is_odd=is_odd, size=(after / path).lstat().st_size if new is not None else 0)


def _files(root: Path) -> Iterator[str]:
    if (root / "site_config.yaml").is_file():
        yield "site_config.yaml"
    for path in sorted((root / "content").rglob("*")):
        if path.is_symlink() or path.is_file():
            yield path.relative_to(root).as_posix()


def _read(path: Path) -> bytes | None:
    if path.is_symlink() or not path.is_file():
        return b"" if path.is_symlink() else None
    with path.open("rb") as file:
        return file.read(MAX_FILE_BYTES + 1)
