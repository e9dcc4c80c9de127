"""What the commands say of what they did not do: refused, passed over, stopped."""

from pathlib import Path

from extracts.commands.words import finding_lines
from extracts.errors import (
    DashboardError,
    HeadingsElsewhere,
    SheetIsEmpty,
    UnknownShape,
    brief,
    in_words,
)
from extracts.extract import Extract
from extracts.files import ENDINGS
from extracts.publications import Publication
from extracts.read import Reading
from extracts.reading.extract_day import days_in
from extracts.refusals import NotConfirmed, Unconfirmed, WasFollowed

_NAMED = 5  # files that were passed over


def refused_lines(name: str, why: DashboardError, reading: Reading | None) -> list[str]:
    """Why a file was refused; and its findings, where they are the reason."""
    lines = [f"{name}: refused. {why}{option_for(why)}"]
    if reading and reading.n_rows and not reading.n_accepted:
        lines += finding_lines(reading)
    return lines


def option_for(why: DashboardError) -> str:
    """A sentence that names the option for what a refusal says to do, where there is one."""
    if isinstance(why, Unconfirmed):
        return f" To confirm it, add --withdraw {why.n}; for changes, leave out --full."
    if isinstance(why, NotConfirmed):
        return f" To confirm it, add --confirm {why.n}."
    if isinstance(why, WasFollowed):
        return " To take them back with it, add --and-later."
    if isinstance(why, UnknownShape):
        return " 'python -m extracts template' writes an empty file of each extract."
    if isinstance(why, HeadingsElsewhere) and len(why.fits) == 1:
        return f' To read it, add --sheet "{why.fits[0]}".'
    if isinstance(why, SheetIsEmpty | HeadingsElsewhere):
        return " To name it, add --sheet NAME."
    return ""


def passed_over_lines(paths: list[Path]) -> list[str]:
    """What was left in the folders named, those first whose names have a day."""
    if not paths:
        return []
    first = sorted(paths, key=lambda p: not days_in(p.name))
    names = [brief(p.name) for p in first[:_NAMED]]
    if (more := len(paths) - _NAMED) > 0:
        names.append(f"{more:,} more")
    return [f"Passed over: {in_words(names)}. Of a folder, files are taken that end in {ENDINGS}."]


def stopped_line(
    name: str, extract: Extract | None = None, publication: Publication | None = None
) -> str:
    """What became of the file that was being loaded when the command was stopped."""
    if extract and publication:
        number = f"{extract.title} no. {publication.number}"
        return f"Stopped. {name} is published, as {number}; nothing after it was loaded."
    return f"Stopped. Of {name} nothing is published."
