"""What the commands say: a line or two for a person who has just loaded a file."""

from collections import Counter
from datetime import datetime

import pandas as pd

from extracts.effects.compare import Change
from extracts.effects.known_cases import columns_missing, emptied
from extracts.errors import count, in_words
from extracts.extract import Extract
from extracts.findings import Findings, listed
from extracts.intake import Published
from extracts.layouts import Layout
from extracts.publications import Publication, live
from extracts.read import Reading

_SHOWN = 20  # findings on a screen; the rest go to a file


def reading_lines(reading: Reading) -> list[str]:
    """What a file is and how its rows fared."""
    layout = f", layout {reading.layout.name}" if reading.layout else ""
    return [
        f"{reading.name}: {reading.extract.title}, {count(reading.n_rows, 'row')}, "
        f"{reading.encoding}{layout}, to {reading.extract_day:%a %d %b %Y} "
        f"({reading.extract_day_from})",
        fared(reading.n_accepted, reading.n_rejected, reading.n_repeated, len(reading.findings)),
    ]


def fared(accepted: int, rejected: int, repeated: int, findings: int) -> str:
    """How the rows of a file fared."""
    return (
        f"  accepted {accepted:,} · rejected {rejected:,} · repeated {repeated:,} · findings "
        f"{findings:,}"
    )


def change_lines(reading: Reading, change: Change) -> list[str]:
    """What publishing would do, and which values that are known it would empty."""
    return [
        f"  would be: new {change.n_new:,} · changed {change.n_changed:,} · unchanged "
        f"{change.n_unchanged:,} · open but not in the file {change.n_open_missing:,}",
        *(f"  {why}" for why in columns_missing(reading, change)),
        *(f"  {why}" for why in emptied(reading, change)),
    ]


def published_line(extract: Extract, publication: Publication) -> str:
    """What publishing did."""
    return (
        f"  published as {extract.title} no. {publication.number}: new {publication.n_new:,} · "
        f"changed {publication.n_changed:,} · unchanged {publication.n_unchanged:,} · withdrawn "
        f"{publication.n_withdrawn:,} · open but not in the file {publication.n_open_missing:,}"
    )


def already_lines(
    extract: Extract, publication: Publication, unused: Layout | None = None
) -> list[str]:
    """Why nothing was published. unused: the layout given, where it would read the file anew."""
    which = f"{extract.title} no. {publication.number}"
    line = (
        f"  nothing to publish: this very file is {which}, of {time_of(publication.at)} by "
        f"{publication.who}; to publish it anew, undo that first"
    )
    if unused is None:
        return [line]
    return [
        line,
        f'  the layout "{unused.name}" is not applied to it, nor kept for the next file: undo '
        f"{which}, then load the file with that layout",
    ]


def finding_lines(reading: Reading) -> list[str]:
    """The first findings, one a line."""
    lines = []
    for finding in listed(reading.findings.head(_SHOWN)):
        where = f"row {finding.row}" if finding.row else "the file"
        heading = f", {finding.heading}" if finding.heading else ""
        lines.append(f"  {where}{heading}: {finding.message}")
    if (more := len(reading.findings) - _SHOWN) > 0:
        lines.append(f"  and {more:,} more; 'check --findings FILE' writes all of them to a file")
    return lines


def findings_table(found: list[pd.DataFrame]) -> pd.DataFrame:
    """Every finding, for a spreadsheet. found: those of each file, with a column `file`."""
    whole = pd.concat([Findings().frame().assign(file=""), *found])
    return pd.DataFrame(
        {
            "File": whole["file"],
            "Row": whole["row"],
            "Heading": whole["heading"],
            "Value": whole["value"],
            "What to do": whole["message"],
            "Row left out": whole["rejects"].map({True: "yes", False: "no"}),
        }
    )


def outcome_lines(reading: Reading, result: Published, unused: Layout | None = None) -> list[str]:
    """What came of a file that was not refused. unused: as in `already_lines`."""
    if not result.was_already:
        return [
            *reading_lines(reading),
            published_line(reading.extract, result.publication),
            *finding_lines(reading),
        ]
    there = already_lines(reading.extract, result.publication, unused)
    if unused is None:
        return [*reading_lines(reading), *there]
    p = result.publication  # as it was read then, not as the layout reads it now
    return [
        f"{reading.name}: published before",
        fared(p.n_accepted, p.n_rejected, p.n_repeated, p.n_findings),
        *there,
    ]


def summary_line(outcomes: list[str]) -> str:
    """How several files fared, by outcome."""
    each = in_words(f"{n:,} {outcome}" for outcome, n in Counter(outcomes).items())
    return f"{count(len(outcomes), 'file')}: {each}."


def history_lines(extract: Extract, entries: list[Publication]) -> list[str]:
    """Every publication and undo of an extract, the newest first."""
    if not entries:
        return [f"{extract.title}: nothing published"]
    holding = len(live(entries))
    head = f"{extract.title}: {count(holding, 'publication')} {'holds' if holding == 1 else 'hold'}"
    return [head, *(f"  {_history_line(p)}" for p in reversed(entries))]


def _history_line(p: Publication) -> str:
    head = f"no. {p.number:<4} {time_of(p.at)}  {p.who}"
    note = f"  ({p.note})" if p.note else ""
    if p.is_undo:
        return f"{head}  undid {in_words(f'no. {n}' for n in p.undoes)}{note}"
    if p.purged_before:
        return (
            f"{head}  purged {count(p.n_purged, 'case')} over before {p.purged_before:%d/%m/%Y} "
            f"and {count(p.n_purged_rejected, 'rejected row')}{note}"
        )
    full = ", as a full extract" if p.mode == "full" else ""
    gone = f", withdrawn {p.n_withdrawn:,}" if p.n_withdrawn else ""
    sample = "  [sample data]" if p.sample_rows else ""
    undone = "  [undone]" if p.is_undone else ""
    return (
        f"{head}  {p.file}, of {p.extract_day:%a %d %b %Y}{full}: new {p.n_new:,}, changed "
        f"{p.n_changed:,}, unchanged {p.n_unchanged:,}, rejected {p.n_rejected:,}{gone}{sample}"
        f"{undone}{note}"
    )


def undone_line(extract: Extract, undo: Publication, entries: list[Publication]) -> str:
    """What an undo took back."""
    taken = [p for p in entries if p.number in undo.undoes]
    files = in_words(f"no. {p.number} ({p.file})" for p in taken)
    return (
        f"{extract.title}: took back {files}. The undo is no. {undo.number}; the files may be "
        "published again."
    )


def time_of(at: datetime) -> str:
    """A moment, as the history has it."""
    return f"{at:%d %b %Y %H:%M} UTC"
