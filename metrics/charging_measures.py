"""The measures of charging: how soon, how many wait, what goes back, and the case as a whole."""

from metrics.cases import CASE_NEEDS, POLICE_NEEDS, end_to_end, police_response
from metrics.clocks import CalendarDays, Clock, DueOn, NoLimit, Where
from metrics.limits import Limit
from metrics.measure import FILLS_UP, LATE_IF_OPEN, OURS, Measure
from metrics.ratios import RETURNED_NEEDS

EACH = (
    "Each submission is counted by itself: one that comes back is a new one. The clock starts on "
    "the day it is received and stops on the day it is decided, whatever the outcome."
)


def _submissions(limit: Limit, *where: Where) -> Clock:
    return Clock(
        extract="charging", where=where, starts="received_on", stops="decided_on", limit=limit
    )


CHARGING = (
    Measure(
        key="charging_28_day",
        title="Charging decisions in 28 days",
        issue=2,
        extract="charging",
        clock=_submissions(
            CalendarDays(28), Where("in_custody", (False,)), Where("review_track", ("28 day",))
        ),
        began="received",
        ended="decided",
        headline="on_time_share",
        denominator="fell_due",
        shown_as="share",
        counting_unit="submissions",
        better="higher",
        standard="28 calendar days",
        standard_source="CPS data summaries, Q1 and Q2 2023-24 [S7, S6], which count consultations "
        "with suspects not in custody. That the days are calendar days: CPS's public design "
        "history [S20].",
        says="Submissions for a charging decision on the 28 day track whose suspect is not in "
        f"custody. {EACH} It is due 28 calendar days later. {LATE_IF_OPEN}",
        why_it_matters="Victims, witnesses and suspects wait for this decision, and its timeliness "
        "is one of the Area's issues to address.",
        caveats=f"{OURS}the clock starts on receipt, not on acceptance at triage, and an action "
        "plan or a return at triage stops it; no published text says so. A quick request for more "
        "is therefore on time: read it beside what went back to the police.",
    ),
    Measure(
        key="charging_5_day",
        title="Charging decisions in 5 days",
        issue=2,
        extract="charging",
        clock=_submissions(CalendarDays(5), Where("review_track", ("5 day",))),
        began="received",
        ended="decided",
        headline="on_time_share",
        denominator="fell_due",
        shown_as="share",
        counting_unit="submissions",
        better="higher",
        standard="5 calendar days",
        standard_source="CPS's public design history and prototype [S20, S22], which show how CPS "
        "works and are not policy; five days were an aim in 2020 [S13].",
        says=f"Submissions for a charging decision on the 5 day track. {EACH} It is due 5 calendar "
        f"days later. {LATE_IF_OPEN}",
        why_it_matters="On this track a decision is wanted soon, so a week lost is the more felt.",
        caveats=f"{OURS}receipt starts the clock and any outcome stops it, as for 28 days. Which "
        "cases go on this track is not published.",
    ),
    Measure(
        key="charging_waiting",
        title="Waiting for a charging decision",
        issue=2,
        extract="charging",
        clock=_submissions(NoLimit()),
        began="received",
        ended="decided",
        headline="open",
        shown_as="count",
        counting_unit="submissions",
        better="lower",
        fills_up=True,
        standard="none",
        says="Submissions received and not decided at the end of the day, on any track, in custody "
        "or not, by the calendar days since they came: 0–5, 6–14, 15–21, 22–28, 29 or more. One "
        "that is back with the police has been decided and is not here.",
        why_it_matters="What waits today is late tomorrow, and no share of finished work shows it.",
        caveats="Submissions are counted; the published figure counts cases that await a decision "
        f"or triage [S9b]. {OURS}the age bands. {FILLS_UP}",
    ),
    Measure(
        key="charging_returned",
        title="Sent back to the police",
        issue=2,
        extract="charging",
        needs=RETURNED_NEEDS,
        headline="returned_share",
        denominator="decided",
        shown_as="share",
        counting_unit="submissions",
        better="neither",
        fills_up=True,
        standard="none",
        says="Of the submissions decided in the period, the share returned at triage. Those "
        "decided with an action plan are not returned, though such a case goes back as well; the "
        "file of figures has their share. Those decided without an outcome recorded are in the "
        "denominator.",
        why_it_matters="Each time a case goes back the victim waits longer, and going back stops "
        "the 28 day clock: timeliness is to be read beside it.",
        caveats="A high share may mean poor files or careful review. A return at triage says more "
        f"of the police's file than of the unit. {FILLS_UP}",
    ),
    Measure(
        key="charging_end_to_end",
        title="From first submission to charge",
        issue=2,
        extract="charging",
        clock=Clock(
            extract="charging, by case",
            where=(Where("state", ("Charged", "Live")),),
            starts="received_on",
            stops="charged_on",
            limit=NoLimit(),
            holder="CPS and police",
        ),
        derive=end_to_end,
        needs=CASE_NEEDS,
        began="first received",
        ended="charged",
        headline="median_days",
        denominator="finished",
        shown_as="days",
        counting_unit="cases",
        better="lower",
        fills_up=True,
        standard="none",
        says="Cases in which a charge is authorised, in custody or not: calendar days from the day "
        "the first submission is received to the first decision to charge. Cases "
        "that may yet be charged are open; those that ended without a charge are not counted.",
        why_it_matters="It is the time that the victim feels: every submission of a case, and "
        "every wait between them.",
        caveats="The published figure counts suspects, and early advice too [S8]. A case counts "
        f"with the unit of its last submission. {FILLS_UP}",
    ),
    Measure(
        key="police_response",
        title="Police answers to action plans and returns",
        issue=2,
        extract="charging",
        clock=Clock(
            extract="charging, sent back",
            starts="sent_back_on",
            stops="resubmitted_on",
            limit=DueOn("police_due_on"),
            holder="police",
        ),
        derive=police_response,
        needs=POLICE_NEEDS,
        began="made",
        ended="answered",
        headline="on_time_share",
        denominator="fell_due",
        shown_as="share",
        counting_unit="requests",
        better="higher",
        standard="The police due date",
        standard_source="CPS's public code, where an action plan has an action date [S23].",
        says="Submissions decided with an action plan or returned at triage. The clock starts on "
        "that day and stops when the next submission of the case is received. It is due on the "
        f"police due date; where that is blank it has no due day. {LATE_IF_OPEN}",
        why_it_matters="The case is with the police meanwhile: this time is not the unit's, but "
        "the victim waits all the same.",
        caveats="A case that is never submitted again stays open here.",
    ),
)
