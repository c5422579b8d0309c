"""build.py: what it makes, when it makes nothing, what it says when it can't."""

import ast
import importlib.util
import os
import re
import runpy
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

PROJECT = Path(__file__).parents[2]
BUILD = PROJECT / "build.py"


@pytest.fixture
def build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """build.py as a module, at home in an empty folder."""
    spec = importlib.util.spec_from_file_location("build", BUILD)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "HERE", tmp_path)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(module, "PYTHON", tmp_path / ".venv" / "python")
    for name, file in [("RUN", "requirements.txt"), ("DEV", "requirements-dev.txt"), ("TOOLS", "package-lock.json")]:
        shutil.copy(PROJECT / file, tmp_path)
        monkeypatch.setattr(module, name, tmp_path / file)
    return module


def make_ready(build: ModuleType) -> None:
    """As after a first start with tests."""
    for folder in (build.VENV, build.HERE / "node_modules"):
        folder.mkdir()
    build.PYTHON.touch()
    for made_from in (None, build.RUN, build.DEV):
        build.stamp(build.VENV, made_from)
    build.stamp(build.HERE / "node_modules", build.TOOLS)


def pretend(build: ModuleType, monkeypatch: pytest.MonkeyPatch, code: int, said: str = "") -> list[list[str]]:
    """Nothing is really started; the commands that would have been."""
    commands: list[list[str]] = []

    def run(command: list[str], env: object = None) -> "subprocess.CompletedProcess[str]":
        commands.append(command)
        if "venv" in command and not code:
            build.VENV.mkdir()
            build.PYTHON.touch()
        return subprocess.CompletedProcess(command, code, stdout=said)

    monkeypatch.setattr(build, "run", run)
    return commands


def test_it_needs_nothing_but_python() -> None:
    names = {
        name.split(".")[0]
        for node in ast.walk(ast.parse(BUILD.read_bytes()))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([node.module or ""] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names])
    }
    assert names <= sys.stdlib_module_names


def test_an_old_python_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    ast.parse(BUILD.read_text("utf-8"), feature_version=(3, 6))  # it gets as far as the message
    monkeypatch.setattr(sys, "version_info", (3, 10, 9))
    with pytest.raises(SystemExit) as error:
        runpy.run_path(str(BUILD))
    assert "Perlu Python 3.11" in str(error.value)
    assert "Python 3.11 or newer is needed" in str(error.value)


def test_the_second_start_makes_nothing(build: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "missing_programs", list)
    assert not build.is_ready(testing=False)
    make_ready(build)
    assert build.is_ready(testing=False)
    assert build.is_ready(testing=True)


@pytest.mark.parametrize("what", ["RUN", "DEV", "TOOLS"])
def test_other_pins_are_installed(build: ModuleType, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    monkeypatch.setattr(build, "missing_programs", list)
    make_ready(build)
    pins = getattr(build, what)
    pins.write_bytes(pins.read_bytes() + b"\n")
    assert build.is_ready(testing=False) == (what != "RUN")
    assert not build.is_ready(testing=True)


def test_any_python_starts_the_venv_of_another(build: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    make_ready(build)
    monkeypatch.setattr(sys, "version", "3.99.0")
    assert build.is_ready(testing=False)


def test_a_new_python_behind_the_link_makes_another_venv(build: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """As when the system's python3 becomes the next one."""
    make_ready(build)
    build.PYTHON.unlink()
    build.PYTHON.symlink_to(sys.executable)
    assert not build.is_ready(testing=False)
    commands = pretend(build, monkeypatch, 1)
    with pytest.raises(SystemExit):
        build.prepare(testing=False)
    assert "--clear" in commands[0]


def test_a_venv_whose_python_is_gone_is_made_again(build: ModuleType) -> None:
    make_ready(build)
    build.PYTHON.unlink()
    build.PYTHON.symlink_to("/nowhere/python3")
    assert not build.is_ready(testing=False)


def test_a_link_to_elsewhere_is_not_emptied(build: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "kept").touch()
    build.VENV.symlink_to(elsewhere)
    pretend(build, monkeypatch, 0)
    build.prepare(False)
    assert (elsewhere / "kept").exists()
    assert not build.VENV.is_symlink()


def test_what_is_installed(build: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    commands = pretend(build, monkeypatch, 0)
    build.prepare(testing=False)
    assert len(commands) == 2
    assert {"--require-hashes", "--only-binary", ":all:", str(build.RUN)} <= set(commands[1])
    assert build.is_ready(testing=False)


def test_without_network(
    build: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It says what to do, and the next start tries again."""
    build.VENV.mkdir()
    build.PYTHON.touch()
    build.stamp(build.VENV, None)
    pretend(build, monkeypatch, 1, "no route to host")
    with pytest.raises(SystemExit, match=r"(?s)sambungan internet.*internet connection"):
        build.prepare(testing=False)
    assert "no route to host" in capsys.readouterr().err
    assert not build.is_ready(testing=False)


def test_without_ensurepip(build: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    pretend(build, monkeypatch, 1, "ensurepip is not available")
    with pytest.raises(SystemExit, match="apt-get install python3"):
        build.prepare(testing=False)


def test_missing_programs_for_others_than_root(build: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(shutil, "which", lambda name: None if name.startswith(("chrom", "google")) else name)
    with pytest.raises(SystemExit, match=r"sudo apt-get install -y .*chromium"):
        build.get_programs()


def test_missing_programs_for_root(build: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    commands = pretend(build, monkeypatch, 0)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    here = {"apt-get", "node", "npm", "chromium"}
    monkeypatch.setattr(shutil, "which", lambda name: name if name in here or len(commands) > 1 else None)
    build.get_programs()
    assert [command[1] for command in commands] == ["update", "install"]
    assert commands[1][-1] == "default-jre-headless"


def test_two_at_once(build: ModuleType) -> None:
    """The second waits until the first is done."""
    script = (
        "import importlib.util, sys\n"
        "from pathlib import Path\n"
        "spec = importlib.util.spec_from_file_location('build', sys.argv[1])\n"
        "build = importlib.util.module_from_spec(spec); spec.loader.exec_module(build)\n"
        "build.HERE = Path(sys.argv[2])\n"
        "with build.only_one(): print('in', flush=True)\n"
    )
    command = [sys.executable, "-c", script, str(BUILD), str(build.HERE)]
    with build.only_one():
        second = subprocess.Popen(command, stdout=subprocess.PIPE)
        with pytest.raises(subprocess.TimeoutExpired):
            second.wait(1)
    assert second.communicate(timeout=20)[0] == b"in\n"


def test_nothing_is_imported_from_where_one_stands(tmp_path: Path) -> None:
    """A file of the content, or of whatever folder one is in, never poses as a module."""
    for name in ["json", "msgspec", "yaml", "conftest", "sitecustomize", "sitegen"]:
        (tmp_path / f"{name}.py").write_text(f"raise SystemExit('{name} of the enemy')")
    start = [sys.executable, str(BUILD), "--help"]
    done = subprocess.run(start, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert "enemy" not in done.stdout + done.stderr


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_pins(name: str) -> None:
    """Each package has one version and hashes, and comes from wherever the user's own settings say."""
    text = (PROJECT / name).read_text("utf-8")
    lines = [line for line in text.replace("\\\n", "").splitlines() if line and not line.lstrip().startswith("#")]
    for line in lines:
        assert re.match(r"[a-z0-9-]+==[0-9.a-z]+( ; [^-]+)?( +--hash=sha256:[0-9a-f]{64})+$", line), line[:80]
    assert "://" not in text
    assert "index" not in text


def test_few_direct_dependencies() -> None:
    lines = (PROJECT / "requirements.in").read_text("utf-8").splitlines()
    direct = {line for line in lines if line and not line.startswith("#")}
    pinned = set(re.findall(r"^([a-z0-9-]+)==", (PROJECT / "requirements.txt").read_text("utf-8"), re.MULTILINE))
    assert direct <= pinned
    assert len(direct) < 10


def test_both_files_of_pins_agree() -> None:
    pins = [
        dict(re.findall(r"^([a-z0-9-]+)==(\S+)", (PROJECT / name).read_text("utf-8"), re.MULTILINE))
        for name in ("requirements.txt", "requirements-dev.txt")
    ]
    assert {name: pins[1].get(name, version) for name, version in pins[0].items()} == pins[0]
