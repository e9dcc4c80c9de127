"""The measures of letters to victims: on time, sent at all, and how good they are."""

from metrics.clocks import ByValue, Clock, Where, WorkingDays
from metrics.limits import Limit
from metrics.measure import LATE_IF_OPEN, OURS, Measure
from metrics.review_measures import POINTS
from metrics.reviews import REVIEW_NEEDS

OWED = (
    "after a decision not to prosecute, to stop, or to alter a charge substantially. The clock "
    "starts on the day of the decision and stops on the day the letter is sent."
)
WEEKEND = (
    f"{OURS}after a decision at a weekend or on a bank holiday the next working day is day 1; a "
    "letter is sent on the date recorded, by whatever channel."
)
UNKNOWN = (
    "Letters to victims whose entitlement is not recorded have no standard: they are counted "
    "apart, and never as due in 5 working days."
)
SCHEME = "CPS Victim Communication and Liaison scheme guidance [S10]."
ENHANCED, OTHER = WorkingDays(1), WorkingDays(5)


def _letters(limit: Limit, *enhanced: str) -> Clock:
    return Clock(
        extract="victim_letters",
        where=(Where("enhanced", enhanced),),
        starts="decided_on",
        stops="sent_on",
        limit=limit,
    )


BOTH = _letters(ByValue("enhanced", {"Yes": ENHANCED, "No": OTHER}), "Yes", "No")

LETTERS = (
    Measure(
        key="letters_on_time",
        title="Victim letters on time",
        issue=3,
        extract="victim_letters",
        clock=BOTH,
        began="owed",
        ended="sent",
        headline="on_time_share",
        denominator="fell_due",
        shown_as="share",
        counting_unit="letters",
        better="higher",
        standard="1 working day with enhanced rights, otherwise 5 working days",
        standard_source=SCHEME,
        says=f"Letters owed to victims {OWED} It is due on the next working day where the victim "
        f"has enhanced rights, and 5 working days later where not. {LATE_IF_OPEN}",
        why_it_matters="A victim should hear of the decision, and why, from the CPS and soon.",
        caveats=f"{UNKNOWN} {WEEKEND}",
    ),
    Measure(
        key="letters_enhanced",
        title="Letters to victims with enhanced rights on time",
        issue=3,
        extract="victim_letters",
        clock=_letters(ENHANCED, "Yes"),
        began="owed",
        ended="sent",
        headline="on_time_share",
        denominator="fell_due",
        shown_as="share",
        counting_unit="letters",
        better="higher",
        standard="1 working day",
        standard_source=SCHEME,
        says=f"Letters owed to victims with enhanced rights {OWED} It is due on the next working "
        f"day. {LATE_IF_OPEN}",
        why_it_matters="Enhanced rights are for the victims who need them most.",
        caveats=WEEKEND,
    ),
    Measure(
        key="letters_other",
        title="Other victim letters on time",
        issue=3,
        extract="victim_letters",
        clock=_letters(OTHER, "No"),
        began="owed",
        ended="sent",
        headline="on_time_share",
        denominator="fell_due",
        shown_as="share",
        counting_unit="letters",
        better="higher",
        standard="5 working days",
        standard_source=SCHEME,
        says=f"Letters owed to victims without enhanced rights {OWED} It is due 5 working days "
        f"later. {LATE_IF_OPEN}",
        why_it_matters="Most victims are here, and they too should hear from the CPS and soon.",
        caveats=f"{UNKNOWN} {WEEKEND}",
    ),
    Measure(
        key="letters_sent",
        title="Victim letters sent at all",
        issue=3,
        extract="victim_letters",
        clock=BOTH,
        began="owed",
        ended="sent",
        headline="sent_share",
        denominator="fell_due",
        shown_as="share",
        counting_unit="letters",
        better="higher",
        standard="100%",
        standard_source=f"{OURS}the scheme asks for a letter after every qualifying decision "
        "[S10], so every letter owed is to be sent.",
        says="Of the letters owed to victims whose due day was in the period and is past, the "
        "share that has been sent by now, however late. One is owed for each qualifying decision "
        "and victim.",
        why_it_matters="A letter that is never sent is in no figure that divides by letters sent.",
        caveats=f"The share of a past month may still rise. {UNKNOWN}",
    ),
    Measure(
        key="letters_quality",
        title="Quality of victim letters",
        issue=3,
        extract="reviews",
        needs=REVIEW_NEEDS,
        kinds=("Letter sample",),
        headline="score",
        denominator="n_answers",
        shown_as="share",
        counting_unit="answers",
        better="higher",
        standard="none",
        says="Answers to the questions asked of sampled letters in the period: points over the "
        "most there could be, and beside it the share fully met. Answers that do not apply are "
        "left out.",
        why_it_matters="A letter on time that does not explain, or does not care, is no service.",
        caveats=f"{POINTS} A sample says little of one unit in one month.",
    ),
)
