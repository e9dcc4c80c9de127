"""The charging extract: submissions for a pre-charge decision."""

from extracts.case_fields import CASEWORK_TYPE, IN_CUSTODY, UNIT, URN
from extracts.extract import Extract, Needs, NotBefore
from extracts.kinds import Choice, Date, Whole, YesNo

CHARGING = Extract(
    key="charging",
    title="Charging",
    one_row_is="one submission for a pre-charge decision",
    keys=("urn", "submission"),
    opens="received_on",
    closes="decided_on",
    ends=(  # after an action plan or a return the case is with the police
        "outcome",
        ("Charge", "No further action", "Out of court", "Administratively finalised"),
    ),
    fields=(
        URN,
        Whole(
            name="submission",
            title="Submission",
            says="1 for the first submission of the case, 2 for the next, and so on",
            aliases=("Submission number", "Consultation", "Consultation number"),
            most=99,
        ),
        UNIT,
        CASEWORK_TYPE,
        Choice(
            name="review_track",
            title="Review track",
            says="The time that triage gave the review",
            values=("28 day", "5 day", "Priority"),
            aliases=("Track", "Review type", "PCD review type"),
            spellings={
                "28 days": "28 day",
                "28": "28 day",
                "28 day PCD review": "28 day",
                "5 days": "5 day",
                "5": "5 day",
                "5 day PCD review": "5 day",
                "Priority PCD review": "Priority",
            },
        ),
        IN_CUSTODY,
        Date(
            name="received_on",
            title="Date received",
            says="The day the submission reached the CPS",
            aliases=(
                "Decision requested date",
                "Date papers received",
                "Received",
                "Submission date",
            ),
        ),
        Date(
            name="accepted_on",
            title="Date accepted",
            says="The day triage accepted it",
            blank=True,
            absent=True,
            aliases=("Triage accepted date", "Accepted"),
        ),
        Date(
            name="decided_on",
            title="Date decided",
            says="The day the consultation was completed; blank while it is open",
            blank=True,
            aliases=(
                "Decision made date time",
                "Decision made date",
                "Decision date",
                "Decided",
            ),
        ),
        Choice(
            name="outcome",
            title="Outcome",
            says="What was decided; blank while it is open",
            blank=True,
            values=(
                "Charge",
                "No further action",
                "Out of court",
                "Action plan",
                "Returned at triage",
                "Administratively finalised",
            ),
            aliases=("Decision", "Decision code"),
            spellings={
                "Charged": "Charge",
                "NFA": "No further action",
                "Out of court disposal": "Out of court",
                "OOCD": "Out of court",
                "H": "Action plan",
                "Request further evidence": "Action plan",
                "Rejected at triage": "Returned at triage",
                "Admin finalised": "Administratively finalised",
            },
        ),
        Date(
            name="police_due_on",
            title="Police due date",
            says="The day by which the police are to answer an action plan",
            blank=True,
            absent=True,
            event=False,
            aliases=("Action date", "Action plan due date"),
        ),
        YesNo(
            name="same_prosecutor",
            title="Same prosecutor",
            says="Whether the prosecutor who decided also had the case before",
            blank=True,
            absent=True,
        ),
    ),
    rules=(
        NotBefore(
            later="decided_on",
            earlier="received_on",
            message=(
                "The decision is dated before the submission was received; "
                "correct one of the dates."
            ),
        ),
        NotBefore(
            later="accepted_on",
            earlier="received_on",
            message="Triage accepted it before it was received; correct one of the dates.",
        ),
        Needs(
            field="outcome",
            other="decided_on",
            message=(
                "There is an outcome but no date decided; add the date, or clear the outcome."
            ),
        ),
    ),
)
