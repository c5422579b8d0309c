"""The handbook: built by MkDocs where it is installed, and published with the site at panduan/.

MkDocs runs in a process of its own, and only when the docs or its packages changed; what it made is kept below
_build/cache. docs/decisions/handbook.md says what is mended in the theme's pages, and why.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from contextlib import suppress
from functools import partial
from hashlib import blake2b, sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryDirectory

from sitegen.policy import IN_HANDBOOK
from sitegen.write import FileState, Publication

FOLDER = "panduan"
SETTINGS = "mkdocs.yml"
SOURCE = "docs"
PACKAGES = ("markdown", "mkdocs", "mkdocs-material", "pygments", "pymdown-extensions")
"""What has a hand in its bytes."""

LEFT_OUT = re.compile(r"404\.html|sitemap\.xml(?:\.gz)?|.*\.map|assets/javascripts/lunr/.*")
"""What the site has one of its own of, what only debuggers read, and stemmers of languages that are not asked for."""

INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
CHARSET = '<meta charset="utf-8">'
SCRIPTS = "assets/javascripts"
TIME_LIMIT = 600  # seconds
DRAFT = "draft-"


class HandbookError(Exception):
    """MkDocs would not build it; the text is what it said."""


def has_handbook(root: Path) -> bool:
    """Whether this folder brings a handbook: a network in a folder of its own needs none."""
    return (root / SETTINGS).is_file() and (root / SOURCE).is_dir()


def can_build() -> bool:
    """Whether MkDocs and its theme are installed."""
    try:
        return bool(_versions())
    except PackageNotFoundError:
        return False


def publish_handbook(root: Path, cache: Path, publication: Publication) -> list[FileState]:
    """Every file of the handbook, as published before or put now.

    Raises:
        HandbookError: a page has a mistake, for instance a link that leads nowhere.
    """
    key = digest(root)
    built = cache / "handbook" / key
    if built.is_dir():
        return _put(publication, built, key)
    with suppress(OSError):
        built.parent.mkdir(parents=True, exist_ok=True)
    if os.access(built.parent, os.W_OK):
        build(root, built)
        return _put(publication, built, key)
    with TemporaryDirectory() as folder:  # it can't be kept
        built = Path(folder) / "handbook" / key
        build(root, built)
        return _put(publication, built, key)


def _put(publication: Publication, built: Path, key: str) -> list[FileState]:
    names = sorted(path.relative_to(built).as_posix() for path in built.rglob("*") if path.is_file())
    return [publication.put(f"{FOLDER}/{name}", key, partial((built / name).read_bytes)) for name in names]


def digest(root: Path) -> str:
    """What stands for all that the handbook is made from."""
    total = blake2b("\0".join(_versions()).encode(), digest_size=16)
    own = [root / SETTINGS, Path(__file__), *sorted((root / SOURCE).rglob("*"))]
    for path in own:
        if path.is_file():
            data = path.read_bytes()
            total.update(f"{path.name}\0{len(data)}\0".encode() + data)
    return total.hexdigest()


def build(root: Path, target: Path) -> None:
    """Build it anew and mend it; earlier ones are swept away. `target` is there only once all is done.

    Others may build the same at the same time: each has a draft of its own, and the first to end is kept.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=DRAFT, dir=target.parent) as folder:
        draft = Path(folder) / "site"
        _make(root, draft)
        for old in target.parent.iterdir():
            if old != target and not old.name.startswith(DRAFT):
                shutil.rmtree(old, ignore_errors=True)
        with suppress(OSError):  # it is there already
            draft.rename(target)


def _make(root: Path, draft: Path) -> None:
    command = [sys.executable, "-I", "-X", "utf8", "-m", "mkdocs", "build", "--strict"]
    done = subprocess.run(
        [*command, "--config-file", str(root / SETTINGS), "--site-dir", str(draft)],
        env={**os.environ, "SOURCE_DATE_EPOCH": "0", "NO_MKDOCS_2_WARNING": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=TIME_LIMIT,
        check=False,
    )
    if done.returncode:
        raise HandbookError((done.stderr or done.stdout).strip())
    mend(draft)


def mend(folder: Path) -> None:
    """Leave out what is not needed, and let each page run under a policy: no script inside a page."""
    scripts: dict[str, str] = {}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        if LEFT_OUT.fullmatch(path.relative_to(folder).as_posix()):
            path.unlink()
        elif path.suffix == ".html":
            html = path.read_text(encoding="utf-8")
            up = "../" * (len(path.relative_to(folder).parts) - 1)
            path.write_text(_with_policy(_outside(html, up, scripts)), encoding="utf-8")
    for name, script in scripts.items():
        (folder / SCRIPTS / name).write_text(script, encoding="utf-8")


def _outside(html: str, up: str, scripts: dict[str, str]) -> str:
    """The page with its scripts in files; many pages share one."""

    def moved(match: re.Match[str]) -> str:
        name = f"inline.{sha256(match[1].encode()).hexdigest()[:8]}.js"
        scripts[name] = match[1]
        return f'<script src="{up}{SCRIPTS}/{name}"></script>'

    return INLINE.sub(moved, html)


def _with_policy(html: str) -> str:
    policy = f'<meta http-equiv="Content-Security-Policy" content="{IN_HANDBOOK}">'
    return html.replace(CHARSET, CHARSET + policy, 1)


def _versions() -> Iterable[str]:
    return [f"{package} {version(package)}" for package in PACKAGES]
