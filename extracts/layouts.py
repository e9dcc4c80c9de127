"""Layouts: how other people's headings and values become the fields of an extract."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import pyarrow as pa

from extracts.dates import day_format
from extracts.errors import LayoutError, did_you_mean, in_words
from extracts.extract import Extract
from extracts.fields import Field, squash
from extracts.kinds import Date
from extracts.registry import EXTRACTS
from extracts.settings import misfit, read_toml


@dataclass(frozen=True, kw_only=True)
class Layout:
    """A mapping onto one extract.

    columns: source heading -> field. values: field -> (value as written -> value; "" is a blank).
    constants: field -> the same value in every row. dates: field -> format, which alone may be
    month first. ignore: headings that are left out without a finding; "*" for all the others.
    """

    name: str
    extract: str
    columns: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    dates: Mapping[str, str] = field(default_factory=dict)
    ignore: tuple[str, ...] = ()

    def check(self, extract: Extract) -> None:
        """Raise LayoutError where a field, a format or a mapping of the layout cannot be."""
        names = [f.name for f in extract.fields]
        for part in (self.columns.values(), self.values, self.constants, self.dates):
            for name in part:
                if name not in names:
                    raise self._wrong(
                        f'names the field "{name}", which {extract.title} does not have.'
                        f"{did_you_mean(name, names)}"
                    )
        if twice := _double([*self.columns.values(), *self.constants]):
            raise self._wrong(f"fills {in_words(twice)} from two places; keep one.")
        if twice := _double(map(squash, self.columns)):
            raise self._wrong(f'maps "{twice[0]}" twice, written in two ways; keep one.')
        for name, written in self.dates.items():
            if not isinstance(extract[name], Date):
                raise self._wrong(f"gives a date format to {name}, which is not a date.")
            day_format(written)
        for name, value in self._given():
            if why := self._fault(extract[name], value):
                raise self._wrong(f'gives {name} the value "{value}". {why}')

    def _given(self) -> Iterator[tuple[str, str]]:
        """(field, value) of every value that the layout itself brings."""
        yield from self.constants.items()
        for name, written in self.values.items():
            yield from ((name, value) for value in written.values() if value)

    def _fault(self, of: Field, value: str) -> str | None:
        if not value:
            return None if of.blank or of.absent else f"{of.title} may not be blank."
        if isinstance(of, Date):
            written = day_format(self.dates[of.name]) if of.name in self.dates else None
            return of.parse(pa.array([value]), written).faults.get(0)
        return of.parse(pa.array([value])).faults.get(0)

    def _wrong(self, why: str) -> LayoutError:
        return LayoutError(f'The layout "{self.name}" {why}')

    def fields_by_heading(self) -> dict[str, str]:
        """Squashed source heading -> field."""
        return {squash(heading): name for heading, name in self.columns.items()}

    def ignores(self, heading: str) -> bool:
        """Whether a heading is left out without a finding."""
        return "*" in self.ignore or squash(heading) in {squash(h) for h in self.ignore}

    def to_json(self) -> str:
        """The layout as text that `layout_from` reads back."""
        return json.dumps(asdict(self), sort_keys=True)


def _double(names: Iterable[str]) -> list[str]:
    every = list(names)
    return sorted({n for n in every if every.count(n) > 1})


def _is_table(part: object) -> bool:
    return isinstance(part, dict) and all(isinstance(t, str) for t in (*part, *part.values()))


def layout_from(
    settings: Mapping[str, Any],
    known: Mapping[str, Extract] = EXTRACTS,
    *,
    what: str = "The layout",
) -> Layout:
    """A checked layout from settings as TOML or JSON holds them; LayoutError says what is wrong.

    what: how to name it where its own name is not known.
    """
    if why := misfit(settings, Layout):
        raise LayoutError(f"{what} has a setting that is missing or not known: {why}")
    layout = Layout(**settings)
    values = layout.values
    right = {
        "name": isinstance(layout.name, str) and bool(layout.name.strip()),
        "extract": isinstance(layout.extract, str),
        "columns": _is_table(layout.columns),
        "values": isinstance(values, dict) and all(map(_is_table, values.values())),
        "constants": _is_table(layout.constants),
        "dates": _is_table(layout.dates),
        "ignore": isinstance(layout.ignore, list | tuple)
        and all(isinstance(h, str) for h in layout.ignore),
    }
    for part, is_right in right.items():
        if not is_right:
            kind = {"name": "a text", "extract": "a text", "ignore": "a list of headings"}
            raise LayoutError(
                f'In the layout "{layout.name}", {part} should be '
                f"{kind.get(part, 'a table of names and texts')}."
            )
    if layout.extract not in known:
        raise LayoutError(
            f'The layout "{layout.name}" is for "{layout.extract}"; the extracts are '
            f"{', '.join(known)}.{did_you_mean(layout.extract, list(known))}"
        )
    layout.check(known[layout.extract])
    return replace(layout, ignore=tuple(layout.ignore))


def load_layout(path: str | Path, known: Mapping[str, Extract] = EXTRACTS) -> Layout:
    """The layout in a TOML file; LayoutError says what is wrong with it."""
    path = Path(path)
    settings = read_toml(path, f"The layout {path.name}", LayoutError)
    return layout_from(settings, known, what=f"The layout {path.name}")


def fingerprint(headings: Sequence[str]) -> str:
    """The same for any file with the same headings, in whatever order, case or punctuation."""
    words = sorted(filter(None, map(squash, headings)))
    return hashlib.sha256("\n".join(words).encode()).hexdigest()
