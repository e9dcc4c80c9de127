"""Which extract a heading row belongs to, and which column is which field."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from extracts.dates import FORMATS
from extracts.errors import (
    HeadingsLacking,
    LayoutError,
    UnknownHeadings,
    UnknownShape,
    did_you_mean,
    in_words,
)
from extracts.extract import Extract
from extracts.fields import Field, squash
from extracts.layouts import Layout
from extracts.reading.headings import Heading, column_letters

_SHOWN = 12


@dataclass(frozen=True, kw_only=True)
class Columns:
    """Which column holds which field, and what of the headings is not kept, column -> why."""

    extract: Extract
    position: Mapping[str, int]
    undeclared: Mapping[int, str]


def recognise(heading: Heading, extracts: Iterable[Extract]) -> Extract:
    """The extract whose fields are all there, or nearest to it; UnknownHeadings if none is near."""
    squashed = {squash(c) for c in heading.cells}
    ranked = sorted(
        extracts, key=lambda e: (len(_missing(squashed, e)), -_n_found(squashed, e), e.key)
    )
    nearest = ranked[0]
    if not _missing(squashed, nearest) or _n_found(squashed, nearest) >= max(
        2, len(nearest.fields) // 2
    ):
        return nearest
    named = [c for c in range(len(heading.cells)) if heading.cells[c].strip()]
    hint, on_screen = "For other headings give a layout.", "Say below what each column is."
    if len(named) == 1 and any(d in heading.cells[named[0]] for d in ",;\t|"):
        hint = "Each row is in one cell: part it into columns, or export the file again."
        on_screen = hint
    written = in_words(e.title for e in ranked)
    if any(day.fits(heading.cells[c].strip()) for c in named for day in FORMATS.values()):
        raise UnknownShape(
            f"The file has no row of headings: row {heading.row} holds a date where a heading "
            f"should be. Put headings above the rows, as those of an extract ({written})."
        )
    known = (
        f"The headings in row {heading.row} are not those of any extract: "
        f"{_listed([heading.shown(c) for c in named])}. The extracts are {written}."
    )
    raise UnknownShape(f"{known} {hint}", f"{known} {on_screen}")


def match_columns(heading: Heading, extract: Extract, layout: Layout | None) -> Columns:
    """The column of each field by layout, name or alias.

    Raises UnknownHeadings where one is missing or double, LayoutError where the file lacks a
    heading of the layout.
    """
    squashed = [squash(c) for c in heading.cells]
    by_layout = layout.fields_by_heading() if layout else {}
    _check_layout(layout, by_layout, heading, squashed)
    position: dict[str, int] = {}
    spare: dict[int, str] = {}
    for field in extract.fields:
        own = [word for word in field.headings() if word not in by_layout]
        mapped = [word for word, name in by_layout.items() if name == field.name]
        is_constant = layout is not None and field.name in layout.constants
        wanted = mapped or ([] if is_constant else own)
        at = next((where for w in wanted if (where := _where(w, squashed))), [])
        if len(at) > 1:
            raise UnknownHeadings(
                f"Columns {in_words(map(column_letters, at))} have the same heading, "
                f'"{heading.shown(at[0])}". Rename or remove those that are not {field.title}.'
            )
        if at:
            position[field.name] = at[0]
        source = (
            "the layout" if mapped or is_constant else f'"{heading.shown(at[0])}"' if at else ""
        )
        why = (
            f"This is also a heading for {field.title}, which is read from {source}; this one is "
            "not kept. If it is the right one, map it with a layout."
        )
        spare |= {i: why for i, word in enumerate(squashed) if word in own and [i] != at}
    _check_complete(heading, extract, layout, position)
    return Columns(
        extract=extract,
        position=position,
        undeclared=_undeclared(heading, extract, layout, position, spare),
    )


def _where(word: str, squashed: Sequence[str]) -> list[int]:
    return [i for i, other in enumerate(squashed) if other == word]


def _undeclared(
    heading: Heading,
    extract: Extract,
    layout: Layout | None,
    position: Mapping[str, int],
    spare: Mapping[int, str],
) -> dict[int, str]:
    """Column -> why it is not kept."""
    found = {}
    unfilled = {w: f.title for f in extract.fields if f.name not in position for w in f.headings()}
    for i, cell in enumerate(heading.cells):
        if i in position.values() or (layout and layout.ignores(cell)):
            continue
        if not cell.strip():
            if i in heading.filled:
                found[i] = (
                    f"Column {column_letters(i)} has no heading; it is not kept. If it is part of "
                    "the extract, give it its heading."
                )
            continue
        near = get_close_matches(squash(cell), unfilled, n=1, cutoff=0.7)
        hint = f" If it is {unfilled[near[0]]}, rename it." if near else ""
        found[i] = spare.get(i, f"This column is not part of the extract; it is not kept.{hint}")
    return found


def _check_layout(
    layout: Layout | None, by_layout: Mapping[str, str], heading: Heading, squashed: Sequence[str]
) -> None:
    if not layout:
        return
    lacking = [h for h in layout.columns if squash(h) not in squashed]
    if lacking:
        there = [
            heading.shown(i) for i, word in enumerate(squashed) if word and word not in by_layout
        ]
        says = (
            f'The layout "{layout.name}" maps {_listed(lacking)}, which the file does not have '
            f"in row {heading.row}.{did_you_mean(lacking[0], there)} "
        )
        other = "Correct the layout, or choose another.", "Say below anew what each column is."
        raise HeadingsLacking(says + other[0], says + other[1])


def _missing(squashed: set[str], extract: Extract) -> list[Field]:
    return [
        f for f in extract.fields if not f.absent and not any(h in squashed for h in f.headings())
    ]


def _n_found(squashed: set[str], extract: Extract) -> int:
    return sum(any(h in squashed for h in f.headings()) for f in extract.fields)


def _check_complete(
    heading: Heading, extract: Extract, layout: Layout | None, position: Mapping[str, int]
) -> None:
    constants = layout.constants if layout else {}
    missing = [
        f
        for f in extract.fields
        if not f.absent and f.name not in position and f.name not in constants
    ]
    if missing:
        taken = set(position.values())
        spare = [
            heading.shown(i)
            for i, cell in enumerate(heading.cells)
            if cell.strip() and i not in taken
        ]
        hints = "".join(
            f' "{near}" may be {f.title}.' for f in missing for near in _near(f.headings(), spare)
        )
        says = (
            f"Row {heading.row} has no heading for {in_words(f.title for f in missing)}, which "
            f"{extract.title} needs.{hints} Headings not used: {_listed(spare)}. Add or rename "
            "what is missing, or "
        )
        other = "map other headings with a layout.", "say below what each column is."
        raise UnknownHeadings(says + other[0], says + other[1])
    if not position:
        raise LayoutError(
            "The layout gives every field a constant, so nothing of the file is read."
        )


def _near(words: Sequence[str], spare: Sequence[str]) -> list[str]:
    return [c for c in spare if any(did_you_mean(squash(c), [w]) for w in words)][:1]


def _listed(headings: Sequence[str]) -> str:
    shown = in_words(f'"{h}"' for h in headings[:_SHOWN]) if headings else "none"
    more = len(headings) - _SHOWN
    return f"{shown} and {more} more" if more > 0 else shown
