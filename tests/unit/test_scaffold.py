"""The file of a new centre: right as it is, and right when its examples are taken."""

import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sitegen.cli import main
from sitegen.config import load_site, load_translator
from sitegen.problems import WrongValueError
from sitegen.regions import Regions, load_regions
from sitegen.scaffold import NewCentre, check_id, find_region, scaffold
from sitegen.validate import Checked, make_context, read_centre
from support.building import PROJECT

NETWORK = PROJECT / "tests" / "cases" / "clerk_mistakes" / "network"
PLACED = "content/centres/baru.yaml"


@pytest.fixture(scope="module")
def regions() -> Regions:
    return load_regions(PROJECT / "data")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return shutil.copytree(NETWORK, tmp_path / "root")


def check(text: str) -> Checked:
    site, _, _ = load_site(NETWORK, PROJECT)
    assert site is not None
    return read_centre(PLACED, text.encode(), make_context(site, PROJECT / "data"))


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("name", ["Pusat Kabupaten Pacitan", "Pusat: #1 & 'teman'", "no"])
def test_it_is_right_as_it_is(language: str, name: str, regions: Regions) -> None:
    region = find_region("35.01", regions)
    words = load_translator(PROJECT, language, with_fields=True)
    text = scaffold(NewCentre(id="baru", name=name, region=region), regions, words, "x.json")
    checked = check(text)
    assert checked.problems == ()
    assert checked.centre is not None
    assert checked.centre.name == {"id": name}
    assert checked.centre.location.region_code == "35.01"
    assert text.startswith("# yaml-language-server: $schema=x.json\n")
    assert "schema" not in scaffold(NewCentre(id="baru", name=name, region=region), regions, words, None)


def examples(text: str) -> Iterator[str]:
    """The file with one block of comments after the other taken for fields."""
    for block in text.split("\n\n")[2:]:
        hint, _, rest = block.partition("\n")
        if rest.startswith("#"):
            taken = "\n".join(line.removeprefix("#") for line in rest.splitlines())
            yield text.replace(block, f"{hint}\n{taken}")


def test_every_example_can_be_taken(regions: Regions) -> None:
    region = find_region("Kabupaten Pacitan", regions)
    words = load_translator(PROJECT, "id", with_fields=True)
    text = scaffold(NewCentre(id="baru", name="Pusat", region=region), regions, words, None)
    tried = list(examples(text))
    assert len(tried) > 20
    for one in tried:
        # Fields that go with another one are told so; nothing is misread.
        told = {problem.code for problem in check(one).problems}
        assert told <= {"status-until", "successor-not-closed", "missing-key", "phone"}, told


@pytest.mark.parametrize("typed", ["35.01", '"35.01"', "kabupaten pacitan", " Kabupaten Pacitan "])
def test_a_region_by_code_or_name(typed: str, regions: Regions) -> None:
    assert find_region(typed, regions).code == "35.01"


@pytest.mark.parametrize(("typed", "guess"), [("Kabupaten Pacitn", '"35.01"'), ("3501", '"35.01"'), ("xyzq", None)])
def test_a_region_that_is_not_there(typed: str, guess: str | None, regions: Regions) -> None:
    with pytest.raises(WrongValueError) as told:
        find_region(typed, regions)
    assert told.value.code == "unknown-region"
    assert told.value.values.get("guess") == guess


@pytest.mark.parametrize(
    ("typed", "code"), [("Pusat Baru", "id-form"), ("con", "file-name-reserved"), ("../x", "id-form")]
)
def test_ids_that_no_file_may_have(typed: str, code: str) -> None:
    with pytest.raises(WrongValueError) as told:
        check_id(typed)
    assert told.value.code == code


def test_the_command_makes_a_file_that_passes_the_check(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["new", "--root", str(root), "--region", "Kabupaten Madiun", "--name", "Pusat Madiun"]
    assert main(asked) == 0
    out = capsys.readouterr().out
    assert "pusat-madiun.yaml" in out
    assert re.search(r"build\.py check --root \S+root$", out.strip())
    assert main(["check", "--root", str(root), "--strict"]) == 0
    text = (root / "content/centres/pusat-madiun.yaml").read_text()
    assert main(asked) == 2
    assert (root / "content/centres/pusat-madiun.yaml").read_text() == text


@pytest.mark.parametrize(
    "given",
    [
        [],
        ["--region", "Entah", "--name", "a"],
        ["--region", "35.01", "--id", "a"],  # a centre's name is for its staff to tell
        ["--region", "35.01", "--name", "a", "--id", "con"],
        ["--region", "35.01", "--name", "a\tb"],
    ],
)
def test_wrong_calls(root: Path, given: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "--root", str(root), *given]) == 2
    assert capsys.readouterr().err
    assert len(list((root / "content/centres").iterdir())) == 2


@pytest.mark.parametrize(("name", "id", "told"), [("日本", None, "--id"), ("Caf\udce9", "kafe", "Caf\ufffd")])
def test_names_that_give_no_id_or_are_no_text(
    name: str, id: str | None, told: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ["--id", id] if id else []
    assert main(["new", "--root", str(root), "--region", "35.01", "--name", name, *given]) == 2
    assert told in capsys.readouterr().err


def test_a_name_in_another_script_with_an_id(root: Path) -> None:
    assert main(["new", "--root", str(root), "--region", "35.01", "--name", "日本", "--id", "jepang"]) == 0
    assert "name: 日本\n" in (root / "content/centres/jepang.yaml").read_text("utf-8")


def test_it_asks_until_it_can_be_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["", "Entah", "35.19", " ", "Caf\udce9", "Pusat Kabupaten Madiun", "Bukan Id", "contoh", ""])
    monkeypatch.setattr("builtins.input", lambda _words: next(answers))
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    assert main(["new", "--root", str(root)]) == 0
    assert "name: Pusat Kabupaten Madiun\n" in (root / "content/centres/pusat-kabupaten-madiun.yaml").read_text()
