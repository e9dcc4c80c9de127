"""The measures of disclosure, of which one depends on the Area's settings."""

from extracts.area import Area
from metrics.clocks import ByValue, CalendarDays, Clock, DueOn, Where
from metrics.limits import Limit
from metrics.measure import LATE_IF_OPEN, OURS, Measure

CLOCK = "The clock starts on the day the duty arises and stops on the day disclosure is served."
CUSTODY_OR_BAIL = ByValue("in_custody", {True: CalendarDays(50), False: CalendarDays(70)})


def disclosure(area: Area) -> tuple[Measure, ...]:
    """Initial and continuing disclosure, with the Area's number of days for the second."""
    days = area.continuing_disclosure_days
    limit = None if days is None else CalendarDays(days)
    return (
        Measure(
            key="disclosure_initial",
            title="Initial disclosure on time",
            issue=2,
            extract="disclosure",
            clock=_duties("Initial", CUSTODY_OR_BAIL),
            began="triggered",
            ended="served",
            headline="on_time_share",
            denominator="fell_due",
            shown_as="share",
            counting_unit="duties",
            better="higher",
            standard="The court's date; without one, 50 calendar days in custody and 70 on bail",
            standard_source=f"{OURS}50 and 70 days are the limits for serving the prosecution's "
            "evidence after sending [S25, S26], with which initial disclosure goes in the Crown "
            "Court. For unused material the law sets no number of days [S30].",
            says=f"Duties of initial disclosure. {CLOCK} It is due on the date that the court set "
            "last; without one, 50 calendar days after it arose where the defendant is in custody "
            f"and 70 where not. {LATE_IF_OPEN}",
            why_it_matters="Late disclosure delays trials, and its timeliness is one of the Area's "
            "issues to address.",
            caveats="50 and 70 days are limits of the Crown Court: for a duty in the magistrates' "
            "courts that has no date from the court, they are longer than is usual.",
        ),
        Measure(
            key="disclosure_continuing",
            title="Continuing disclosure on time",
            issue=2,
            extract="disclosure",
            clock=_duties("Continuing", limit),
            began="triggered",
            ended="served",
            headline="on_time_share",
            denominator="fell_due",
            shown_as="share",
            counting_unit="duties",
            better="higher",
            standard="The court's date; without one, "
            + (f"{limit.says()} (the Area's setting)" if limit else "no standard"),
            standard_source=f"{OURS}the duty is to disclose as soon as is reasonably practicable "
            "[S30], and no number of days for it was found.",
            says=f"Duties of continuing disclosure, one for each trigger. {CLOCK} It is due on the "
            "date that the court set last; without one, after the Area's number of days, or never "
            f"where the Area has set none. {LATE_IF_OPEN}",
            why_it_matters="The defence's case and new material may change what must be shown.",
            caveats="A duty without a due day is among the open, and in no share.",
        ),
    )


def _duties(stage: str, otherwise: Limit | None) -> Clock:
    return Clock(
        extract="disclosure",
        where=(Where("stage", (stage,)),),
        starts="triggered_on",
        stops="served_on",
        limit=DueOn("due_on", otherwise=otherwise),
    )
