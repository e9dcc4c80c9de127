"""What an extract is: one kind of file, its fields, and the rules between them."""

from dataclasses import dataclass

import pyarrow as pa

from extracts.fields import Field


@dataclass(frozen=True, kw_only=True)
class NotBefore:
    """A rule between two dates of a row: `later` is not before `earlier`."""

    later: str
    earlier: str
    message: str


@dataclass(frozen=True, kw_only=True)
class Needs:
    """A rule within a row: where `field` is filled, so is `other`."""

    field: str
    other: str
    message: str


@dataclass(frozen=True, kw_only=True)
class Extract:
    """One kind of file: what a row is, its fields, and the rules between them.

    keys: the fields that tell one row's case from another's; rows that share the first belong
    together. opens, closes: the field that starts a row's life and the one whose blank means that
    it is still open (None: never open). ends: a field, and those of its values with which nothing
    follows the last row; with another value work goes on elsewhere.
    """

    key: str
    title: str
    one_row_is: str
    keys: tuple[str, ...]
    opens: str
    closes: str | None
    fields: tuple[Field, ...]
    rules: tuple[NotBefore | Needs, ...] = ()
    ends: tuple[str, tuple[str, ...]] | None = None

    def __post_init__(self) -> None:
        names = [f.name for f in self.fields]
        assert len(set(names)) == len(names), f"{self.key} declares a field twice"
        used = {*self.keys, self.opens, *([self.closes] if self.closes else [])}
        used |= {self.ends[0]} if self.ends else set()
        for rule in self.rules:
            used |= (
                {rule.later, rule.earlier}
                if isinstance(rule, NotBefore)
                else {rule.field, rule.other}
            )
        assert used <= set(names), f"{self.key} uses undeclared fields {used - set(names)}"
        assert all(not self[k].blank and not self[k].absent for k in self.keys), (
            f"{self.key}: blank key"
        )
        seen: dict[str, str] = {}
        for f in self.fields:
            for heading in f.headings():
                assert heading not in seen, (
                    f"{self.key}: {heading} means {seen[heading]} and {f.name}"
                )
                seen[heading] = f.name

    def __getitem__(self, name: str) -> Field:
        return next(f for f in self.fields if f.name == name)

    def schema(self) -> pa.Schema:
        """Column names and types of the rows as kept."""
        return pa.schema([(f.name, f.dtype) for f in self.fields])
