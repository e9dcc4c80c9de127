"""The product's own figures of real cases, in the shape of the reference answers."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pandas as pd
import pyarrow as pa

from metrics.clocks import CalendarDays, Clock, DueOn, Limit, WorkingDays
from metrics.counts import counts
from metrics.timeliness import timeliness

# The references count working days as numpy.busday_count does.
COUNTED = "next working day"
NOT_RECORDED = "Not recorded"  # how a layout writes a blank unit, which the references keep as ""


class Figures:
    """Figures of rows with unit, casework_type and two dates."""

    def __init__(
        self, rows: pa.Table, *, starts: str, stops: str, as_of: date, due: str | None = None
    ) -> None:
        self.rows, self.starts, self.stops = rows, starts, stops
        self.as_of, self.due = as_of, due

    def cells(self, like: dict[str, Any], by: tuple[str, ...] = (), period: str = "all") -> dict:
        """(unit, month) -> figures as in the reference; `like` shows which limits are asked for."""
        found: dict[tuple[str, str], dict[str, Any]] = {}
        for days, kind in (("within_days", CalendarDays), ("within_working_days", _working)):
            for n in like.get(days, {}):
                for key, line in self._lines(kind(int(n)), by, period):
                    cell = found.setdefault(key, {"n_valid": line["finished"]})
                    cell.setdefault(days, {})[n] = line["finished_on_time"]
                    if kind is CalendarDays:
                        cell["median_days"], cell["mean_days"] = _days(line)
                    else:
                        cell["median_working_days"], _ = _days(line)
        if "by_due_date" in like:
            assert self.due is not None
            for key, line in self._lines(DueOn(self.due), by, period):
                due = {"num": line["finished_on_time"], "den": line["finished_with_limit"]}
                found[key]["by_due_date"] = due
        return {key: cell for key, cell in found.items() if cell["n_valid"] or not by}

    def received_in(self, month: str) -> "Figures":
        """The same of the cases received in a month alone."""
        days = self.rows[self.starts].to_pylist()
        mask = pa.array([d is not None and f"{d:%Y-%m}" == month for d in days])
        kept = self.rows.filter(mask)
        return Figures(kept, starts=self.starts, stops=self.stops, as_of=self.as_of, due=self.due)

    def _lines(
        self, limit: Limit, by: tuple[str, ...], period: str
    ) -> Iterable[tuple[tuple[str, str], dict[str, Any]]]:
        clock = Clock(extract="real cases", starts=self.starts, stops=self.stops, limit=limit)
        found = timeliness(
            counts(self.rows, clock, as_of=self.as_of),
            period=period,
            by=by,
            as_of=self.as_of,
            small_number=0,
        )
        for line in found.to_dict("records"):
            unit = str(line.get("unit", ""))
            month = f"{line['period']:%Y-%m}" if period == "month" else ""
            yield ("" if unit == NOT_RECORDED else unit, month), line


def _working(n: int) -> WorkingDays:
    return WorkingDays(n, start=COUNTED)


def _days(line: dict[str, Any]) -> tuple[float | None, float | None]:
    if pd.isna(line["median_days"]):
        return None, None
    return line["median_days"], round(line["mean_days"], 4)


def expected(cell: dict[str, Any]) -> dict[str, Any]:
    """A cell of a reference without its percentages, which are the counts again."""
    wanted = {"n_valid": cell["n_valid"], "median_days": cell["median_days"]}
    wanted["mean_days"] = cell["mean_days"]
    for days in ("within_days", "within_working_days"):
        if days in cell:
            wanted[days] = {n: each["num"] for n, each in cell[days].items()}
            for each in cell[days].values():
                share = round(100 * each["num"] / cell["n_valid"], 4) if cell["n_valid"] else None
                assert each["pct"] == share
    if "median_working_days" in cell:
        wanted["median_working_days"] = cell["median_working_days"]
    if "by_due_date" in cell:
        wanted["by_due_date"] = {part: cell["by_due_date"][part] for part in ("num", "den")}
    return wanted


def check(figures: Figures, reference: dict[str, Any]) -> None:
    """Every figure of a reference is the product's."""
    overall = reference["overall"]
    (mine,) = figures.cells(overall).values()
    assert mine == expected(overall)
    by_unit = figures.cells(overall, ("unit",))
    assert by_unit == {(u, ""): expected(c) for u, c in _valid(reference.get("by_unit", {}))}
    if "by_month_decided" in reference:
        by_month = figures.cells(overall, (), "month")
        by_month = {key: cell for key, cell in by_month.items() if cell["n_valid"]}
        decided = _valid(reference["by_month_decided"])
        assert by_month == {("", month): expected(c) for month, c in decided}
    for month, cell in _valid(reference.get("by_month_received", {})):
        (mine,) = figures.received_in(month).cells(overall).values()
        assert mine == expected(cell), month
    if "by_unit_and_month_decided" in reference:
        every = reference["by_unit_and_month_decided"]
        wanted = {(c["unit"], c["month"]): expected(c) for c in every if c["n_valid"]}
        assert figures.cells(overall, ("unit",), "month") == wanted


def _valid(cells: dict[str, dict[str, Any]]) -> list[tuple[str, dict[str, Any]]]:
    return [(key, cell) for key, cell in cells.items() if cell["n_valid"]]
