"""Files of other offices for the tests: charging rows under headings that nobody declared."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from extracts.area import Area
from extracts.mapping.suggest import FieldSuggestion, Suggestion, suggest
from extracts.registry import EXTRACTS
from tests.extracts.hostile import AREA

FIRST = date(2026, 1, 5)


def table(headings: Iterable[str], rows: Iterable[Iterable[object]], delimiter: str = ",") -> bytes:
    """A file with these headings and rows."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(headings)
    writer.writerows(rows)
    return out.getvalue().encode()


def columns_of(columns: Mapping[str, Sequence[object]]) -> bytes:
    """A file with these columns, heading -> cells."""
    return table(columns, zip(*columns.values(), strict=True))


def days(n: int, *, after: int = 0, form: str = "%d/%m/%Y") -> list[str]:
    """Days as text, each a day later than the last."""
    return [f"{FIRST + timedelta(days=i + after):{form}}" for i in range(n)]


def references(n: int) -> list[str]:
    """References, no two alike."""
    return [f"06AB{i * 7919 % 100_000:05}" for i in range(n)]


def turned(values: Sequence[str], n: int) -> list[str]:
    """These values again and again."""
    return [values[i % len(values)] for i in range(n)]


def suggested(data: bytes, extract: str = "charging", **options: object) -> dict[str, str | None]:
    """Field -> the heading that is suggested."""
    made = suggest(data, area=AREA, **options)  # type: ignore[arg-type]
    return by_heading(made, extract)


def by_heading(made: Suggestion, extract: str) -> dict[str, str | None]:
    return {
        f.field.name: None if f.position is None else made.columns[f.position].heading
        for f in made.fields[extract]
    }


def of_field(made: Suggestion, extract: str, name: str) -> FieldSuggestion:
    """What is suggested for a field."""
    return next(f for f in made.fields[extract] if f.field.name == name)


def made_for(
    columns: Mapping[str, Sequence[object]], area: Area = AREA, **options: object
) -> Suggestion:
    """The suggestion for a file of these columns."""
    return suggest(columns_of(columns), area=area, extracts=EXTRACTS, **options)  # type: ignore[arg-type]


def police_force(n: int = 60) -> dict[str, list[str]]:
    """A file of a police force: other words, another order, dates month first, aliases of units."""
    return {
        "Case Closed": [
            d if i % 3 else "" for i, d in enumerate(days(n, after=9, form="%m/%d/%Y"))
        ],
        "Result Code": [v if i % 3 else "" for i, v in enumerate(turned(["NFA", "Charged"], n))],
        "Team": turned(["Cumbria MC", "Lancs CC", "Lancs Crwn"], n),
        "Officer": turned(["Smith", "Jones", "Khan"], n),
        "Remand?": turned(["Bail", "Custody"], n),
        "Rcvd Date": days(n, form="%m/%d/%Y"),
        "Crime Ref": references(n),
        "Path": turned(["28 day", "5 day"], n),
        "Court Type": turned(["MC", "Crown", "Felony"], n),
        "Attempt No": turned(["1", "1", "2"], n),
    }
