"""How a text is written in quotes."""

import re

APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")


def quoted(text: str) -> str:
    bare = text.strip()
    return f"'{bare}'" if '"' in bare else f'"{bare}"'


def requoted(text: str) -> str:
    """In one pair of quotes what begins with a pair, and has others within or text behind."""
    bare = APOSTROPHE.sub("’", text).replace("'", "") if text[0] == "'" else text
    bare = bare.replace('"', "").strip()
    return f'"{bare}"'
