"""Files to a published folder: the whole new site or the whole old one, whatever happens.

Beside the folder `site` there is `.site.spare`, where the next site is put together; one step of the file
system exchanges the two. What is exchanged away stays as the spare, so the next build only brings it up to date:
its work grows with what changed, not with the site. Nothing in the spare is trusted: a file counts only if it is
the very file that is published (a hard link to it) or was written by this build.

The manifest inside the folder marks it as ours, says what is in it, and lets the next build leave alone what did
not change. docs/decisions/publishing.md says why it is done so.
"""

import errno
import os
import re
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

import msgspec

from sitegen.latest import Latest

T = TypeVar("T")

MANIFEST = ".sitegen.json"
GENERATOR = "sitegen"

# Letters that every host, file system and address takes. A leading dot is for .nojekyll and .well-known.
PATH = re.compile(r"(?:\.?[A-Za-z0-9_](?:[A-Za-z0-9._-]*[A-Za-z0-9_-])?(?:/|\Z))+(?<!/)")
RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|\Z)", re.IGNORECASE)  # on Windows

# What file managers leave in any folder they show; it is nobody's, and nobody misses it.
LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})

NEW_FILE = (
    os.O_WRONLY
    | os.O_CREAT
    | os.O_EXCL  # never an existing file, never through a link
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)

NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
NO_RIGHT = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
NO_LINKS = frozenset({errno.EPERM, errno.EXDEV, errno.EMLINK, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP})
NO_EXCHANGE = frozenset({errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP})


class PublishError(Exception):
    """The site could not be published, and the published one is as it was.

    A code and values; the words stand in templates/locale/LANGUAGE/publish.yaml under `publish.CODE`.
    """

    def __init__(self, code: str, values: Mapping[str, str]) -> None:
        super().__init__(code, dict(values))
        self.code = code
        self.values = values

    def __str__(self) -> str:
        return " ".join([self.code, *(f"{name}={value}" for name, value in self.values.items())])


class FileState(msgspec.Struct, frozen=True, kw_only=True):
    """One published file. Same fingerprint, same file: it says what the bytes were made from."""

    path: str  # below the published folder, with "/"
    fingerprint: str
    sha256: str
    size: int  # bytes


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What is in a published folder, by path. The manifest itself is not listed."""

    generator: str
    files: tuple[FileState, ...]


_MANIFEST = Latest[Manifest]()
"""The one that was written or read last: the next build in this process begins with it."""


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """How many files a publication wrote, left as they were, and took away."""

    written: int
    kept: int
    removed: int

    @property
    def changed(self) -> bool:
        return bool(self.written or self.removed)


class Publication:
    """The one way to change a published folder; only one process at a time has it open for a folder.

    ```python
    with Publication(out) as publication:
        states = [publication.put(page.path, fingerprint(page), partial(render, page)) for page in pages]
        outcome = publication.commit(states)
    ```

    `kept`, `put` and `write` may be called in forked workers, which hand the `FileState` back; `commit` by the
    process that opened it. Leaving the block without a commit leaves the published folder as it was.
    Raises `PublishError`.
    """

    def __init__(self, out: Path, *, durable: bool = True, waiting: Callable[[], None] = lambda: None) -> None:
        """`durable`: survives a power cut, too (a preview need not). `waiting` is called when another build
        has the folder open, before waiting for its end."""
        self.out = out.absolute()
        self.staging = self._beside("spare")
        self._durable = durable
        self._waiting = waiting
        self._lock = -1  # descriptor; -1: not open
        self._committed = False
        self._published: dict[str, FileState] = {}  # what is whole in the folder
        self._live: dict[str, int] = {}  # every file there, by path: its number in the file system
        self._listed: frozenset[str] = frozenset()  # what its manifest names, whole or not

    def __enter__(self) -> Self:
        with _explained(self.out):
            if self.out.is_symlink() or read_manifest(self.out) is None:
                self._read()  # a folder that is not ours is refused before anything is made beside it
            self.out.parent.mkdir(parents=True, exist_ok=True)
            self._lock = _lock(self._beside("lock"), self._waiting)
            try:
                self._mend()
                self._read()
            except BaseException:
                os.close(self._lock)
                raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not self._committed:
            _remove(self.staging)  # half a site is of no use, and the disk may be full
        os.close(self._lock)

    def kept(self, path: str, fingerprint: str) -> FileState | None:
        """The file as it is published, if it was made from the same; None: it has to be made anew."""
        state = self._published.get(path)
        return state if state is not None and state.fingerprint == fingerprint else None

    def put(self, path: str, fingerprint: str, make: Callable[[], bytes]) -> FileState:
        """The file as it is published, or made and written now."""
        return self.kept(path, fingerprint) or self.write(path, make(), fingerprint)

    def put_bytes(self, path: str, data: bytes) -> FileState:
        """The same for bytes at hand, which are their own fingerprint."""
        return self.put(path, sha256(data).hexdigest(), lambda: data)

    def put_files(self, files: Mapping[str, bytes]) -> list[FileState]:
        """Bytes by path, put each."""
        return [self.put_bytes(path, data) for path, data in files.items()]

    def write(self, path: str, data: bytes, fingerprint: str) -> FileState:
        return write_file(self.staging, path, data, fingerprint)

    def read(self, state: FileState) -> bytes:
        """What a file of the next site holds, written just now or published before."""
        folder = self.out if self._published.get(state.path) == state else self.staging
        return (folder / state.path).read_bytes()

    def commit(self, states: Iterable[FileState]) -> Outcome:
        """Publish exactly these files. Where nothing differs, nothing is touched."""
        wanted = _by_path(states)
        written = [path for path, state in wanted.items() if self._published.get(path) != state]
        removed = len(self._listed - wanted.keys())
        outcome = Outcome(written=len(written), kept=len(wanted) - len(written), removed=removed)
        if outcome.changed or not self._live:
            with _explained(self.out):
                self._complete(wanted, frozenset(written))
                self._switch()
        self._committed = True
        return outcome

    def _beside(self, role: str) -> Path:
        return self.out.parent / f".{self.out.name}.{role}"

    def _mend(self) -> None:
        """Where folders can't be exchanged in one step, a build may have been killed between the two."""
        if self.staging.is_symlink():
            self.staging.unlink()
        old = self._beside("old")
        if _is_there(old):
            if _is_there(self.out):
                _remove(old)
            else:
                old.rename(self.out)

    def _read(self) -> None:
        """What is published now; what is missing or damaged does not count."""
        if not _is_there(self.out):
            return
        if not stat.S_ISDIR(self.out.lstat().st_mode):
            raise PublishError("not-a-folder", {"out": str(self.out)})
        found, _ = _scan(self.out)
        ours = {path: entry for path, entry in found.items() if entry.name not in LITTER}
        if not ours:
            return
        manifest = read_manifest(self.out)
        if manifest is None:
            raise PublishError("not-ours", {"out": str(self.out)})
        self._listed = frozenset(state.path for state in manifest.files)
        foreign = sorted(ours.keys() - self._listed - {MANIFEST})
        if foreign:
            raise PublishError("foreign-files", {"out": str(self.out), "files": ", ".join(foreign[:3])})
        self._published = {state.path: state for state in _whole(self.out, manifest, ours)}
        self._live = {path: entry.inode() for path, entry in ours.items()}

    def _complete(self, wanted: Mapping[str, FileState], written: frozenset[str]) -> None:
        """Make the spare what is wanted: take away, link what is kept, check what was written."""
        _make_folder(self.staging)
        found, folders = _scan(self.staging)
        for path in found.keys() - wanted.keys():
            os.unlink(self.staging / path)
        for folder in sorted(folders - _folders(wanted), reverse=True):
            os.rmdir(self.staging / folder)
        for path, state in wanted.items():
            entry = found.get(path)
            if path in written:
                if entry is None or not _is_file_of(entry, state.size):
                    raise PublishError("incomplete", {"file": path})
            # Windows tells no number of a published file (0): then nothing is the same, and is linked anew.
            elif entry is None or not entry.inode() == self._live[path] != 0:
                self._link(path, state)
        manifest = Manifest(generator=GENERATOR, files=tuple(wanted[path] for path in sorted(wanted)))
        data = msgspec.json.encode(manifest) + b"\n"
        _write_new(self.staging, MANIFEST, data)
        _MANIFEST.of(data, lambda: manifest)

    def _link(self, path: str, state: FileState) -> None:
        """Take a published file over into the spare: by a hard link, or by a copy where there are none."""
        source = f"{self.out}/{path}"
        try:
            _place(self.staging, path, lambda target: os.link(source, target))
        except OSError as error:
            if error.errno not in NO_LINKS:
                raise
            write_file(self.staging, path, Path(source).read_bytes(), state.fingerprint)

    def _switch(self) -> None:
        """The one step in which the site changes."""
        if self._durable:
            _sync(self.staging)
        if self._live:
            if not _exchange(self.staging, self.out):
                self._switch_in_two_steps()
        else:
            if _is_there(self.out):
                _remove(self.out)  # empty, but for litter
            self.staging.rename(self.out)
        if self._durable:
            _sync_folder(self.out.parent)

    def _switch_in_two_steps(self) -> None:
        """For systems without an exchange: for an instant there is no site. `_mend` ends what was cut short."""
        old = self._beside("old")
        self.out.rename(old)
        try:
            self.staging.rename(self.out)
        except OSError:
            old.rename(self.out)
            raise
        old.rename(self.staging)


def write_file(staging: Path, path: str, data: bytes, fingerprint: str) -> FileState:
    """Write one new file below `staging`, readable by all whatever the umask; for workers, too."""
    if not PATH.fullmatch(path) or path == MANIFEST or any(map(RESERVED.match, path.split("/"))):
        raise PublishError("bad-name", {"file": path})
    with _explained(staging):
        _write_new(staging, path, data)
    return FileState(path=path, fingerprint=fingerprint, sha256=sha256(data).hexdigest(), size=len(data))


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest of a folder that we published; None: it is not one."""
    try:
        data = (folder / MANIFEST).read_bytes()
        manifest = _MANIFEST.of(data, lambda: msgspec.json.decode(data, type=Manifest))
    except (OSError, msgspec.DecodeError):
        return None
    return manifest if manifest.generator == GENERATOR else None


def check_published(folder: Path) -> list[str]:
    """The files that are not what the manifest says, every byte read; []: the folder is whole."""
    manifest = read_manifest(folder)
    if manifest is None:
        return [MANIFEST]
    found, _ = _scan(folder)
    wrong = found.keys() ^ {MANIFEST, *(state.path for state in manifest.files)}
    for state in manifest.files:
        if state.path in found and _hash(folder / state.path) != state.sha256:
            wrong.add(state.path)
    return sorted(wrong)


def check_out(out: Path, root: Path, project: Path) -> None:
    """Refuse to publish over content or program: only below `_build` of either, or far from both.

    Nor through a link in either: whoever brings the content does not say where on this machine is written.
    """
    for home in (root, project):
        _refuse_links(out, home)
    out = out.parent.resolve() / out.name
    for home in (root.resolve(), project.resolve()):
        build = home / "_build"
        cache = build / "cache"
        if build in out.parents and out != cache and cache not in out.parents:
            return
    for home in (root.resolve(), project.resolve()):
        if out == home or home in out.parents or out in home.parents:
            raise PublishError("out-in-project", {"out": str(out), "build": str(root.resolve() / "_build")})


def check_cache(cache: Path, root: Path) -> None:
    """Refuse a cache that a link in the root leads elsewhere, or a part of it."""
    parts = [cache]
    with suppress(OSError):  # there is none yet, or none at all
        parts += cache.iterdir()
    for part in parts:
        _refuse_links(part, root)


def _refuse_links(path: Path, home: Path) -> None:
    """No part of the path may be a link that stands in `home`; on the way there may be some."""
    home = home.resolve()
    path = path.absolute()
    for part in (*reversed(path.parents), path):
        if part.is_symlink():
            place = part.parent.resolve()
            if place == home or home in place.parents:
                raise PublishError("link", {"link": str(part)})


def _by_path(states: Iterable[FileState]) -> dict[str, FileState]:
    """No two for one place, nor for two that differ only in capitals, nor a file where a folder has to be."""
    wanted: dict[str, FileState] = {}
    for state in states:
        if state.path in wanted:
            raise PublishError("same-name", {"file": state.path, "other": state.path})
        wanted[state.path] = state
    names = [*wanted, *_folders(wanted)]
    folded: dict[str, str] = {}
    for name in names:
        other = folded.setdefault(name.casefold(), name)
        if other is not name:  # not "!=": a file and a folder of one name clash, too
            raise PublishError("same-name", {"file": name, "other": other})
    return wanted


def _folders(paths: Iterable[str]) -> set[str]:
    """Every folder that these files are in, at any depth."""
    folders: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    return folders


def _whole(out: Path, manifest: Manifest, found: Mapping[str, os.DirEntry[str]]) -> Iterator[FileState]:
    """The files that are as they were published. One touched since then is read; the rest is only looked at."""
    published = _status(found[MANIFEST]).st_mtime_ns  # written last
    for state in manifest.files:
        entry = found.get(state.path)
        if entry is None or not _is_file_of(entry, state.size):
            continue
        if _status(entry).st_mtime_ns <= published or _hash(out / state.path) == state.sha256:
            yield state


def _is_file_of(entry: os.DirEntry[str], size: int) -> bool:
    """Whether it is a plain file of so many bytes."""
    return entry.is_file(follow_symlinks=False) and _status(entry).st_size == size


def _status(entry: os.DirEntry[str]) -> os.stat_result:
    """As it was when it was first asked for."""
    return entry.stat(follow_symlinks=False)


def _scan(folder: Path) -> tuple[dict[str, os.DirEntry[str]], set[str]]:
    """Everything below a folder by its path: what is no folder, and the folders. Links are not followed.

    Folders tell the number and the kind of what is in them, so that not every file has to be looked at.
    """
    found: dict[str, os.DirEntry[str]] = {}
    folders: set[str] = set()
    ahead = [""]
    while ahead:
        prefix = ahead.pop()
        with os.scandir(folder / prefix) as entries:
            for entry in entries:
                path = prefix + entry.name
                if entry.is_dir(follow_symlinks=False):
                    folders.add(path)
                    ahead.append(path + "/")
                else:
                    found[path] = entry
    return found, folders


def _hash(path: Path) -> str:
    try:
        with path.open("rb") as file:
            digest = sha256()
            while block := file.read(1 << 20):
                digest.update(block)
    except OSError:
        return ""
    return digest.hexdigest()


def _write_new(staging: Path, path: str, data: bytes) -> None:
    descriptor = _place(staging, path, lambda target: os.open(target, NEW_FILE, 0o644))
    with open(descriptor, "wb", buffering=0) as file:
        if hasattr(os, "fchmod"):
            os.fchmod(descriptor, 0o644)
        rest = memoryview(data)
        while rest:
            rest = rest[file.write(rest) :]


def _place(staging: Path, path: str, make: Callable[[str], T]) -> T:
    """Make a new file; where its folder is missing or something has its name, see to that and try once more."""
    target = f"{staging}/{path}"
    try:
        return make(target)
    except (FileExistsError, FileNotFoundError, NotADirectoryError):
        _make_room(staging, path)
        return make(target)


def _make_room(staging: Path, path: str) -> None:
    """Make the folders of a new file, and take away what an earlier build left in its place."""
    with suppress(OSError):
        os.unlink(f"{staging}/{path}")  # most often this is all
        return
    _make_folder(staging)
    folder = staging
    for part in path.split("/")[:-1]:
        folder /= part
        _make_folder(folder)
    _remove(staging / path)


def _make_folder(folder: Path) -> None:
    """A real folder with rights 0755, in place of whatever else has the name; several workers may do so at once."""
    with suppress(FileNotFoundError):
        if stat.S_ISDIR(folder.lstat().st_mode):
            return
        folder.unlink()
    with suppress(FileExistsError):
        folder.mkdir()
        folder.chmod(0o755)


def _remove(path: Path) -> None:
    """Remove a file, a link or a whole folder, if it is there."""
    if not _is_there(path):
        return
    if stat.S_ISDIR(path.lstat().st_mode):
        import shutil  # 5 ms, which checking need not wait for

        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _is_there(path: Path) -> bool:
    """Also a link that leads nowhere is there."""
    return os.path.lexists(path)


def _lock(path: Path, waiting: Callable[[], None]) -> int:
    """Hold a lock on a file until its descriptor is closed; the system frees it however the process dies."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o644)
    try:
        if not _take(descriptor, wait=False):
            waiting()
            _take(descriptor, wait=True)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


if sys.platform == "win32":
    import msvcrt
    import time

    def _take(descriptor: int, *, wait: bool) -> bool:
        while True:
            try:
                msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
            except OSError:
                if not wait:
                    return False
                time.sleep(0.2)
            else:
                return True

else:
    import fcntl

    def _take(descriptor: int, *, wait: bool) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            return False
        return True


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; False: this system can't."""
    import ctypes  # 10 ms that only a changed site costs

    if sys.platform not in {"linux", "darwin"}:
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    names = os.fsencode(one), os.fsencode(other)
    here, exchange = -100, 2  # Linux: AT_FDCWD, RENAME_EXCHANGE; macOS: RENAME_SWAP
    if hasattr(libc, "renameat2"):
        failed = libc.renameat2(here, names[0], here, names[1], exchange)
    elif hasattr(libc, "renamex_np"):
        failed = libc.renamex_np(*names, exchange)
    else:
        return False
    if failed and ctypes.get_errno() not in NO_EXCHANGE:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(other))
    return not failed


def _sync(folder: Path) -> None:
    """All that was written is on the disk before anybody is led to it."""
    if sys.platform == "linux":
        import ctypes

        libc = ctypes.CDLL(None, use_errno=True)
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            if libc.syncfs(descriptor):
                raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(folder))
        finally:
            os.close(descriptor)
    elif hasattr(os, "sync"):
        os.sync()


def _sync_folder(folder: Path) -> None:
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextmanager
def _explained(place: Path) -> Iterator[None]:
    """What the system says, as an error whose words tell what to do."""
    try:
        yield
    except OSError as error:
        code = "no-room" if error.errno in NO_ROOM else "no-right" if error.errno in NO_RIGHT else "failed"
        values = {"file": str(error.filename or place), "reason": error.strerror or str(error)}
        raise PublishError(code, values) from error
