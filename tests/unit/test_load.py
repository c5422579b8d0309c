"""The opener of content and the reader of YAML: limits, refusals, places; and nothing ever raises."""

import os
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.load import (
    MAX_DEPTH,
    MAX_FAULTS,
    MAX_FILE_BYTES,
    MAX_NODES,
    ContentFolder,
    read_front_matter,
    read_yaml,
)
from sitegen.nodes import Mapping, Node, Scalar, Sequence
from sitegen.problems import Problem
from sitegen.schema.reading import Context
from sitegen.validate import read_centre

PROJECT = Path(__file__).parents[2]


def codes(problems: list[Problem]) -> list[str]:
    return [problem.code for problem in problems]


def read(text: str | bytes) -> tuple[Node | None, list[Problem]]:
    problems: list[Problem] = []
    data = text if isinstance(text, bytes) else text.encode()
    return read_yaml("content/x.yaml", data, problems), problems


# --- files ---


def test_files_are_sorted_and_checked(tmp_path: Path) -> None:
    folder = tmp_path / "content"
    folder.mkdir()
    for name in ("b.yaml", "a.yaml", "A b.yaml", "con.yaml", "notes.txt", ".hidden", "a" * 61 + ".yaml", "-a.yaml"):
        (folder / name).touch()
    problems: list[Problem] = []
    assert ContentFolder(tmp_path).files("content", (".yaml",), problems) == ["content/a.yaml", "content/b.yaml"]
    assert sorted(codes(problems)) == ["file-name", "file-name", "file-name", "file-name-reserved", "file-unexpected"]


def test_missing_folder_is_empty(tmp_path: Path) -> None:
    problems: list[Problem] = []
    assert ContentFolder(tmp_path).files("content/notices", (".yaml",), problems) == []
    assert problems == []


def test_a_name_that_is_no_utf8_is_told(tmp_path: Path) -> None:
    os.close(os.open(os.fsencode(tmp_path) + b"/\xff.yaml", os.O_CREAT))
    problems: list[Problem] = []
    assert ContentFolder(tmp_path.parent).files(tmp_path.name, (".yaml",), problems) == []
    assert codes(problems) == ["file-name"]


@pytest.mark.parametrize("kind", ["link to a file", "link to a folder", "fifo", "folder", "device"])
def test_only_ordinary_files_are_read(tmp_path: Path, kind: str) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.yaml").write_text("name: secret", encoding="utf-8")
    root = tmp_path / "root"
    (root / "content").mkdir(parents=True)
    path = "content/x.yaml"
    if kind == "link to a file":
        (root / path).symlink_to(outside / "secret.yaml")
    elif kind == "link to a folder":
        (root / "linked").symlink_to(outside)
        path = "linked/secret.yaml"
    elif kind == "fifo":
        os.mkfifo(root / path)
    elif kind == "folder":
        (root / path).mkdir()
    else:
        (root / path).symlink_to("/dev/zero")
    problems: list[Problem] = []
    assert ContentFolder(root).read(path, problems) is None
    assert codes(problems) == ["file-not-regular"]


def test_a_linked_folder_is_not_listed(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "a.yaml").touch()
    (tmp_path / "content").symlink_to(tmp_path / "outside")
    problems: list[Problem] = []
    assert ContentFolder(tmp_path).files("content", (".yaml",), problems) == []
    assert codes(problems) == ["file-not-regular"]


@pytest.mark.parametrize("path", ["../x.yaml", "content/../../x.yaml", "content/..", "content/", ""])
def test_no_way_out_of_the_root(tmp_path: Path, path: str) -> None:
    (tmp_path / "x.yaml").write_text("name: x", encoding="utf-8")
    (tmp_path / "root" / "content").mkdir(parents=True)
    problems: list[Problem] = []
    assert ContentFolder(tmp_path / "root").read(path, problems) is None
    assert len(problems) == 1


@pytest.mark.parametrize(("size", "right"), [(MAX_FILE_BYTES, True), (MAX_FILE_BYTES + 1, False)])
def test_size_limit(tmp_path: Path, size: int, right: bool) -> None:
    (tmp_path / "x.yaml").write_bytes(b"#" * size)
    problems: list[Problem] = []
    data = ContentFolder(tmp_path).read("x.yaml", problems)
    assert (data is not None) == right
    assert codes(problems) == ([] if right else ["file-too-big"])


# --- text ---


def test_bom_and_crlf_are_taken() -> None:
    node, problems = read(b"\xef\xbb\xbfname: a\r\nstatus: b\r\n")
    assert problems == []
    assert isinstance(node, Mapping)
    assert [value for _, value in node.entries.values()] == [Scalar("a", 1, 7), Scalar("b", 2, 9)]


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        (b"a: b\nc: d\xff\n", "not-utf8", 2, 5),
        (b"a: b\rc: d\n", "line-end", 1, 5),
        ("a: b\nc: x\u202ey\n", "character", 2, 5),
        ("a: x\x07y\n", "character", 1, 5),
        ("a: x\x85y\n", "character", 1, 5),
        ("a: x\u2028y\n", "character", 1, 5),
        ("a: x\ue000y\n", "character", 1, 5),
        ("a: x\U000e0041y\n", "character", 1, 5),
        ("a: x\u200dy\n", "character", 1, 5),
        ("a: x\ufeffy\n", "character", 1, 5),
        ("a: x\u00ady\n", "character", 1, 5),
        ("# \u202e hidden\na: b\n", "character", 1, 3),
        ('a: "x\\u202Ey"\n', "character", 1, 4),  # an escape shows it only once read
        ('a: "x\\0y"\n', "character", 1, 4),
        ("a: p\u0430ypal\n", "character-mixed", 1, 4),
        ("a: e\u0301\n", "character-composed", 1, 4),
        ("a: z\u0336\u0335\u0334\n", "character-marks", 1, 4),
    ],
)
def test_refused_characters(text: str | bytes, code: str, line: int, column: int) -> None:
    _, problems = read(text)
    assert [(problem.code, problem.place.line, problem.place.column) for problem in problems] == [(code, line, column)]


@pytest.mark.parametrize(
    "text", ["Kopi & Teh <3", "O'Brien", "قهوة", "ꦥꦤ꧀", "👩‍👩‍👧", "☕️", "naïve", "Ω", "10 µm", "कॉफ़ी", "–—…“”"]
)
def test_harmless_characters(text: str) -> None:
    node, problems = read(f"a: {text}\n")
    if text != "कॉफ़ी":  # written with a letter that NFC takes apart: told, with the right one to copy
        assert problems == []
    assert isinstance(node, Mapping)
    value = node.entries["a"][1]
    assert isinstance(value, Scalar)
    assert value.text == text


def test_characters_are_told_up_to_a_limit() -> None:
    _, problems = read("- x\u200by\u200bz\n" * 100)
    assert codes(problems) == ["character"] * MAX_FAULTS
    assert [problem.place.line for problem in problems] == list(range(1, MAX_FAULTS + 1))
    assert problems[0].values["guess"] == "- xyz"


def test_what_else_is_wrong_is_told_beside_characters() -> None:
    _, problems = read("a: x\x00\nb: 1\nb: 2\n")
    assert codes(problems) == ["character", "double-key"]


# --- YAML ---


def test_scalars_are_text() -> None:
    node, problems = read("[no, 08.00, 35.10, 0o17, 1e3, ~, 2026-02-30, 0811, '', \"a\\nb\"]")
    assert problems == []
    assert isinstance(node, Sequence)
    assert [item.text for item in node.items if isinstance(item, Scalar)] == [
        "no", "08.00", "35.10", "0o17", "1e3", "~", "2026-02-30", "0811", "", "a\nb",
    ]  # fmt: skip


def test_the_first_of_doubled_keys_counts() -> None:
    node, problems = read("a: 1\na: 2\n")
    assert isinstance(node, Mapping)
    assert node.entries["a"][1] == Scalar("1", 1, 4)
    assert [(problem.place.line, problem.values["line"]) for problem in problems] == [(2, "1")]


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("a: &x b\n", "anchor", 1, 4),
        ("a: *x\n", "alias", 1, 4),
        ("a: !!python/object/apply:os.system [x]\n", "tag", 1, 4),
        ("a: !x b\n", "tag", 1, 4),
        ("<<: {a: b}\n", "merge-key", 1, 1),
        ("%TAG ! tag:x,2000:\n---\na: b\n", "directive", 1, 1),
        ("a: b\n---\nc: d\n", "second-document", 2, 1),
        ("? [a]\n: b\n", "key-not-text", 1, 3),
        (": b\n", "key-not-text", 1, 1),
        ("", "file-empty", 0, 0),
        ("\ta: b\n", "yaml-tab", 1, 1),
        ("a:\n\tb: c\n", "yaml-tab", 2, 1),
        ("a: b\n  c: d\n", "yaml-indent", 2, 3),
        ("a:\n  b: c\n d: e\n", "yaml-indent", 3, 2),
        ("a: b: c\n", "yaml-colon-in-value", 1, 5),
        ("name:PLUT\nstatus: active\n", "yaml-colon-space", 1, 5),
        ("a: 'it's'\n", "yaml-after-quote", 1, 4),
        ('a: "x\nb: c\n', "yaml-open-quote", 1, 4),
        ("a: [b, c\nd: e\n", "yaml-open-bracket", 1, 4),
        ("a: {b: c\nd: e\n", "yaml-open-bracket", 1, 4),
        ("a: **b**\n", "yaml-reserved", 1, 4),
        ("a: `b`\n", "yaml-reserved", 1, 4),
        ("a: %b\n", "yaml-reserved", 1, 4),
        ('a: "C:\\x"\n', "yaml-escape", 1, 7),
        ("a: b\n- c\n", "yaml-dash", 2, 1),
        ("a: b\nc\nd: e\n", "yaml-no-colon", 2, 1),
    ],
)
def test_one_message_at_the_slip(text: str, code: str, line: int, column: int) -> None:
    _, problems = read(text)
    assert [(problem.code, problem.place.line, problem.place.column) for problem in problems] == [(code, line, column)]


@pytest.mark.parametrize(("depth", "right"), [(MAX_DEPTH, True), (MAX_DEPTH + 1, False)])
def test_depth_limit(depth: int, right: bool) -> None:
    _, problems = read("[" * depth + "]" * depth)
    assert codes(problems) == ([] if right else ["too-deep"])


@pytest.mark.parametrize(("count", "right"), [(MAX_NODES - 10, True), (MAX_NODES + 10, False)])
def test_node_limit(count: int, right: bool) -> None:
    _, problems = read("[" + "a," * count + "]")
    assert codes(problems) == ([] if right else ["too-many-nodes"])


@pytest.mark.parametrize("text", ["[" * 10_000, "{" * 10_000, "- " * 10_000, "? " * 10_000, '"' * 9_999, "a: " * 9_999])
def test_bombs_end_quickly(text: str) -> None:
    _, problems = read(text)
    assert problems


def test_front_matter() -> None:
    problems: list[Problem] = []
    head, markdown = read_front_matter("content/pages/a.id.md", b"---\ntitle: A\nslug: a: b\n---\nText\n", problems)
    assert head is None
    assert [(problem.code, problem.place.line) for problem in problems] == [("yaml-colon-in-value", 3)]
    problems.clear()
    head, markdown = read_front_matter("content/pages/a.id.md", b"---\ntitle: A\n---\n\n# Text\n---\n", problems)
    assert problems == []
    assert head is not None
    assert head.entries["title"][1] == Scalar("A", 2, 8)
    assert markdown == "\n# Text\n---\n"


def test_a_conflict_in_a_page_is_told() -> None:
    problems: list[Problem] = []
    page = b"---\ntitle: A\n---\n\n<<<<<<< HEAD\nSatu\n=======\nDua\n>>>>>>> main\n"
    assert read_front_matter("content/pages/a.id.md", page, problems) == (None, "")
    assert [(problem.code, problem.place.line) for problem in problems] == [("merge-conflict", 5)]


def test_a_line_below_a_heading_is_no_conflict() -> None:
    problems: list[Problem] = []
    assert read_front_matter("content/pages/a.id.md", b"---\ntitle: A\n---\nJudul A\n=======\n", problems)[0]
    assert problems == []


# --- nothing raises ---

REAL = [path.read_bytes() for path in sorted((PROJECT / "content/centres").glob("*.yaml"))[:8]]
REAL += [(PROJECT / "examples/libraries/content/centres/brindlewick.yaml").read_bytes()]
CONTEXT = Context(legal_statuses=("dinas", "uptd", "shire"))
SIGNS = [sign.encode() for sign in (*":-[]{}\"'#|>&*!%@`,?\\~", "...", "---", "\u202e", "08.00-25.00")]
SIGNS += [b" ", b"\n", b"\t", b"\r", b"\xff", b"\0"]


@pytest.mark.parametrize("seed", range(300))
def test_mutated_files_never_raise(seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(chance.choice(REAL))
    for _ in range(chance.randrange(1, 6)):
        at = chance.randrange(len(data) + 1)
        data[at : at + chance.choice([0, 0, 1, 3, 40])] = chance.choice(SIGNS) * chance.choice([1, 1, 2, 12])
    checked = read_centre("content/centres/x.yaml", bytes(data), CONTEXT)
    assert checked.centre is not None or checked.problems


@settings(max_examples=300)
@given(st.binary(max_size=300))
def test_binary_never_raises(data: bytes) -> None:
    read_centre("content/centres/x.yaml", data, CONTEXT)


@settings(max_examples=300)
@given(st.text(alphabet="ab:-[]{}\"'\n\t #|>&*!%@`,?\\.~0", max_size=80))
def test_signs_never_raise(text: str) -> None:
    _, problems = read(text)
    for problem in problems:
        assert problem.place.line <= text.count("\n") + 1
