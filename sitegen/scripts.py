"""Scripts as they are published: each that a page or another script asks for by itself is one file, with all
modules that it imports in it, and without comments and blanks that say nothing.

A page would else fetch sixteen small files one wave after the other; docs/decisions/finder.md has the measures. This
is no bundler for scripts at large: it reads the few forms of import and export that ours use, and refuses others.
"""

import re
from collections.abc import Iterator, Mapping
from functools import partial
from posixpath import dirname, join, normpath, relpath

from sitegen.vendored.rjsmin import jsmin

IMPORT = re.compile(r"^import \{([^}]*)\} from '(\.[^']+)'\n", re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|class) (\w+))", re.MULTILINE)
LATER = re.compile(r"\bimport\('(\.[^']+)'\)")
COMMENT = re.compile(r"^[ ]*(?:/\*\*.*?\*/|//[^\n]*)\n", re.MULTILINE | re.DOTALL)
OTHER_FORM = re.compile(r"^(?:import\b(?!\()|export\b).*", re.MULTILINE)
NESTED_TEXT = re.compile(r"\$\{[^}`\n]*`")
"""A text between backticks within another: the minifier would take it for the other's end."""
UNEVEN_TICKS = re.compile(r"^[^`\n]*(?:`[^`\n]*`[^`\n]*)*`[^`\n]*$", re.MULTILINE)


class ScriptError(Exception):
    """A script is written in a way that is not read here; the program's own fault."""


def join_scripts(scripts: Mapping[str, str]) -> dict[str, str]:
    """The scripts to publish, by path. Modules that are only imported by others are within those."""
    bare = {path: _bare(path, text) for path, text in scripts.items()}
    inner = {target for path, text in bare.items() for target, _ in _imports(path, text)}
    asked = {_target(path, later) for path, text in bare.items() for later in LATER.findall(text)}
    return {path: jsmin(_join(path, bare)) for path in sorted((bare.keys() - inner) | (asked & bare.keys()))}


def _join(entry: str, scripts: Mapping[str, str]) -> str:
    """The entry after all that it imports, each of these in a function that gives what it exports."""
    parts: dict[str, str] = {}

    def add(path: str, open_paths: tuple[str, ...]) -> None:
        if path in open_paths:
            raise ScriptError(f"{path} imports itself by way of {open_paths[-1]}")
        for target, _ in _imports(path, scripts[path]):
            if target not in parts:
                add(target, (*open_paths, path))
        parts[path] = scripts[path] if path == entry else _wrapped(path, scripts[path], entry)

    add(entry, ())
    return "".join(IMPORT.sub(partial(_taken, path), text) for path, text in parts.items())


def _wrapped(path: str, text: str, entry: str) -> str:
    names = ",".join(EXPORT.findall(text))
    body = LATER.sub(lambda later: f"import('{_seen_from(entry, _target(path, later[1]))}')", EXPORT.sub("", text))
    return f"const {_name(path)}=(()=>{{\n{body}return{{{names}}}\n}})()\n"


def _taken(path: str, match: re.Match[str]) -> str:
    names = ",".join(name.strip() for name in match[1].split(",") if name.strip())
    return f"const{{{names}}}={_name(_target(path, match[2]))}\n"


def _imports(path: str, text: str) -> Iterator[tuple[str, str]]:
    for names, target in IMPORT.findall(text):
        yield _target(path, target), names


def _target(path: str, address: str) -> str:
    return normpath(join(dirname(path), address))


def _seen_from(entry: str, target: str) -> str:
    address = relpath(target, dirname(entry) or ".")
    return address if address.startswith(".") else f"./{address}"


def _name(path: str) -> str:
    """A name that no script has: "lib/text.js" is $lib_text."""
    return "$" + re.sub(r"\W", "_", path.removesuffix(".js"))


def _bare(path: str, text: str) -> str:
    """Without comments that fill lines, where types name other scripts; but as it is where text may span lines."""
    wrong = OTHER_FORM.search(EXPORT.sub("", IMPORT.sub("", text))) or NESTED_TEXT.search(text)
    if wrong:
        raise ScriptError(f"{path}: {wrong[0]}")
    return text if UNEVEN_TICKS.search(text) else COMMENT.sub("", text)
