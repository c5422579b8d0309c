"""What is said in the terminal, and how it ends."""

import argparse
import os
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sitegen.cli import main
from sitegen.commands import COMMANDS
from sitegen.commands.terminal import now_of, time_of_build
from sitegen.config import load_translator
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


@pytest.mark.parametrize(("language", "said"), [("en", "1 error, 0 warnings"), ("id", "1 galat, 0 peringatan")])
def test_one_is_not_many(root: Path, capsys: pytest.CaptureFixture[str], language: str, said: str) -> None:
    file = root / "content" / "centres" / "sarunai.yaml"
    file.write_text("nama: Pusat\n" + file.read_text())
    assert run(root, "--lang", language) == 1
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["--now", "31/12/2026"],
        ["--base-url", "ftp://example.org"],
        ["--base-url", "example.org"],
        ["--base-url", "https://user@example.org/"],
        ["--base-url", "https://exam ple.org/"],
        ["--root", "there-is-no-such-folder"],
        ["--out", str(PROJECT)],
    ],
)
def test_a_wrong_call_says_so_without_a_traceback(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    assert main(arguments) == 2
    assert capsys.readouterr().err.strip()


def test_a_clock_beyond_the_calendar_is_passed_over(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "9" * 20)
    assert main(["check", "--root", str(root)]) == 0


def test_a_table_of_regions_that_is_none_is_a_problem(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "data").mkdir(exist_ok=True)
    (root / "data" / "regions.csv").write_bytes(b"\xff\x00")
    assert run(root) == 1
    assert "data/regions.csv:1" in capsys.readouterr().err


def test_a_root_that_cannot_be_written_is_only_read(root: Path, tmp_path: Path) -> None:
    (root / "_build").write_text("a file, so that no cache can be made below it")
    assert run(root, "--out", str(tmp_path / "site")) == 0
    assert (tmp_path / "site" / "index.html").is_file()


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("pages/home.html", "\n{% if %}"),
        ("pages/home.html", "\n{{ page.nothing_of_this_name }}"),
        ("pages/home.html", "\n{% include 'nowhere.html' %}"),
        ("partials/site_header.html", "{% macro site_header(shell, root, section) %}\n{{ nothing }}{% endmacro %}"),
        ("partials/site_header.html", "{% macro site_header(shell, root, section) %}\n{% if %}{% endmacro %}"),
    ],
)
def test_a_broken_template_is_told_with_its_line(
    root: Path, capsys: pytest.CaptureFixture[str], template: str, text: str
) -> None:
    file = root / "templates" / template
    file.parent.mkdir(parents=True)
    file.write_text(text)
    assert run(root) == 1
    said = capsys.readouterr().err
    assert f"templates/{template}:2: galat: " in said
    assert "Traceback" not in said


@pytest.mark.parametrize("command", ["build", "check", "serve"])
def test_a_link_in_the_root_is_not_written_through(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (root / "_build").symlink_to(tmp_path / "elsewhere")
    assert run(root, command) == 2
    assert "tautan" in capsys.readouterr().err
    assert not list((tmp_path / "elsewhere").iterdir())


def test_an_unknown_option_ends_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--tidak-ada"])
    assert ended.value.code == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--tidak-ada"], "perintah salah: tidak dikenal: --tidak-ada"),
        (["--lang", "en", "--tidak-ada"], "wrong call: not known: --tidak-ada"),
        (["--out"], "perintah salah: --out memerlukan nilai"),
        (["--lang"], "perintah salah: --lang memerlukan nilai"),
        (["bangun"], "tidak boleh 'bangun'; pilih dari "),
        (["serve", "--port", "satu"], "--port harus bilangan bulat, bukan 'satu'"),
    ],
)
def test_a_wrong_call_is_told_in_the_language_asked_for(
    capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    told = capsys.readouterr().err
    assert said in told
    assert told.startswith("usage: " if "en" in arguments else "cara pakai: ")


def test_help_is_in_the_language_asked_for() -> None:
    command = [sys.executable, str(PROJECT / "sitegen" / "__main__.py"), "--lang", "en", "--help"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "Makes a directory website from YAML files." in said


@pytest.mark.parametrize("before", [["check"], ["--lang", "en", "check"], ["--lang=en", "check"]])
def test_what_every_command_takes_may_stand_before_its_name(
    root: Path, before: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*before, "--root", str(root)]) == 0
    assert main(["--root", str(root), *before]) == 0
    said = capsys.readouterr().out
    assert said.splitlines()[0] == ("Tidak ada masalah." if before == ["check"] else "No problems.")


def test_an_unknown_command_ends_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["chek"])
    assert ended.value.code == 2
    assert "'chek'" in capsys.readouterr().err


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_in_both_languages(name: str, language: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([name, "--lang", language, "--help"])
    assert ended.value.code == 0
    assert name in capsys.readouterr().out


def test_a_reader_that_goes_away_is_no_fault(root: Path) -> None:
    for number in range(400):
        (root / "content" / "centres" / f"x{number}.yaml").write_text("name: [", encoding="utf-8")
    command = [sys.executable, "-X", "utf8", str(PROJECT / "sitegen" / "__main__.py"), "check", "--root", str(root)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()


def test_help_is_wholly_in_the_terminals_language(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["--help"], ["new", "--help"], ["diff", "--help"]):
        with pytest.raises(SystemExit):
            main([*arguments, "--lang", "id"])
        said = capsys.readouterr().out
        assert "pilihan:" in said
        assert not re.search(r"^(usage|options|positional arguments):|show this", said, re.MULTILINE)


@pytest.mark.parametrize("command", [["build"], ["check"], ["diff", "a..b"], ["new", "--region", "35.01"]])
def test_a_broken_table_of_regions_is_told(root: Path, capsys: pytest.CaptureFixture[str], command: list[str]) -> None:
    data = root / "data"
    data.mkdir(exist_ok=True)
    (data / "regions.csv").write_text("code,name\n", encoding="utf-8")
    assert main([*command, "--root", str(root)]) in (1, 2)
    out, err = capsys.readouterr()
    said = out + err
    assert "regions-header" in said or command[0] == "diff"
    assert "Traceback" not in said


def test_what_is_committed_is_built_as_of_the_commit(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And what is not, or is only told of, as of today: whoever just made sure of hours may say so."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    options = argparse.Namespace(now=None, root=root)
    t = load_translator(PROJECT, "id")
    today = now_of(options, t)
    assert today.tzinfo is not None
    assert time_of_build(options, t) >= today  # there is no commit
    git = ["git", "-C", str(root), "-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"]
    long_ago = {**os.environ, "GIT_COMMITTER_DATE": "2020-02-02T08:00:00Z"}
    for arguments in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message", "x"]):
        subprocess.run([*git, *arguments], check=True, env=long_ago)
    assert time_of_build(options, t) == datetime(2020, 2, 2, 8, tzinfo=UTC)
    assert now_of(options, t) >= today
    (root / "content" / "new.yaml").write_text("x: 1\n", encoding="utf-8")
    assert time_of_build(options, t) >= today
