#!/usr/bin/env python3
"""Start here: python3 build.py

Makes .venv from the pinned requirements where it is missing or old, then hands over to sitegen inside it.
Needs Python 3.11 or newer, and nothing else. `python3 build.py test` also sets up what the tests need.
"""

import sys

if sys.version_info < (3, 11):  # first of all: what follows is for newer ones, this line is read by any Python 3
    sys.exit(
        "Perlu Python 3.11 atau yang lebih baru; ini %s. Unduh di python.org/downloads\n"
        "Python 3.11 or newer is needed; this is %s. Get it at python.org/downloads" % ((sys.version.split()[0],) * 2)
    )

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

TYPE_CHECKING = False
if TYPE_CHECKING:  # what only preparing needs is imported there: a check of one file should answer at once
    from subprocess import CompletedProcess
    from typing import NoReturn

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
ISOLATED = ["-I", "-X", "utf8"]  # nothing is imported from the current folder or from anybody's content

RUN = HERE / "requirements.txt"
DEV = HERE / "requirements-dev.txt"
TOOLS = HERE / "package-lock.json"

# What the tests start, each under any of its names, and Debian's package that has it.
PROGRAMS = {
    ("chromium", "chromium-browser", "google-chrome"): "chromium",
    ("java",): "default-jre-headless",
    ("node",): "nodejs",
    ("npm",): "npm",
}


def main(arguments: list[str]) -> "NoReturn":
    """Have what is needed, then become the program."""
    testing = arguments[:1] == ["test"]
    if not is_ready(testing):
        with only_one():
            prepare(testing)
    if testing:
        os.chdir(HERE)
        become([*ISOLATED, "-m", "pytest", *arguments[1:]])
    become([*ISOLATED, str(HERE / "sitegen" / "__main__.py"), *arguments])


def is_ready(testing: bool) -> bool:
    """Whether all that `prepare` makes is there already: a few small files are read, nothing is started."""
    made = PYTHON.exists() and is_stamped(VENV, None) and is_stamped(VENV, RUN)
    if not testing or not made:
        return made
    return is_stamped(VENV, DEV) and is_stamped(HERE / "node_modules", TOOLS) and not missing_programs()


def prepare(testing: bool) -> None:
    """Make or bring up to date .venv and, for tests, what they need beside it."""
    if not (PYTHON.exists() and is_stamped(VENV, None)):
        make_venv()
    if not is_stamped(VENV, RUN):
        install(RUN)
    if testing:
        if not is_stamped(VENV, DEV):
            install(DEV)
        get_programs()
        if not is_stamped(HERE / "node_modules", TOOLS):
            install_tools()


def make_venv() -> None:
    """A fresh .venv of this Python. An old one is emptied, so nothing unpinned stays in it."""
    python = getattr(sys, "_base_executable", sys.executable)  # not the one of the .venv that is emptied
    if VENV.is_symlink():
        VENV.unlink()  # what it leads to is somebody else's, and would be emptied
    say("Membuat .venv (sekali saja) …", "Making .venv (only once) …")
    made = run([python, "-I", "-m", "venv", "--clear", str(VENV)])
    if made.returncode:
        version = "%d.%d" % sys.version_info[:2]
        fail(
            made,
            "Python ini tidak dapat membuat .venv. Di Debian atau Ubuntu: apt-get install python%s-venv" % version,
            "This Python can't make a .venv. On Debian or Ubuntu: apt-get install python%s-venv" % version,
        )
    stamp(VENV, None)


def install(requirements: Path) -> None:
    """Install exactly the pinned packages, each checked against its hash; none is built on this machine."""
    count = sum("==" in line for line in requirements.read_text(encoding="utf-8").splitlines())
    say(
        "Memasang %d paket dari %s …" % (count, requirements.name),
        "Installing %d packages from %s …" % (count, requirements.name),
    )
    pip = [str(PYTHON), "-I", "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"]
    done = run([*pip, "--no-deps", "--require-hashes", "--only-binary", ":all:", "-r", str(requirements)])
    if done.returncode:
        fail(
            done,
            "Paket tidak dapat dipasang. Periksa sambungan internet, lalu jalankan lagi perintah yang sama.",
            "The packages could not be installed. Check the internet connection, then run the same command again.",
        )
    stamp(VENV, requirements)


def install_tools() -> None:
    """Install the checkers of HTML and accessibility; no package runs a script of its own."""
    import shutil

    say("Memasang pemeriksa halaman …", "Installing the page checkers …")
    npm = shutil.which("npm") or "npm"
    done = run([npm, "ci", "--prefix", str(HERE), "--ignore-scripts", "--no-audit", "--no-fund"])
    if done.returncode:
        fail(done, "npm ci gagal; periksa sambungan internet.", "npm ci failed; check the internet connection.")
    stamp(HERE / "node_modules", TOOLS)


def get_programs() -> None:
    """Have the programs that the tests start: install them where this is Debian and we may, else say how."""
    import shutil

    packages = missing_programs()
    if not packages:
        return
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        say("Memasang %s …" % ", ".join(packages), "Installing %s …" % ", ".join(packages))
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        run(["apt-get", "update"], quiet)
        done = run(command, quiet)
        if not done.returncode and not missing_programs():
            return
        fail(done, "apt-get gagal.", "apt-get failed.")
    fail(
        None,
        "Untuk tes diperlukan: %s. Di Debian atau Ubuntu: sudo %s" % (", ".join(packages), " ".join(command)),
        "The tests need: %s. On Debian or Ubuntu: sudo %s" % (", ".join(packages), " ".join(command)),
    )


def missing_programs() -> list[str]:
    """Debian's packages of the programs that are not there."""
    from shutil import which

    return [package for names, package in PROGRAMS.items() if not any(map(which, names))]


def stamp(folder: Path, made_from: Path | None) -> None:
    """Note that `folder` was made, and from this file."""
    (folder / stamp_name(made_from)).write_text(stamp_text(made_from), encoding="utf-8")


def is_stamped(folder: Path, made_from: Path | None) -> bool:
    try:
        return (folder / stamp_name(made_from)).read_text(encoding="utf-8") == stamp_text(made_from)
    except OSError:
        return False


def stamp_name(made_from: Path | None) -> str:
    return ".stamp-%s" % (made_from.name if made_from else "python")


def stamp_text(made_from: Path | None) -> str:
    """Other pins, another place of this folder, or another Python behind .venv's link make another text.

    The Python that reads this line does not count: any may start a .venv that another one made.
    """
    pins = made_from.read_bytes() if made_from else b""
    return "%s\n%s\n%s\n" % (HERE, os.path.realpath(PYTHON), hashlib.sha256(pins).hexdigest())


@contextmanager
def only_one() -> Iterator[None]:
    """Two that start at once: the second waits here until the first has made everything."""
    build = HERE / "_build"
    build.mkdir(exist_ok=True)
    with open(build / "bootstrap.lock", "ab") as lock:
        if sys.platform == "win32":
            import msvcrt

            lock.seek(0)
            msvcrt.locking(lock.fileno(), msvcrt.LK_LOCK, 1)
        else:
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def run(command: list[str], env: dict[str, str] | None = None) -> "CompletedProcess[str]":
    """Run it and keep what it says for the case that it fails."""
    import subprocess

    return subprocess.run(
        command,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


def become(arguments: list[str]) -> "NoReturn":
    """Go on as the Python of .venv; its exit code is ours."""
    command = [str(PYTHON), *arguments]
    sys.stdout.flush()
    if sys.platform == "win32":  # exec there returns to the shell before the program has ended
        from subprocess import call

        sys.exit(call(command))
    os.execv(command[0], command)


def say(indonesian: str, english: str) -> None:
    print("%s / %s" % (indonesian, english), file=sys.stderr, flush=True)


def fail(done: "CompletedProcess[str] | None", indonesian: str, english: str) -> "NoReturn":
    """The last that was said, then what to do."""
    if done is not None:
        print("\n".join(done.stdout.strip().splitlines()[-12:]), file=sys.stderr)
    sys.exit("%s\n%s" % (indonesian, english))


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit(130)
