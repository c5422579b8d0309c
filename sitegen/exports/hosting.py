"""Files for the host: headers, robots.txt, and a word to GitHub Pages to leave our files alone.

Cloudflare Pages and Netlify read `_headers`; hosts that don't still get the policy that stands in each page.
"""

from collections.abc import Mapping

from sitegen.policy import IN_HEADER, allowing_images

HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": IN_HEADER,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "geolocation=(self), camera=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
}

FOR_EVER = "public, max-age=31536000, immutable"
"""How long what stands under a content hash may be kept."""


DATES = """\
/*.ics
  Content-Type: text/calendar; charset=utf-8
"""
"""Not every host knows what a calendar is."""

OPEN_DATA = """\
/data/*
  ! Cross-Origin-Resource-Policy
  Cross-Origin-Resource-Policy: cross-origin
  Access-Control-Allow-Origin: *
  Content-Security-Policy: default-src 'none'; frame-ancestors 'none'; sandbox
"""
"""What other sites may read, too; opened by itself it can do nothing. A host that doesn't know "!" joins both policies
on resources, which are then none: the pages still read their own data, and others by the line on access.
"""


def own_rule(folder: str, policy: str) -> str:
    """A folder whose pages are not ours, with its own policy.

    The line with "!" takes the site's away first; a host that doesn't know it lets both apply: such pages are then read
    without their scripts.
    """
    return f"/{folder}/*\n  ! Content-Security-Policy\n  Content-Security-Policy: {policy}\n"


def hosting_files(
    base_url: str, *, own_policies: Mapping[str, str] | None = None, pictures_from: str | None = None
) -> dict[str, bytes]:
    """The files to publish, by path. `own_policies`: folders with another policy than the site's; `pictures_from`: the
    server of the map's background."""
    wanted = {**HEADERS, "Content-Security-Policy": allowing_images(IN_HEADER, pictures_from)}
    headers = "".join(f"  {name}: {value}\n" for name, value in wanted.items())
    others = "".join(own_rule(folder, policy) for folder, policy in (own_policies or {}).items())
    rules = f"/*\n{headers}/assets/*\n  Cache-Control: {FOR_EVER}\n{DATES}{OPEN_DATA}{others}"
    return {
        "_headers": rules.encode(),
        "robots.txt": f"User-agent: *\nAllow: /\n\nSitemap: {base_url}sitemap.xml\n".encode(),
        ".nojekyll": b"",
    }
