"""What `check` says to people and to programs, and how it ends."""

import json
import re
import shutil
from pathlib import Path
from urllib.parse import unquote

import pytest

from sitegen import check
from sitegen.cli import main
from sitegen.config import load_translator
from sitegen.problems import Place, Problem
from support.building import PROJECT

NETWORK = PROJECT / "tests" / "cases" / "clerk_mistakes" / "network"
WRONG = Problem(
    code="choice",
    place=Place("content/centres/a b,c.yaml", 3, 9),
    values={"typed": "100%\n::error::x", "options": "active, closed", "guess": "active"},
)
WHOLE_FILE = Problem(code="file-empty", place=Place("content/centres/x.yaml"), severity="warning")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return shutil.copytree(NETWORK, tmp_path / "root")


def spoil(root: Path, name: str, line: str) -> None:
    file = root / "content" / "centres" / name
    file.write_text(file.read_text(encoding="utf-8") + line, encoding="utf-8")


@pytest.mark.parametrize(
    ("line", "options", "ended"),
    [
        ("", [], 0),
        ("nama: x\n", [], 1),
        ("events: [{name: A, start: 2020-01-01 09.00}]\n", [], 0),  # a warning
        ("events: [{name: A, start: 2020-01-01 09.00}]\n", ["--strict"], 1),
    ],
)
def test_how_it_ends(root: Path, line: str, options: list[str], ended: int) -> None:
    spoil(root, "lain.yaml", line)
    for form in check_formats():
        assert main(["check", "--root", str(root), "--format", form, *options]) == ended


def check_formats() -> list[str]:
    return ["text", "json", "github", "sarif"]


def test_a_point_is_everything(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spoil(root, "lain.yaml", "nama: x\n")
    monkeypatch.chdir(root)
    assert main(["check", "--root", str(root), "."]) == 1
    monkeypatch.chdir(root / "content")
    assert main(["check", "--root", str(root), "."]) == 1


@pytest.mark.parametrize(
    ("file", "text"), [("site_config.yaml", 'name: "x\n'), ("content/services.yaml", "- {id: a\n")]
)
def test_what_keeps_a_file_from_being_checked_is_told_with_it(
    root: Path, file: str, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / file).write_text(text, encoding="utf-8")
    assert main(["check", "--root", str(root), "content/centres/lain.yaml"]) == 1
    assert f"{file}:1" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [[""], ["nix.yaml"], ["/etc/passwd"], ["../root-of-others"], ["--format", "xml"]])
def test_wrong_calls_end_with_2(root: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    try:
        ended = main(["check", "--root", str(root), *arguments])
    except SystemExit as error:
        ended = int(str(error.code))
    assert ended == 2
    assert capsys.readouterr().err


def test_only_the_problems_of_the_files_asked_for(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(root, "contoh.yaml", "nama: x\n")
    spoil(root, "lain.yaml", "  - phone: (0357) 881234\n")  # the first centre's, found only beside it
    asked = ["check", "--root", str(root)]
    assert main([*asked, "content/centres/lain.yaml"]) == 1
    said = capsys.readouterr().out
    assert "[same-phone]" in said
    assert "[unknown-key]" not in said
    assert main([*asked, str(root / "content" / "centres")]) == 1
    assert "[unknown-key]" in capsys.readouterr().out
    assert main([*asked, "content/services.yaml"]) == 0


def test_text_names_the_page_of_each_code(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(root, "lain.yaml", "nama: x\n")
    main(["check", "--root", str(root)])
    assert "    penjelasan: docs/reference/problems/unknown-key.md" in capsys.readouterr().out
    settings = root / "site_config.yaml"
    settings.write_text(settings.read_text() + "handbook: https://contoh.example/panduan/\n")
    main(["check", "--root", str(root), "--lang", "en"])
    assert (
        "    explained in: https://contoh.example/panduan/reference/problems/unknown-key.html"
        in capsys.readouterr().out
    )


def test_json() -> None:
    t = load_translator(PROJECT, "id")
    told = json.loads(check.as_json([WRONG, WHOLE_FILE], t, None))
    assert {name: told[name] for name in ("version", "errors", "warnings")} == {
        "version": 1,
        "errors": 1,
        "warnings": 1,
    }
    first, second = told["problems"]
    assert list(first) == [
        "code", "severity", "file", "line", "column", "message", "hint", "typed", "guess", "page",
    ]  # fmt: skip
    assert (first["line"], first["column"], first["typed"]) == (3, 9, WRONG.values["typed"])
    assert (second["line"], second["column"], second["guess"]) == (None, None, None)


def test_github_gets_one_command_a_problem_whatever_was_typed() -> None:
    t = load_translator(PROJECT, "id")
    lines = check.as_github([WRONG, WHOLE_FILE], t, None, "examples/x").splitlines()
    assert len(lines) == 2
    match = re.fullmatch(r"::error file=(.*),line=3,col=9,title=choice::(.*)", lines[0])
    assert match is not None
    assert unquote(match[1]) == "examples/x/content/centres/a b,c.yaml"
    assert "," not in match[1]
    assert "100%25" in match[2]
    assert lines[1].startswith("::warning file=examples/x/content/centres/x.yaml,title=file-empty::")


def test_no_line_for_people_begins_like_a_command(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "content" / "centres" / "a\n::error::b.yaml").write_text("x: y\n")
    spoil(root, "lain.yaml", 'operator: ["::error::x"]\n')
    assert main(["check", "--root", str(root)]) == 1
    assert not [line for line in capsys.readouterr().out.splitlines() if line.startswith("::")]


def test_sarif_is_as_the_standard_wants_it() -> None:
    t = load_translator(PROJECT, "en")
    log = json.loads(check.as_sarif([WRONG, WHOLE_FILE, WRONG], t, "https://contoh.example/", ""))
    assert log.keys() == {"$schema", "version", "runs"}
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    assert run.keys() == {"tool", "columnKind", "results"}
    assert run["columnKind"] == "unicodeCodePoints"
    driver = run["tool"]["driver"]
    assert driver["name"]
    assert re.fullmatch(r"[a-z]{2}(-[A-Z]{2})?", driver["language"])
    rules = driver["rules"]
    assert [rule["id"] for rule in rules] == ["choice", "file-empty"]  # no two alike
    for rule in rules:
        assert rule["help"]["text"]
        assert rule["helpUri"].startswith("https://")
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning")
        assert result["message"]["text"]
        (location,) = result["locations"]
        where = location["physicalLocation"]
        assert re.fullmatch(r"[A-Za-z0-9._~/%-]+", where["artifactLocation"]["uri"])  # a URI reference
        if "region" in where:
            assert where["region"]["startLine"] >= 1
            assert where["region"]["startColumn"] >= 1
    assert "region" not in run["results"][1]["locations"][0]["physicalLocation"]
    assert "helpUri" not in json.loads(check.as_sarif([WRONG], t, None, ""))["runs"][0]["tool"]["driver"]["rules"][0]


def test_an_unchanged_network_is_not_read_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert main(["check", "--root", str(root)]) == 0

    def never(*_: object) -> None:
        raise AssertionError("read again")

    monkeypatch.setattr("sitegen.checked_cache.read_centre", never)
    assert main(["check", "--root", str(root)]) == 0
