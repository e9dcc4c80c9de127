"""What people and spreadsheets put where a value should be: words for nothing, errors, formulas.

None of it is taken for a blank by itself: "N/A" may mean that nothing is due, and a blank that
something still is.
"""

import re

import pyarrow as pa
import pyarrow.compute as pc

from extracts.errors import brief

_NOTHING = {"", "na", "nan", "nil", "none", "null", "nul", "undefined", "tbc", "notavailable"}
LONGEST = 12  # letters of a word for nothing
_ERROR = re.compile(r"#[A-Z0-9/_]+[!?]?", re.IGNORECASE)
_SHORTENED = re.compile(r"\d([.,]\d+)?E\+\d+", re.IGNORECASE)
# One look at a whole column: what `reason` has words for, and a few texts more. To RE2 all beyond
# ASCII is \W; the two letters are those that fold to letters of the words.
_GAP = r"[\W_]*"
_WORDS = "|".join(_GAP.join(word) for word in sorted(_NOTHING))
_MAYBE = rf"^[=#]|\x{{fffd}}|\x{{130}}|\x{{fb01}}|^\d[.,\d]*[eE]\+|^{_GAP}(?i:{_WORDS}){_GAP}$"


def maybe(texts: pa.Array) -> pa.Array:
    """Which texts (boolean) `reason` should look at."""
    return pc.match_substring_regex(texts, _MAYBE)


def reason(text: str, *, may_be_blank: bool) -> str | None:
    """What a text is instead of a value and what to do, to follow the field's title; or None."""
    shown = brief(text)
    if text.startswith("="):
        return (
            f'is "{shown}", a formula without its result; open the file in a spreadsheet and '
            "save it, or write the value."
        )
    if _ERROR.fullmatch(text):
        return f'is "{shown}", the error of a formula; correct the formula, or write the value.'
    if _SHORTENED.fullmatch(text):
        return (
            f'is "{shown}", a number that a spreadsheet has shortened, so its digits are lost; '
            "export the file again and do not save it from a spreadsheet."
        )
    if "\ufffd" in text:
        return f'is "{shown}": a character was lost in an earlier export; export the file again.'
    if re.sub(r"[\W_]+", "", text.casefold()) in _NOTHING:
        if may_be_blank:
            return (
                f'is "{shown}"; if there is none, clear the cell, or have a layout read '
                f'"{shown}" as blank.'
            )
        return f'is "{shown}", which is no value; write the value.'
    return None
