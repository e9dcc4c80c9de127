"""The history of an extract as a table: a row a publication, undo or purge, for a spreadsheet."""

from collections.abc import Sequence

import pandas as pd

from extracts.expected import LONDON
from extracts.extract import Extract
from extracts.publications import Publication, taken_back_by


def history_table(extract: Extract, history: Sequence[Publication]) -> pd.DataFrame:
    """Everything that is kept of each publication, undo and purge, the newest first.

    Counts are of rows, blank where an entry has none of the kind. Times are those of London.
    """
    undone = taken_back_by(history)
    rows = [_row(extract, p, undone) for p in reversed(history)]
    return pd.DataFrame(rows, columns=_COLUMNS).astype(dict.fromkeys([*_COUNTS, *_PURGED], "Int64"))


_COUNTS = {
    "Rows": "n_rows",
    "Accepted": "n_accepted",
    "Rejected": "n_rejected",
    "Repeated": "n_repeated",
    "New": "n_new",
    "Changed": "n_changed",
    "Unchanged": "n_unchanged",
    "Withdrawn": "n_withdrawn",
    "Open but not in the file": "n_open_missing",
    "Findings": "n_findings",
    "Sample rows": "sample_rows",
}
_PURGED = {"Cases removed for good": "n_purged", "Rejected rows removed": "n_purged_rejected"}
_COLUMNS = [
    *("Extract", "Number", "What", "Taken back by", "By", "On", "At", "Extract's own day"),
    *("Mode", "File", *_COUNTS, *_PURGED, "Changed by field", "Layout", "Note", "SHA-256"),
]


def _row(extract: Extract, p: Publication, undone: dict[int, int]) -> dict[str, object]:
    at = p.at.astimezone(LONDON)
    is_file = not (p.is_undo or p.is_purge)
    counts = {title: getattr(p, n) if is_file else None for title, n in _COUNTS.items()}
    purged = {title: getattr(p, n) if p.is_purge else None for title, n in _PURGED.items()}
    return {
        "Extract": extract.title,
        "Number": p.number,
        "What": _what(p),
        "Taken back by": f"no. {undone[p.number]}" if p.number in undone else None,
        "By": p.who,
        "On": at.date(),
        "At": f"{at:%H:%M:%S}",
        "Extract's own day": p.extract_day,
        "Mode": p.mode if is_file else None,
        "File": p.file or None,
        **counts,
        **purged,
        "Changed by field": "; ".join(f"{f}: {n:,}" for f, n in by_field(extract, p)) or None,
        "Layout": p.layout or None,
        "Note": p.note or None,
        "SHA-256": p.sha256 or None,
    }


def _what(p: Publication) -> str:
    if p.is_undo:
        return f"undo of {', '.join(f'no. {n}' for n in p.undoes)}"
    if p.is_purge:
        return f"purge of cases finished before {p.purged_before:%d/%m/%Y}"
    return "publication"


def by_field(extract: Extract, p: Publication) -> list[tuple[str, int]]:
    """(title of a field, in how many rows it changed), the most first.

    A field that this version of the program does not declare stands under its name.
    """
    titles = {f.name: f.title for f in extract.fields}
    counts = sorted(p.changed_fields.items(), key=lambda found: (-found[1], found[0]))
    return [(titles.get(name, name), n) for name, n in counts]
