"""What is said in the terminal, and how it ends."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sitegen.cli import main
from support.building import NOW, PROJECT


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return shutil.copytree(PROJECT / "tests" / "sites" / "two-languages", tmp_path / "root")


def run(root: Path, *arguments: str) -> int:
    return main(["--root", str(root), "--now", NOW, *arguments])


def test_all_is_well(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root) == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert "Selesai: 3 pusat layanan" in said.out
    assert "_build/site/index.html" in said.out


@pytest.mark.parametrize(
    ("language", "message", "hint"),
    [
        ("id", 'centres/sarunai.yaml:1:1: galat: kolom "nama" tidak dikenal [unknown-key]', "saran:"),
        ("en", "centres/sarunai.yaml:1:1: error:", "hint:"),
    ],
)
def test_a_mistake_is_told_with_its_place_and_what_to_type(
    root: Path, capsys: pytest.CaptureFixture[str], language: str, message: str, hint: str
) -> None:
    file = root / "content" / "centres" / "sarunai.yaml"
    file.write_text("nama: Pusat\n" + file.read_text())
    assert run(root, "--lang", language) == 1
    said = capsys.readouterr()
    assert message.partition(": ")[0] in said.err
    assert "[unknown-key]" in said.err
    assert hint in said.err
    assert '"nama"' in said.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["--now", "31/12/2026"],
        ["--base-url", "ftp://example.org"],
        ["--base-url", "example.org"],
        ["--root", "there-is-no-such-folder"],
        ["--out", str(PROJECT)],
    ],
)
def test_a_wrong_call_says_so_without_a_traceback(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    assert main(arguments) == 2
    assert capsys.readouterr().err.strip()


def test_an_unknown_option_ends_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--tidak-ada"])
    assert ended.value.code == 2


def test_help_is_in_the_language_asked_for() -> None:
    command = [sys.executable, str(PROJECT / "sitegen" / "__main__.py"), "--lang", "en", "--help"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "Makes a directory website from YAML files." in said
