"""What the inbox says of a file: a line for the log, a report for a person, rows to correct."""

from collections.abc import Iterable

from extracts.commands.words import fared, published_line, time_of
from extracts.errors import count
from extracts.export import to_csv
from extracts.findings_grouped import grouped, to_correct
from extracts.inbox.take import Taken

_MOST_LINES = 50  # of findings, grouped


def outcome(taken: Taken) -> str:
    """In a word or two."""
    if taken.is_refused:
        return "refused"
    return "already there" if taken.was_already else "published"


def line(taken: Taken) -> str:
    """What came of a file, in a line of whole sentences."""
    if taken.is_refused:
        more = len(taken.reasons) - 1
        and_more = f" And {count(more, 'more reason')}, in its report." if more else ""
        return f"{taken.name}: refused. {taken.reasons[0].why}{and_more}"
    assert taken.publication
    assert taken.reading
    which = f"{taken.reading.extract.title} no. {taken.publication.number}"
    if taken.was_already:
        return f"{taken.name}: published before, as {which}."
    did = published_line(taken.reading.extract, taken.publication).strip()
    rejected = f", {count(taken.reading.n_rejected, 'row')} rejected"
    found = f", {count(len(taken.reading.findings), 'finding')}"
    return f"{taken.name}: {did}{rejected}{found}."


def report(taken: Taken) -> str:
    """The text that stands beside a file."""
    sections = [
        ("", [_headline(taken)]),
        ("What it was", _what_it_was(taken)),
        ("Counts", _counts(taken)),
        ("Why it was refused", _listed(reason.why for reason in taken.reasons)),
        ("What was doubtful, and published all the same", _doubts(taken)),
        ("Findings", _findings(taken)),
        ("What to do next", _what_next(taken)),
    ]
    return "\n".join(
        f"{heading}\n{'-' * len(heading)}\n{_lines(lines)}" if heading else _lines(lines)
        for heading, lines in sections
        if lines
    )


def findings_csv(taken: Taken) -> bytes | None:
    """The rejected rows as they came, each with what to do; None where there is none."""
    if taken.reading is None or not taken.reading.n_rejected:
        return None
    return to_csv(to_correct(taken.reading))


def _lines(lines: Iterable[str]) -> str:
    return "".join(f"{text}\n" for text in lines)


def _listed(texts: Iterable[str]) -> list[str]:
    return [f"* {text}" for text in dict.fromkeys(texts)]


def _headline(taken: Taken) -> str:
    if taken.is_refused:
        return f"{taken.name} was REFUSED: nothing of it is published."
    assert taken.publication
    if not taken.was_already:
        return f"{taken.name} was published."
    p = taken.publication
    return (
        f"{taken.name} was published before: this very file is no. {p.number}, of {time_of(p.at)} "
        f"by {p.who}. Nothing was published again."
    )


def _what_it_was(taken: Taken) -> list[str]:
    known = [f"Taken by the inbox on {time_of(taken.at)}."]
    if reading := taken.reading:
        layout = f", layout {reading.layout.name}" if reading.layout else ""
        known += [
            f"{reading.extract.title}: {count(reading.n_rows, 'row')}, {reading.encoding}{layout}.",
            f"To {reading.extract_day:%a %d %b %Y} ({reading.extract_day_from}).",
        ]
    return known + ([f"SHA-256: {taken.sha256}"] if taken.sha256 else [])


def _counts(taken: Taken) -> list[str]:
    if not (reading := taken.reading):
        return []
    lines = [
        fared(reading.n_accepted, reading.n_rejected, reading.n_repeated, len(reading.findings))
    ]
    if taken.publication:
        lines.append(published_line(reading.extract, taken.publication))
    return [text.strip() for text in lines]


def _doubts(taken: Taken) -> list[str]:
    if taken.is_refused or not taken.seen:
        return []
    return _listed(doubt.message for doubt in taken.seen.doubts)


def _findings(taken: Taken) -> list[str]:
    if taken.reading is None or taken.reading.findings.empty:
        return []
    groups = grouped(taken.reading)
    lines = [_group(*row) for row in groups.head(_MOST_LINES).itertuples(index=False)]
    more = len(groups) - _MOST_LINES
    return lines + ([f"* And {more:,} other kinds of finding."] if more > 0 else [])


def _group(heading: str, rule: str, n: int, left_out: str, rows: str, values: str) -> str:
    lost = "; left out" if left_out == "Yes" else ""
    where = (f", as in row {rows}" if rows else "") + (f": {values}" if values else "")
    return f"* {heading}: {rule} ({count(n, 'time')}{where}{lost})"


def _what_next(taken: Taken) -> list[str]:
    if taken.is_refused:
        return _listed(reason.what_next for reason in taken.reasons)
    if taken.reading and taken.reading.n_rejected:
        return [
            "* Correct the rows that stand in the list beside this report where they come from; "
            "they are counted once they come in a later file."
        ]
    return ["* Nothing."]
