"""A store of two and a half years of charging in two units, that can be counted by hand."""

from datetime import date, timedelta
from pathlib import Path

from tests.pages.made import put

UNITS = ("Cumbria Magistrates Hub", "Western Magistrates Unit")
MONTHS = [date(2024 + (4 + n) // 12, (4 + n) % 12 + 1, 1) for n in range(30)]  # to October 2026
DAY = "2026-11-20"


def on_time(unit: str, n: int) -> int:
    """Of 12 submissions that fell due in the nth month, how many were decided in time."""
    if unit == UNITS[0]:
        return 10 + n % 2
    return 9 + n % 2 if n < 24 else 4  # it slides from May 2026 on


def submissions(unit: str, month: date, in_time: int, late: int, first: int = 0) -> list[dict]:
    """Rows that fall due in a month: received on the 20th of the month before."""
    received = (month - timedelta(days=1)).replace(day=20)
    days = [5 if case < in_time else 40 for case in range(in_time + late)]
    return [
        {
            "urn": f"00SA{UNITS.index(unit)}{(month.year - 2020) * 12 + month.month:03}{case:03}",
            "unit": unit,
            "received_on": f"{received:%d/%m/%Y}",
            "decided_on": f"{received + timedelta(days=days[case - first]):%d/%m/%Y}",
            "outcome": "Charge",
        }
        for case in range(first, first + in_time + late)
    ]


def build(store: Path) -> None:
    """Twelve submissions a unit and month, in one file of Fri 20 Nov 2026."""
    rows = [
        row
        for unit in UNITS
        for n, month in enumerate(MONTHS)
        for row in submissions(unit, month, on_time(unit, n), 12 - on_time(unit, n))
    ]
    put(store, "charging", DAY, *rows)


def add_late(store: Path) -> None:
    """A week later: three more fell due in October in the second unit, one of them in time."""
    put(store, "charging", "2026-11-27", *submissions(UNITS[1], MONTHS[-1], 1, 2, first=12))
