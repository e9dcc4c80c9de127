"""The periods of some days a second time, day by day."""

from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


def period_of(day: date, period: str) -> tuple[date, date]:
    """The first and the last day of the period that a day is in."""
    match period:
        case "day":
            return day, day
        case "week":
            monday = day - timedelta(days=day.weekday())
            return monday, monday + timedelta(days=6)
        case "month":
            first, months = day.replace(day=1), 1
        case "quarter":
            first, months = date(day.year, (day.month - 1) // 3 * 3 + 1, 1), 3
        case "financial_year":
            first, months = date(day.year - (day.month < 4), 4, 1), 12
    after = first.month - 1 + months
    return first, date(first.year + after // 12, after % 12 + 1, 1) - ONE_DAY


def periods(period: str, first: date, last: date) -> list[tuple[date, date]]:
    if period == "all":
        return [(first, last)] if first <= last else []
    days = (first + timedelta(days=i) for i in range((last - first).days + 1))
    return sorted({period_of(day, period) for day in days})
