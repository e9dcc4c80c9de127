"""What people write in the plan is read by everybody: no case is named in it."""

import re

# Police force, its unit, five digits and the year; also as people part it. A telephone number, of
# digits alone, is none.
_URN = re.compile(r"(?<!\w)\d{2}[ /-]?[A-Z][A-Z0-9][ /-]?\d{5}[ /-]?\d{2}(?!\w)", re.I | re.A)


def names_a_case(title: str, text: str) -> str:
    """Why a text cannot stand, where it has a URN in it; nothing where it has none.

    >>> names_a_case("Notes", "See 06AA0000126.")
    'Notes names a case (06AA0000126), and everybody may read it: take the reference out.'
    """
    found = _URN.search(text)
    if not found:
        return ""
    return f"{title} names a case ({found[0]}), and everybody may read it: take the reference out."
