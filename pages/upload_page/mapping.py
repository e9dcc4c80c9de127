"""What the mapping of Upload asks of a file: for those who may publish, as it shows what is in it."""

from collections.abc import Mapping

from extracts.layouts import Layout
from extracts.mapping.draft_layout import draft_layout
from extracts.mapping.mapped_columns import MappedColumn, mapped_columns
from extracts.mapping.suggest import Suggestion
from extracts.mapping.suggest import suggest as suggested
from pages import data, signed_in


def suggest(content: bytes, name: str, sheet: str | None) -> Suggestion:
    """What the columns of a file may be. Raises DashboardError where it is no table."""
    signed_in.require("publish")
    return suggested(content, area=data.area(), sheet=sheet, name=name)


def mapped(
    suggestion: Suggestion, extract: str, columns: Mapping[str, int | None]
) -> dict[str, MappedColumn]:
    """Field -> what it meets in its column. columns: of all fields, field -> position, or None.

    Raises DashboardError where the rows cannot be told apart, or a column cannot be mapped.
    """
    signed_in.require("publish")
    return mapped_columns(suggestion, extract, columns)


def draft(
    suggestion: Suggestion,
    name: str,
    extract: str,
    columns: Mapping[str, int | None],
    values: Mapping[str, Mapping[str, str]],
    constants: Mapping[str, str],
    dates: Mapping[str, str],
) -> Layout:
    """The layout of a person's choices. Raises LayoutError, in words, where they cannot be."""
    signed_in.require("publish")
    return draft_layout(
        suggestion,
        name=name,
        extract=extract,
        columns=columns,
        values=values,
        constants=constants,
        dates=dates,
    )
