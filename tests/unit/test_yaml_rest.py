"""Where a file's structure breaks, the entries around the break are still read."""

from hypothesis import given
from hypothesis import strategies as st

from sitegen.load import read_yaml
from sitegen.schema import fields
from sitegen.schema.reading import Context, Reading
from sitegen.schema.shapes import ListOf, RecordOf
from sitegen.validate import read_centre
from sitegen.yaml_rest import MAX_PARTS, check_rest

SERVICES = ListOf(fields.SERVICE)


def told(text: str, shape: RecordOf | ListOf = fields.CENTRE) -> list[tuple[str, int]]:
    """Codes and lines of what is wrong with a file that breaks."""
    reading = Reading("x.yaml", Context())
    assert read_yaml("x.yaml", text.encode(), reading.problems) is None
    check_rest("x.yaml", text.encode(), shape, reading)
    return [(problem.code, problem.place.line) for problem in reading.problems]


def test_entries_before_and_after_the_break_are_read() -> None:
    text = 'name: [Pusat]\nstatus: aktif\nlocation:\n\tregion_code: "35.01"\nestablished: lama\n'
    assert told(text) == [("yaml-tab", 4), ("text-wanted", 1), ("choice", 2), ("year", 5)]


def test_a_centre_that_breaks_is_read_so() -> None:
    problems = read_centre("x.yaml", b"name: [Pusat]\nlocation:\n\tlatitude: 1\n", Context()).problems
    assert [problem.code for problem in problems] == ["yaml-tab", "text-wanted"]


def test_items_around_a_broken_one_are_read() -> None:
    text = "- id: satu\n  nama: Satu\n- id: dua\n  name: @dua\n- id: TIGA\n  name: Tiga\n"
    assert told(text, SERVICES) == [("yaml-reserved", 4), ("unknown-key", 2), ("id-form", 5)]


def test_each_break_is_told() -> None:
    text = "name: @satu\nstatus: active\noperator: [dua\nestablished: 2022\ncommodities: %tiga\n"
    assert told(text) == [("yaml-reserved", 1), ("yaml-open-bracket", 3), ("yaml-reserved", 5)]


def test_what_is_missing_is_not_told_nobody_knows() -> None:
    assert told("established: 2022\nnotes: [tidak\n") == [("yaml-open-bracket", 2)]


def test_a_break_told_of_the_entry_above_hides_none_below() -> None:
    assert told("name: Pusat\nstatus:\u00a0active\noperator: @dinas\n") == [
        ("odd-blank-colon", 2),
        ("yaml-reserved", 3),
    ]


def test_comments_between_are_no_entries() -> None:
    assert told("# dari daftar\n\nname: @satu\n# kemudian\n") == [("yaml-reserved", 3)]


def test_what_stands_twice_is_told_once() -> None:
    sides = "<<<<<<< HEAD\nstatus: aktif\n=======\nstatus: aktip\n>>>>>>> lain\n"
    assert told(f"name: Pusat\n{sides}") == [("merge-conflict", 2)]


def test_a_file_of_endless_entries_is_not_read_apart() -> None:
    assert told("- id: A\n" * MAX_PARTS + "- @satu\n", SERVICES) == [("yaml-reserved", MAX_PARTS + 1)]


def test_entries_within_brackets_are_not_read_apart() -> None:
    assert told('{\n"name": "Pusat",\n"status": "aktif"\n"established": 2022\n}\n') == [("yaml-comma", 3)]


LINES = st.sampled_from(
    [
        "name: @a",
        "name: 'a",
        "status: [",
        "  region_code: x",
        "location:",
        "- a",
        "}",
        '"',
        "\t",
        "...",
        "? b",
        "&c",
        "",
    ]
)


@given(st.lists(LINES))
def test_no_lines_raise(lines: list[str]) -> None:
    read_centre("x.yaml", "\n".join(lines).encode(), Context())


def test_a_quotation_mark_left_open_is_what_breaks_the_lines_below() -> None:
    text = '- id: satu\n  terms:\n    - "Satu\n- id: dua\n  includes:\n    - {id: "Dua", en: Two}\n'
    assert told(text, SERVICES) == [("yaml-open-quote", 3)]
