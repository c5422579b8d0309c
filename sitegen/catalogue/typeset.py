"""A paper's value and its template to a PDF file: the one place that knows Typst.

Typst sees the folder of templates and fonts and nothing else of this machine. The value goes in as JSON, in memory;
what stands in it is data to the templates, which never evaluate any of it, so there is nothing in content that could
run, be included or break the setting.
"""

import re
from pathlib import Path

import msgspec

from sitegen.catalogue.glyphs import Glyphs, load_glyphs, prepare
from sitegen.catalogue.values import Paper

STANDARDS = ("a-2a", "ua-1")
"""PDF/A-2a for archives and PDF/UA-1 for screen readers; Typst makes no file that breaks either."""


class Typesetter:
    """Sets papers with the templates and fonts of one folder.

    It is made where it is used: Typst starts threads, which a fork would lose. One typesetter keeps what papers have
    in common, so that the second poster takes a fraction of the first.
    """

    def __init__(self, folder: Path) -> None:
        import typst  # late: most builds have nothing to print

        self._folder = folder
        self._fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder / "fonts"]
        )
        self._glyphs: Glyphs = load_glyphs(folder / "fonts")
        self._compilers: dict[str, typst.Compiler] = {}

    def pdf(self, paper: Paper) -> bytes:
        """The file. Same value, same bytes: its date is that of the data."""
        data = msgspec.json.encode(prepare(paper, self._glyphs)).decode()
        made = self._compiler(paper.paper).compile(
            format="pdf", sys_inputs={"data": data}, pdf_standards=list(STANDARDS), timestamp=0
        )
        assert isinstance(made, bytes)  # PDF is one file, whatever its pages
        return made

    def _compiler(self, name: str) -> "typst.Compiler":  # type: ignore[name-defined]  # noqa: F821 - imported late
        if name not in self._compilers:
            import typst

            self._compilers[name] = typst.Compiler(
                self._folder / f"{name}.typ",
                root=self._folder,
                font_paths=self._fonts,
                ignore_system_fonts=True,
                package_path=self._folder / "no-packages",
                package_cache_path=self._folder / "no-packages",
            )
        return self._compilers[name]


def page_count(pdf: bytes) -> int:
    """The pages of a file that Typst made."""
    found = re.search(rb"/Type\s*/Pages\s*/Count\s+(\d+)", pdf)
    return int(found[1]) if found else 0
