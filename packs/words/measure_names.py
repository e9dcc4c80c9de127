"""Measures named within a sentence; those that are parts of another stand with it."""

from collections.abc import Sequence

from packs.content import Row

# A measure -> the measures that its cases are divided into.
PARTS = {"letters_on_time": ("letters_enhanced", "letters_other")}


def together(rows: Sequence[Row]) -> list[str]:
    """Titles as they stand in a sentence, a part of a measure that is there too with it.

    So letters on time, and both kinds of them, are named once.
    """
    there = {row.key: lower(row.title) for row in rows}
    within = {part: of for of, parts in PARTS.items() if of in there for part in parts}
    said = []
    for key, title in there.items():
        if key in within:
            continue
        parts = [there[part] for part in PARTS.get(key, ()) if part in there]
        if len(parts) == 1:
            title += f" (and {parts[0]})"
        elif parts:
            title += " (and both of its parts)"
        said.append(title)
    return said


def lower(title: str) -> str:
    """A title within a sentence; one that begins with a name stays as it is."""
    first, _, rest = (title := title.rstrip(".")).partition(" ")
    if first[1:2].isupper() or rest[:1].isupper():
        return title
    return title[:1].lower() + title[1:]
