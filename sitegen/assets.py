"""The files beside the pages: one style sheet, the scripts, icons, each named by what is in it.

A name that changes with the bytes may be cached for ever and never shows an old look. The style sheet is
made of static/css/ in a fixed order, with the network's colours in front; scripts keep their folder, so that
they find each other by relative import; sitegen/scripts.py joins those that are needed together.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import msgspec

from sitegen.colours import palette
from sitegen.model import Colours
from sitegen.scripts import join_scripts

COLOURS_HERE = b"/* colours */"  # where an SVG wants the network's colours


class Assets(msgspec.Struct, frozen=True):
    """`files`: bytes by path in the site. `names`: that path by what templates ask for, such as "css",
    "js/main.js", "icons/icon.svg"; a network's own files stand there too, such as "logo.svg"."""

    files: dict[str, bytes]
    names: dict[str, str]


def make_assets(folders: Sequence[Path], colours: Colours) -> Assets:
    """All of the static folders, ready to publish. A file of an earlier folder hides its namesake."""
    found = _files(folders)
    styles = {name: path for name, path in found.items() if name.startswith("css/")}
    scripts = {name: path for name, path in found.items() if name.startswith("js/")}
    files: dict[str, bytes] = {}
    names: dict[str, str] = {}

    def add(name: str, path: str, data: bytes) -> None:
        names[name], files[path] = path, data

    sheet = make_style_sheet({name[4:]: path.read_text("utf-8") for name, path in styles.items()}, colours)
    add("css", f"assets/site.{_digest(sheet)}.css", sheet)
    texts = {name[3:]: path.read_text("utf-8") for name, path in scripts.items()}
    code = {f"js/{name}": text.encode() for name, text in _joined(tuple(texts.items())).items()}
    digest = _digest(*(part for name in sorted(code) for part in (name.encode(), code[name])))
    for name, data in code.items():
        add(name, f"assets/js.{digest}/{name[3:]}", data)
    for name in sorted(found.keys() - styles.keys() - scripts.keys()):
        data = found[name].read_bytes()
        if name.endswith(".svg"):
            data = data.replace(COLOURS_HERE, _colour_rules(colours).encode())
        stem, _, ending = name.rpartition(".")
        add(name, f"assets/{stem}.{_digest(data)}.{ending}", data)
    return Assets(files=files, names=names)


@lru_cache(maxsize=2)
def _joined(texts: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    """Kept, for a preview joins the same scripts with every build."""
    return join_scripts(dict(texts))


def make_style_sheet(sheets: Mapping[str, str], colours: Colours) -> bytes:
    """One style sheet of many: colours, tokens, base, the components by name, and print last."""
    first, last = ["tokens.css", "base.css"], "print.css"
    order = [
        *(name for name in first if name in sheets),
        *(name for name in sorted(sheets) if name not in first and name != last),
    ]
    parts = [_colour_rules(colours), *(sheets[name] for name in order)]
    if last in sheets:
        parts.append(f"@media print{{{sheets[last]}}}")
    return squeeze_css("\n".join(parts)).encode()


_GAP = r"(?:\s|/\*.*?\*/)"  # space or a comment
_CSS_NOISE = re.compile(
    rf"""(?P<text>"[^"]*"|'[^']*')      # a string stays as it is;
    |{_GAP}*(?P<mark>[{{}};,]){_GAP}*   # around these no space is needed,
    |(?P<colon>:)[ ]+                   # nor after a declaration's colon,
    |{_GAP}+                            # and elsewhere one is enough
    """,
    re.VERBOSE | re.DOTALL,
)


def squeeze_css(css: str) -> str:
    """The same rules without comments and needless space. Strings are left alone."""

    def keep(match: re.Match[str]) -> str:
        return match["text"] or match["mark"] or match["colon"] or " "

    return _CSS_NOISE.sub(keep, css).replace(";}", "}").strip()


def _colour_rules(colours: Colours) -> str:
    """The palette as CSS: custom properties on the root, light first."""
    scheme = palette(colours)
    light, dark = (
        "".join(f"--{name}:{value};" for name, value in scheme[name_of].items()) for name_of in ("light", "dark")
    )
    return f":root{{{light}}}@media (prefers-color-scheme:dark){{:root{{{dark}}}}}"


def _files(folders: Sequence[Path]) -> dict[str, Path]:
    """Every plain file below the folders, by its path in its folder, in order of name; no links."""
    found: dict[str, Path] = {}
    for folder in reversed(folders):
        for path in sorted(folder.rglob("*")):
            inside = path.relative_to(folder)
            links = any((folder / part).is_symlink() for part in (inside, *inside.parents))
            if path.is_file() and not links and not any(part.startswith(".") for part in inside.parts):
                found[inside.as_posix()] = path
    return dict(sorted(found.items()))


def _digest(*parts: bytes) -> str:
    """Ten hexadecimal digits: the file's name changes when its bytes do."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()[:10]
