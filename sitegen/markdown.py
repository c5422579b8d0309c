"""Markdown to safe HTML: one dialect (CommonMark with tables and bare links), one place.

comrak shows raw HTML as the text it is and drops `javascript:` links; nh3 is the second wall, with its own
list of what may stand. Content is never trusted, whoever wrote it.
"""

import re

import comrak
import nh3

FRAGMENT_TAGS = frozenset(["p", "br", "strong", "em", "del", "code", "pre", "blockquote", "ul", "ol", "li", "a"])
PAGE_TAGS = FRAGMENT_TAGS | frozenset(["h2", "h3", "h4", "h5", "h6", "hr", "table", "thead", "tbody", "tr", "th", "td"])
ATTRIBUTES = {"a": {"href"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto", "tel"}
HEADING = re.compile(r"<(/?)h([1-6])>")

_extensions = comrak.ExtensionOptions()
_extensions.table = True
_extensions.autolink = True
_extensions.strikethrough = True
_rendering = comrak.RenderOptions()
_rendering.escape = True


def fragment_html(markdown: str) -> str:
    """The HTML of a short text inside a page: headings become strong paragraphs, images and tables go."""
    return _clean(HEADING.sub(_heading_as_paragraph, _html(markdown)), FRAGMENT_TAGS)


def page_html(markdown: str) -> str:
    """The HTML of a page's body below its own h1: the levels of headings that are used become h2, h3, …"""
    html = _html(markdown)
    used = sorted({match[2] for match in HEADING.finditer(html)})
    level = {typed: min(rank, 6) for rank, typed in enumerate(used, start=2)}
    return _clean(HEADING.sub(lambda match: f"<{match[1]}h{level[match[2]]}>", html), PAGE_TAGS)


def _html(markdown: str) -> str:
    return comrak.render_markdown(markdown, extension_options=_extensions, render_options=_rendering)


def _clean(html: str, tags: frozenset[str]) -> str:
    return nh3.clean(
        html,
        tags=set(tags),
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel="noopener nofollow ugc",
    ).strip()


def _heading_as_paragraph(match: re.Match[str]) -> str:
    return "</strong></p>" if match[1] else "<p><strong>"
