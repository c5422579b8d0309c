"""Values written as YAML, as people write our files by hand: plain where that is safe, quoted where it is not."""

import json

from sitegen.load import read_yaml_text
from sitegen.nodes import Mapping, Node, Scalar
from sitegen.problems import Problem
from sitegen.schema.fields import REGION_CODE
from sitegen.schema.shapes import Either, Line, ListOf, Markdown, PostalCode, RecordOf, Shape, WeekOf, Words

WIDTH = 100  # characters of a line that holds a whole list or mapping
STEP = 2  # blanks for each level
NOT_TEXT = frozenset({"null", "~", "true", "false", "yes", "no", "on", "off", "y", "n"})
"""What other readers of YAML take for something else than words."""


def modeline(schema: str | None) -> list[str]:
    """The line by which editors find the JSON Schema, if there is one."""
    return [f"# yaml-language-server: $schema={schema}"] if schema else []


def written(shape: Shape, node: Node, indent: int) -> str:
    """What stands after "key:": a blank and the value, or a line break and the value in lines of its own.

    `indent` is the column, from 0, of the key. Line breaks are within, not at the end.
    """
    if isinstance(node, Scalar) and "\n" in node.text.strip():
        return _block_text(node.text, indent + STEP)
    flow = in_one_line(shape, node)
    if flow is not None and (isinstance(node, Scalar) or indent + len(flow) <= WIDTH):
        return f" {flow}"
    if isinstance(node, Mapping):
        return "\n" + entries(shape, node, indent + STEP)
    return "\n" + items(shape, node, indent + STEP)


def entries(shape: Shape, node: Mapping, indent: int) -> str:
    """The lines of a mapping."""
    return "\n".join(
        f"{' ' * indent}{_key(name)}:{written(shape_of(shape, name), value, indent)}"
        for name, (_, value) in node.entries.items()
    )


def items(shape: Shape, node: Node, indent: int) -> str:
    """The lines of a list."""
    assert isinstance(shape, ListOf)
    assert not isinstance(node, Scalar | Mapping)
    return "\n".join(" " * indent + item(shape.item, one, indent) for one in node.items)


def item(shape: Shape, node: Node, indent: int) -> str:
    """One item of a list, from its dash; `indent` is the dash's."""
    if isinstance(node, Mapping) and not (_is_text(shape) and in_one_line(shape, node)):
        return f"- {entries(shape, node, indent + STEP).lstrip()}"
    return f"-{written(shape, node, indent)}"


def in_one_line(shape: Shape, node: Node) -> str | None:
    """The value in one line; None where it is to have several, or can't do with one."""
    if isinstance(node, Scalar):
        return None if "\n" in node.text.strip() else scalar(shape, node.text)
    if isinstance(node, Mapping) and not _is_text(shape):
        return None
    values = [value for _, value in node.entries.values()] if isinstance(node, Mapping) else node.items
    if not all(isinstance(value, Scalar) and "\n" not in value.text.strip() for value in values):
        return None
    return in_brackets(shape, node)


def in_brackets(shape: Shape, node: Node) -> str:
    """Any value as it can stand between brackets."""
    if isinstance(node, Scalar):
        return scalar(shape, node.text, in_brackets=True)
    if isinstance(node, Mapping):
        texts = (entry_in_brackets(shape, name, value) for name, (_, value) in node.entries.items())
        return f"{{{', '.join(texts)}}}"
    below = shape.item if isinstance(shape, ListOf) else shape
    return f"[{', '.join(in_brackets(below, value) for value in node.items)}]"


def entry_in_brackets(shape: Shape, name: str, value: Node) -> str:
    """One entry of a mapping, as it can stand between brackets."""
    return f"{_key(name)}: {in_brackets(shape_of(shape, name), value)}"


def scalar(shape: Shape, text: str, *, in_brackets: bool = False) -> str:
    """One text: plain if YAML then reads just this text, and no other program a number where a code is meant."""
    text = text.strip()
    is_code = shape == REGION_CODE or isinstance(shape, PostalCode)
    is_words = isinstance(shape, Line | Markdown | Words)
    safe = not is_code and not (is_words and text.casefold() in NOT_TEXT)
    return text if safe and is_plain(text, in_brackets=in_brackets) else json.dumps(text, ensure_ascii=False)


def is_plain(text: str, *, in_brackets: bool) -> bool:
    """Whether the text needs no quotes: asked of the reader itself."""
    if not text or (text[0] in "-?:" and text[1:2] in ("", " ")):
        return False
    problems: list[Problem] = []
    node = read_yaml_text("", f"k: [{text}]" if in_brackets else f"k: {text}", problems)
    if problems or not isinstance(node, Mapping) or len(node.entries) != 1:
        return False
    value = node.entries["k"][1]
    if in_brackets:
        if isinstance(value, Scalar | Mapping) or len(value.items) != 1:
            return False
        value = value.items[0]
    return isinstance(value, Scalar) and value.plain and value.text == text


def shape_of(shape: Shape, name: str) -> Shape:
    """The shape of one entry of a mapping."""
    if isinstance(shape, Either):
        shape = shape.mapping
    if isinstance(shape, RecordOf):
        return shape.by_key[name].shape
    return shape.text if isinstance(shape, Words) else Line()


def _key(name: str) -> str:
    return name if is_plain(name, in_brackets=True) else json.dumps(name, ensure_ascii=False)


def _is_text(shape: Shape) -> bool:
    """Whether a mapping of this shape is one text in several languages."""
    return isinstance(shape, Words) and not isinstance(shape, WeekOf)


def _block_text(text: str, indent: int) -> str:
    """Several lines after "|"; where that can't hold them, one line in quotes."""
    text = text.strip()
    lines = text.split("\n")
    if lines[0].startswith(" ") or any(line != line.rstrip() for line in lines):
        return f" {json.dumps(text, ensure_ascii=False)}"
    return " |\n" + "\n".join(f"{' ' * indent}{line}".rstrip() for line in lines)
