"""One encoder a format: what may stand in the text of another language.

Here is what is needed in HTML; each export has its own in exports/.
"""

import msgspec

IN_HTML = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def json_in_html(value: object) -> str:
    """JSON that may stand in a script element: it can neither end it nor begin a comment."""
    return msgspec.json.encode(value).decode().translate(IN_HTML)
