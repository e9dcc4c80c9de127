"""What the reader chose in the sidebar, as a value."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Filters:
    """The filters. unit, casework_type: None for all; months: 0 for all; as_at: None for the latest."""

    unit: str | None
    casework_type: str | None
    months: int
    as_at: date | None


EVERYTHING = Filters(unit=None, casework_type=None, months=0, as_at=None)
