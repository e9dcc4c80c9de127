"""The values of a column that a field does not understand, and what each may mean."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from extracts.area import Area
from extracts.dates import day_format
from extracts.fields import Field
from extracts.kinds import Choice, Date, YesNo
from extracts.mapping.date_forms import DateForm
from extracts.mapping.nearest_value import nearest_value
from extracts.reading.columns import trimmed
from extracts.text_kinds import Unit

_MOST_READ = 20_000  # distinct values that are looked at, the most frequent first
_MOST_NEAREST = 100  # of which the nearest known value is looked for


@dataclass(frozen=True, kw_only=True)
class Unread:
    """A value as written ("" is a blank) that the field does not know.

    n: how many rows have it. nearest: the known value that it may mean, "" where none is near.
    """

    written: str
    n: int
    nearest: str = ""


def counted_texts(column: pa.Array) -> tuple[dict[str, int], int]:
    """(distinct texts, trimmed -> how many rows have each; how many are blank).

    The most frequent first, and no more than are looked at.
    """
    texts = trimmed(column.dictionary)
    n_of_each = np.bincount(column.indices.to_numpy(), minlength=len(texts))
    blank = pc.equal(texts, "").to_numpy(zero_copy_only=False)
    n_blank = int(n_of_each[blank].sum())
    n_of_each[blank] = 0
    most = np.argsort(-n_of_each, kind="stable")[:_MOST_READ]
    most = most[n_of_each[most] > 0]
    counted: dict[str, int] = {}
    for text, n in zip(texts.take(pa.array(most)).to_pylist(), n_of_each[most], strict=True):
        counted[text] = counted.get(text, 0) + int(n)
    return dict(sorted(counted.items(), key=lambda c: -c[1])), n_blank


def unread_values(
    field: Field,
    texts: list[str],
    counted: Mapping[str, int],
    forms: tuple[DateForm, ...],
    area: Area,
) -> Iterator[Unread]:
    """The texts that the field does not know, dates by their likeliest form."""
    if isinstance(field, Unit) and area.units:
        known = {word: u.name for u in area.units for word in (u.name, u.short, *u.aliases)}
        wrong = [t for t in texts if not area.knows(t)]
    else:
        known = _spelt(field)
        wrong = _wrong(field, texts, forms)
    for n, text in enumerate(wrong):
        near = nearest_value(text, known) if n < _MOST_NEAREST else ""
        yield Unread(written=text, n=counted[text], nearest=near)


def _wrong(field: Field, texts: list[str], forms: tuple[DateForm, ...]) -> list[str]:
    given = pa.array(texts, pa.string())
    if isinstance(field, Date):
        faults = (
            field.parse(given, day_format(forms[0].name)).faults if forms else range(len(texts))
        )
    else:
        faults = field.parse(given).faults
    return [texts[i] for i in faults]


def _spelt(field: Field) -> dict[str, str]:
    """Every spelling of a value, as a person would write it -> the value."""
    if isinstance(field, Choice):
        return {**field.spellings} | {v: v for v in field.values}
    if isinstance(field, YesNo):
        return dict.fromkeys(field.yes, "Yes") | dict.fromkeys(field.no, "No")
    return {}
