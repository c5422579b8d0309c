"""Files for the host: headers, robots.txt, and a word to GitHub Pages to leave our files alone.

Cloudflare Pages and Netlify read `_headers`; hosts that don't still get the policy that stands in each page.
"""

from collections.abc import Mapping

from sitegen.policy import IN_HEADER

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


def hosting_files(base_url: str) -> dict[str, bytes]:
    """The files to publish, by path."""
    headers = "".join(f"  {name}: {value}\n" for name, value in HEADERS.items())
    return {
        "_headers": f"/*\n{headers}/assets/*\n  Cache-Control: {FOR_EVER}\n".encode(),
        "robots.txt": f"User-agent: *\nAllow: /\n\nSitemap: {base_url}sitemap.xml\n".encode(),
        ".nojekyll": b"",
    }
