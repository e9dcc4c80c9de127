"""Layouts: how other people's headings and values become the fields of an extract."""

import hashlib
import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from extracts.dates import day_format
from extracts.errors import LayoutError, did_you_mean
from extracts.fields import Date, Extract, squash
from extracts.registry import EXTRACTS


@dataclass(frozen=True, kw_only=True)
class Layout:
    """A mapping onto one extract.

    columns: source heading -> field. values: field -> (value as written -> value; "" is a blank).
    constants: field -> the same value in every row. dates: field -> format, which alone may be month
    first. ignore: headings that are left out without a finding; "*" for all the others.
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
                    raise LayoutError(
                        f'The layout "{self.name}" names the field "{name}", which {extract.title} does not have.'
                        f"{did_you_mean(name, names)}"
                    )
        twice = {n for n in self.columns.values() if list(self.columns.values()).count(n) > 1}
        twice |= set(self.columns.values()) & set(self.constants)
        if twice:
            raise LayoutError(f'The layout "{self.name}" fills {", ".join(sorted(twice))} from two places; keep one.')
        for name, written in self.dates.items():
            if not isinstance(extract[name], Date):
                raise LayoutError(f'The layout "{self.name}" gives a date format to {name}, which is not a date.')
            day_format(written)

    def fields_by_heading(self) -> dict[str, str]:
        """Squashed source heading -> field."""
        return {squash(heading): name for heading, name in self.columns.items()}

    def ignores(self, heading: str) -> bool:
        """Whether a heading is left out without a finding."""
        return "*" in self.ignore or squash(heading) in {squash(h) for h in self.ignore}

    def to_json(self) -> str:
        """The layout as text that `layout_from` reads back."""
        return json.dumps(asdict(self), sort_keys=True)


def layout_from(settings: Mapping[str, object], known: Mapping[str, Extract] = EXTRACTS) -> Layout:
    """A checked layout from a mapping such as a TOML or JSON file holds; LayoutError says what is wrong."""
    try:
        layout = Layout(**{k: tuple(v) if isinstance(v, list) else v for k, v in settings.items()})  # type: ignore[arg-type]
    except TypeError as why:
        raise LayoutError(f"The layout has a setting that is missing or not known: {why}.") from why
    if layout.extract not in known:
        raise LayoutError(f'The layout "{layout.name}" is for "{layout.extract}"; the extracts are {", ".join(known)}.')
    for part in ("columns", "values", "constants", "dates"):
        if not isinstance(getattr(layout, part), dict):
            raise LayoutError(f'In the layout "{layout.name}", {part} should be a table of names and values.')
    layout.check(known[layout.extract])
    return layout


def load_layout(path: str | Path, known: Mapping[str, Extract] = EXTRACTS) -> Layout:
    """The layout in a TOML file; LayoutError says what is wrong with it."""
    path = Path(path)
    try:
        return layout_from(tomllib.loads(path.read_text("utf-8")), known)
    except OSError as why:
        raise LayoutError(f"The layout {path.name} cannot be read: {why.strerror}.") from why
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as why:
        raise LayoutError(f"The layout {path.name} is not valid TOML: {why}.") from why


def fingerprint(headings: Sequence[str]) -> str:
    """The same for any file with the same headings, in whatever order, case or punctuation."""
    return hashlib.sha256("\n".join(sorted(map(squash, headings))).encode()).hexdigest()
