"""Which extract a text is, by its headings; and where it is none, which other sheet is one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from extracts.errors import (
    DashboardError,
    HeadingsElsewhere,
    HeadingsLacking,
    LayoutError,
    SheetIsEmpty,
    UnknownHeadings,
    UnknownShape,
    in_words,
)
from extracts.extract import Extract
from extracts.layouts import Layout, fingerprint
from extracts.reading.encodings import Delimited
from extracts.reading.headings import Heading, find_heading, known_words
from extracts.reading.matching import Columns, match_columns, recognise


@dataclass(frozen=True, kw_only=True)
class Known:
    """What headings are told by. layout, extract: None where the headings are to tell."""

    extracts: Mapping[str, Extract]
    saved_layout: Callable[[str], Layout | None]
    layout: Layout | None = None
    extract: Extract | None = None


def columns_of(
    text: Delimited, known: Known, *, named: bool = False
) -> tuple[Heading, Layout | None, Columns]:
    """Where the headings are, the layout that reads them, and which column is which field.

    named: whether a person chose the sheet. Raises UnknownHeadings or LayoutError; where another
    sheet may be the table, HeadingsElsewhere.
    """
    try:
        return _columns_of(text.data, known)
    except (UnknownHeadings, HeadingsLacking) as why:
        fits = fitting(text, known) if text.other_sheets else {}
        if fits:
            raise _elsewhere(why, _which(text.sheet, named=named), fits) from why
        if isinstance(why, LayoutError) or not text.other_sheets:
            raise
        others = f"if the table is in it: {in_words(text.other_sheets)}."
        raise HeadingsElsewhere(
            f"{why} Only one sheet was read; name another {others}",
            f"{why.on_screen} Only one sheet was read; choose another below {others}",
        ) from why


def of_empty(why: SheetIsEmpty, known: Known, *, named: bool = False) -> DashboardError:
    """What is said of an empty sheet: where another has known headings, which."""
    fits = _fitting(why.first_rows(), known)
    if not fits:
        return why
    return _instead(f"{_which(why.sheet, named=named)} is empty", fits)


def fitting(text: Delimited, known: Known) -> dict[str, str]:
    """The sheets that were not read and whose headings are known -> by what, in words."""
    return _fitting(text.first_rows(), known)


def _columns_of(data: bytes, known: Known) -> tuple[Heading, Layout | None, Columns]:
    extract, layout = known.extract, known.layout
    heading = find_heading(data, known_words(known.extracts.values(), [layout] if layout else []))
    layout = layout or known.saved_layout(fingerprint(heading.cells))
    if layout:
        wanted = extract or known.extracts.get(layout.extract)
        if wanted is None or wanted.key != layout.extract:
            asked = f"not for {wanted.key}" if wanted else "which is not known"
            raise LayoutError(f'The layout "{layout.name}" is for {layout.extract}, {asked}.')
        layout.check(wanted)
        extract = wanted
    extract = extract or recognise(heading, known.extracts.values())
    return heading, layout, match_columns(heading, extract, layout)


def _fitting(first_rows: Mapping[str, bytes], known: Known) -> dict[str, str]:
    found = {}
    for name, rows in first_rows.items():
        try:
            _, layout, columns = _columns_of(rows, known)
        except DashboardError:  # it is not this one, whatever else it is
            continue
        found[name] = f'the layout "{layout.name}"' if layout else columns.extract.title
    return found


def _elsewhere(why: DashboardError, which: str, fits: Mapping[str, str]) -> HeadingsElsewhere:
    """Where a sheet is nearly an extract, it may itself be the one that is meant."""
    if not isinstance(why, UnknownShape):
        return HeadingsElsewhere(
            f"{why} Of the other sheets {_said(fits)}.",
            f"{why.on_screen} Of the other sheets {_said(fits)}.",
            fits=[*fits],
        )
    return _instead(f"{which} is no extract", fits)


def _instead(what: str, fits: Mapping[str, str]) -> HeadingsElsewhere:
    """Of a sheet that plainly is none: of several others a person has to choose."""
    says = f"{what}; {_said(fits)}."
    if len(fits) == 1:
        return HeadingsElsewhere(says, fits=[*fits], instead=next(iter(fits)))
    return HeadingsElsewhere(says, f"{says} Choose the one to read, below.", fits=[*fits])


def _which(sheet: str, *, named: bool) -> str:
    return f'The sheet "{sheet}"' if named else f'The first sheet, "{sheet}",'


def _said(fits: Mapping[str, str]) -> str:
    """Which sheets have the headings of what."""
    each = []
    for what in dict.fromkeys(fits.values()):
        names = [f'"{name}"' for name in fits if fits[name] == what]
        has = "has" if len(names) == 1 else "have"
        each.append(f"{in_words(names)} {has} the headings of {what}")
    return "; ".join(each)
