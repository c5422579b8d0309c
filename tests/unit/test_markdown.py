"""Markdown becomes safe HTML, and harmless text stays as typed."""

import pytest

from sitegen.markdown import fragment_html, page_html


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("Kopi & Teh <3", "<p>Kopi &amp; Teh &lt;3</p>"),
        ("O'Brien #1 -5", "<p>O'Brien #1 -5</p>"),
        ("**halal**", "<p><strong>halal</strong></p>"),
        ("# Judul", "<p><strong>Judul</strong></p>"),  # a page has its own headings
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),  # a block of HTML is no paragraph
        ('<b onclick="x()">a</b>', '<p>&lt;b onclick="x()"&gt;a&lt;/b&gt;</p>'),
        ("![pikt](https://example.org/a.png)", "<p></p>"),
        ("{{ 7 * 7 }}", "<p>{{ 7 * 7 }}</p>"),
    ],
)
def test_fragment(markdown: str, html: str) -> None:
    assert fragment_html(markdown) == html


@pytest.mark.parametrize("scheme", ["javascript:alert(1)", "data:text/html,x", "vbscript:x", "JaVaScRiPt:alert(1)"])
def test_only_harmless_links(scheme: str) -> None:
    html = fragment_html(f"[a]({scheme})")
    assert scheme.partition(":")[0].lower() not in html.lower()


def test_links_are_marked_as_foreign() -> None:
    assert 'rel="noopener nofollow ugc"' in fragment_html("[a](https://example.org/)")


def test_headings_of_a_page_begin_below_its_own() -> None:
    assert page_html("# A\n\n### B") == "<h2>A</h2>\n<h3>B</h3>"


def test_tables_stand_in_pages_only() -> None:
    table = "|a|b|\n|-|-|\n|1|2|"
    assert "<table>" in page_html(table)
    assert "<table>" not in fragment_html(table)
