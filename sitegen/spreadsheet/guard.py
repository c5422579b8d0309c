"""The apostrophe before texts that a spreadsheet program would not leave alone: it runs formulas, and counts numbers.

Such a text gets an apostrophe before it on the way into a CSV file, and loses it on the way back; a text that has one
already gets a second, so that every text comes back as it was. A spreadsheet program keeps the apostrophe as a part of
the text when it saves what it opened as CSV under another format. So it is taken off there, too.
"""

import re

ERROR = re.compile(r"#(?:CALC!|DIV/0!|ERROR!|N/A|NAME\?|NULL!|NUM!|REF!|SPILL!|VALUE!)|Err:[0-9]{3}")
"""What spreadsheet programs write where they couldn't reckon."""

_FORMULA = "[ \u00a0\u3000]*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]"  # also after blanks, also full-width
_GUARDED = re.compile(f"'*(?:{_FORMULA}|(?:{ERROR.pattern})\\Z)")


def guarded(text: str) -> str:
    """A text that no spreadsheet program takes for anything else."""
    return f"'{text}" if _GUARDED.match(text) else text


def unguarded(text: str) -> str:
    """The text that was guarded."""
    return text[1:] if text.startswith("'") and _GUARDED.match(text) else text


def doubled(text: str) -> str:
    """A text for a cell that is marked as text, and so needs no guard: only what looks like one is guarded."""
    return guarded(text) if text.startswith("'") else text
