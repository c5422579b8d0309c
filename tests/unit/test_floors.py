"""The order of the house: who may import whom, and who alone may do what.

A module imports from its own floor or below, and never in a circle. A new module needs its place in FLOORS.
"""

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PROGRAM = Path(__file__).parents[2] / "sitegen"

FLOORS = {
    6: "__main__ cli commands",  # people, today's date, exit codes
    5: "pipeline serve",  # the order of things
    # formats and files
    4: "assets catalogue check checked_cache content exports handbook importers "
    "json_schema photo_album photos render review save scaffold spreadsheet verdict write",
    3: "pages",  # what is published, and where
    # all centres together
    2: "config cross_checks derive due format load maps search validate yaml_faults yaml_fields yaml_rest",
    1: "boundaries colours holiday_calendar markdown model regions schema",  # what a centre is
    # nothing of ours
    0: "characters encode freshness geo hours hours_words i18n latest "
    "links nodes policy problem_words problems scripts stamps vendored workers "
    "yaml_brackets yaml_colons yaml_indents yaml_lines yaml_quotes yaml_texts",
}
FLOOR_OF = {name: floor for floor, names in FLOORS.items() for name in names.split()}

# A package that only some may import, and why they.
IMPORTERS = {
    "jinja2": {"render"},
    "markupsafe": {"render"},
    "yaml": {"load", "yaml_faults"},
    "comrak": {"markdown"},
    "nh3": {"markdown"},
    "PIL": {"exports.icons", "photos"},
    "typst": {"catalogue.typeset"},
    "subprocess": {"commands.terminal", "commands.versions", "handbook"},  # git, git, MkDocs
}

# Who may write, and what.
WRITERS = {
    "write": "the published folder",
    "handbook": "what MkDocs made, in _build/cache",
    "json_schema": "schemas/, for editors; committed",
    "render": "compiled templates, in _build/cache",
    "save": "content files, and most of _build/cache",
}

CLOCKS = {
    "date": {"today"},
    "datetime": {"now", "utcnow", "today"},
    "time": {"time", "time_ns", "localtime", "gmtime", "monotonic", "perf_counter", "process_time"},
}
WRITES = {"write_text", "write_bytes", "mkdir", "makedirs", "touch", "unlink", "rename", "rmtree", "rmdir", "link",
          "symlink", "symlink_to", "hardlink_to", "copyfile", "copytree", "truncate"}  # fmt: skip
OPENERS = {"open", "fdopen"}

MODULES = sorted(set(PROGRAM.rglob("*.py")) - {PROGRAM / "__init__.py"})


def name_of(path: Path) -> str:
    """ "sitegen/pages/values.py" is "pages.values", a package has its folder's name."""
    return ".".join(path.relative_to(PROGRAM).with_suffix("").parts).removesuffix(".__init__")


def floor_of(module: str) -> int:
    return FLOOR_OF[module.split(".")[0]]


def imports(tree: ast.AST) -> Iterator[str]:
    """The dotted names of all that is imported, also late ones and those for types."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are written in full"
            assert node.module is not None
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def our_imports(module: str, tree: ast.AST) -> set[str]:
    """The modules of ours that this one imports; names inside a module are left out."""
    known = {name_of(path) for path in MODULES}
    found = {name.removeprefix("sitegen.") for name in imports(tree) if name.startswith("sitegen.")}
    return (found & known) - {module}


def faults(module: str, source: str) -> list[str]:
    """What this module does that is not its business."""
    tree = ast.parse(source)
    found = [
        f"imports {name}, which is above"
        for name in sorted(our_imports(module, tree))
        if floor_of(name) > floor_of(module)
    ]
    for name in imports(tree):
        alone = IMPORTERS.get(name.split(".")[0])
        if alone is not None and module not in alone:
            found.append(f"imports {name}: only {', '.join(sorted(alone))} may")
    for node in ast.walk(tree):
        found += misdeeds(module, node)
    return found


def misdeeds(module: str, node: ast.AST) -> Iterator[str]:
    people = floor_of(module) == 6
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        owner, name = node.value.id, node.attr
        if not people and owner == "sys" and name in {"stdout", "stderr", "exit", "argv"}:
            yield f"line {node.lineno}: sys.{name} is for cli"
        if not people and name in CLOCKS.get(owner, ()):
            yield f"line {node.lineno}: only cli asks what time it is"
    if isinstance(node, ast.Call):
        function = node.func
        name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
        if not people and name in {"print", "input", "breakpoint"}:
            yield f"line {node.lineno}: only cli speaks with people"
        if name in {"eval", "exec", "compile", "__import__"} and isinstance(function, ast.Name):
            yield f"line {node.lineno}: nothing is ever executed that was read"
        if module not in WRITERS and (name in WRITES or (name in OPENERS and is_writing(node))):
            yield f"line {node.lineno}: only write writes"


def is_writing(call: ast.Call) -> bool:
    """Whether an open() names a mode other than reading, or flags that make or change a file."""
    values = [*call.args, *(keyword.value for keyword in call.keywords)]
    modes = [value.value for value in values if isinstance(value, ast.Constant) and isinstance(value.value, str)]
    flags = {node.attr for value in values for node in ast.walk(value) if isinstance(node, ast.Attribute)}
    return any(set(mode) <= set("rwaxbt+") and set(mode) & set("wax+") for mode in modes) or bool(
        flags & {"O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC", "O_APPEND"}
    )


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_floor(path: Path) -> None:
    module = name_of(path)
    assert module.split(".")[0] in FLOOR_OF, f"{module} has no floor yet"
    assert faults(module, path.read_text(encoding="utf-8")) == []


def test_no_circles() -> None:
    graph = {name_of(path): our_imports(name_of(path), ast.parse(path.read_bytes())) for path in MODULES}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" imports ".join(reversed(error.args[1])))


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("hours", "from sitegen.model import Centre"),
        ("hours", "import sitegen.model"),
        ("pages.centre", "def late():\n    from sitegen import render"),
        ("pages.centre", "from jinja2 import Template"),
        ("validate", "import yaml.nodes"),
        ("pipeline", "print('done')"),
        ("pipeline", "import sys\nsys.stderr.write('done')"),
        ("pipeline", "from datetime import datetime\ndatetime.now(UTC)"),
        ("derive", "import time\ntime.monotonic()"),
        ("assets", "Path('x').write_text('y')"),
        ("assets", "open('x', 'w')"),
        ("assets", "path.open(mode='ab')"),
        ("assets", "os.open('x', os.O_WRONLY | os.O_CREAT)"),
        ("load", "eval('1')"),
    ],
)
def test_a_fault_is_found(module: str, source: str) -> None:
    assert len(faults(module, source)) >= 1


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("pages.centre", "from sitegen.pages.values import Head\nfrom sitegen.model import Centre"),
        ("cli", "import sys\nprint(datetime.now(UTC), file=sys.stderr)"),
        ("load", "import yaml\nopen(name, 'rb')\nos.open(name, os.O_RDONLY | os.O_NOFOLLOW)"),
        ("hours", "moment.time()\nname.replace('a', 'b')"),
    ],
)
def test_what_is_fine_is_left_alone(module: str, source: str) -> None:
    assert faults(module, source) == []
