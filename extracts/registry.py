"""EXTRACTS: every kind of file the dashboard takes, declared once.

Reading, checking, messages, templates, storage, sample data and documentation derive from these
rows. Aliases are the names that CPS systems use (domain.md section 8, status VP).
"""

from extracts.fields import Choice, Date, Extract, Needs, NotBefore, Text, Unit, Whole, YesNo

# Sample cases begin with a force code that no police force has, so that sample data is always
# known as such.
SAMPLE_PREFIX = "00SA"

CASEWORK_TYPES = ("Magistrates'", "Crown Court", "RASSO", "Complex")

URN = Text(
    name="urn",
    title="URN",
    says="Unique reference number of the case",
    upper=True,
    aliases=("Unique reference number", "Case URN", "Case reference"),
)
UNIT = Unit(
    name="unit",
    title="Unit",
    says="The unit that holds the case",
    aliases=("CPS unit", "Unit name", "Owning unit"),
)
CASEWORK_TYPE = Choice(
    name="casework_type",
    title="Casework type",
    says="The kind of casework",
    values=CASEWORK_TYPES,
    aliases=("Case type", "Casework"),
    spellings={
        "Magistrates": "Magistrates'",
        "Magistrates Court": "Magistrates'",
        "Magistrates' Court": "Magistrates'",
        "MC": "Magistrates'",
        "Crown": "Crown Court",
        "CC": "Crown Court",
        "Rape and serious sexual offences": "RASSO",
        "Complex casework": "Complex",
        "Complex Casework Unit": "Complex",
        "CCU": "Complex",
    },
)
IN_CUSTODY = YesNo(
    name="in_custody",
    title="In custody",
    says="Whether the suspect or defendant is in custody",
    aliases=("Custody", "Remand status"),
    yes=("yes", "y", "true", "1", "custody", "in custody", "remanded in custody"),
    no=(
        "no",
        "n",
        "false",
        "0",
        "bail",
        "on bail",
        "not in custody",
        "released under investigation",
        "RUI",
    ),
)

EXTRACTS: dict[str, Extract] = {
    e.key: e
    for e in (
        Extract(
            key="charging",
            title="Charging",
            one_row_is="one submission for a pre-charge decision",
            keys=("urn", "submission"),
            opens="received_on",
            closes="decided_on",
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
                        "There is an outcome but no date decided; add the date, or "
                        "clear the outcome."
                    ),
                ),
            ),
        ),
        Extract(
            key="disclosure",
            title="Disclosure",
            one_row_is="one duty to disclose",
            keys=("urn", "defendant", "stage", "sequence"),
            opens="triggered_on",
            closes="served_on",
            fields=(
                URN,
                Text(
                    name="defendant",
                    title="Defendant",
                    says="The defendant's number within the case, never a name",
                    aliases=("Defendant number", "Defendant ref"),
                    upper=True,
                    longest=20,
                ),
                Choice(
                    name="stage",
                    title="Stage",
                    says="Which duty it is",
                    values=("Initial", "Continuing"),
                    aliases=("Disclosure stage", "Task"),
                    spellings={
                        "Initial disclosure": "Initial",
                        "Continuing disclosure": "Continuing",
                        "Continuous disclosure": "Continuing",
                    },
                ),
                Whole(
                    name="sequence",
                    title="Sequence",
                    says="1 for the first duty of that stage, 2 for the next, and so on",
                    most=999,
                ),
                UNIT,
                CASEWORK_TYPE,
                IN_CUSTODY,
                Date(
                    name="triggered_on",
                    title="Date triggered",
                    says=(
                        "The day the duty arose: sent for trial, not guilty plea, defence "
                        "statement, new material"
                    ),
                    aliases=("Trigger date", "Triggered"),
                ),
                Date(
                    name="due_on",
                    title="Due date",
                    says="The day directed by the court; blank where none was set",
                    blank=True,
                    event=False,
                    aliases=("Due", "Directed date"),
                ),
                Date(
                    name="first_due_on",
                    title="First due date",
                    says="The day first directed, before any extension",
                    blank=True,
                    absent=True,
                    event=False,
                    aliases=("Original due date",),
                ),
                Date(
                    name="served_on",
                    title="Date served",
                    says="The day disclosure was served; blank while it is owed",
                    blank=True,
                    aliases=("Completed date", "Served"),
                ),
            ),
            rules=(
                NotBefore(
                    later="served_on",
                    earlier="triggered_on",
                    message=(
                        "Disclosure is dated as served before the duty arose; correct "
                        "one of the dates."
                    ),
                ),
                NotBefore(
                    later="due_on",
                    earlier="triggered_on",
                    message="The due date is before the duty arose; correct one of the dates.",
                ),
            ),
        ),
        Extract(
            key="victim_letters",
            title="Victim letters",
            one_row_is="one letter owed: a qualifying decision and a victim",
            keys=("urn", "victim", "sequence"),
            opens="decided_on",
            closes="sent_on",
            fields=(
                URN,
                Text(
                    name="victim",
                    title="Victim",
                    says="The victim's number within the case, never a name",
                    aliases=("Victim number", "Victim ref"),
                    upper=True,
                    longest=20,
                ),
                Whole(
                    name="sequence",
                    title="Sequence",
                    says="1 for the first letter owed to the victim, 2 for the next, and so on",
                    most=999,
                ),
                UNIT,
                CASEWORK_TYPE,
                Choice(
                    name="decision",
                    title="Decision",
                    says="The decision that the victim is to be told of",
                    values=("No prosecution", "Stopped", "Substantially altered"),
                    aliases=("Decision type", "Qualifying decision"),
                    spellings={
                        "Discontinued": "Stopped",
                        "Stopped charge": "Stopped",
                        "Altered": "Substantially altered",
                    },
                ),
                Choice(
                    name="enhanced",
                    title="Enhanced",
                    says="Whether the victim has enhanced rights; blank means that it is not known",
                    values=("Yes", "No", "Unknown"),
                    blank=True,
                    blank_means="Unknown",
                    aliases=("Enhanced entitlement", "Enhanced rights", "Enhanced service"),
                    spellings={
                        "Y": "Yes",
                        "N": "No",
                        "True": "Yes",
                        "False": "No",
                        "Not known": "Unknown",
                    },
                ),
                Date(
                    name="decided_on",
                    title="Date decided",
                    says="The day of the decision",
                    aliases=("Decision date", "Decision made date time"),
                ),
                Date(
                    name="reasons_on",
                    title="Date reasons given",
                    says="The day the prosecutor's reasons reached the Victim Liaison Unit",
                    blank=True,
                    absent=True,
                    aliases=("Reasons received", "Reasons date"),
                ),
                Date(
                    name="sent_on",
                    title="Date sent",
                    says="The day the letter was sent; blank while it is owed",
                    blank=True,
                    aliases=("Letter sent date", "Date letter sent", "Sent"),
                ),
                Choice(
                    name="channel",
                    title="Channel",
                    says="How the victim was told",
                    values=("Letter", "Email", "Telephone", "Text", "In person"),
                    blank=True,
                    absent=True,
                    spellings={
                        "Post": "Letter",
                        "Call": "Telephone",
                        "Phone": "Telephone",
                        "SMS": "Text",
                    },
                ),
                YesNo(
                    name="vrr_applies",
                    title="VRR applies",
                    says="Whether the Victims' Right to Review applies",
                    blank=True,
                    absent=True,
                    aliases=("VRR", "Right to review"),
                ),
            ),
            rules=(
                NotBefore(
                    later="sent_on",
                    earlier="decided_on",
                    message="The letter is dated before the decision; correct one of the dates.",
                ),
                NotBefore(
                    later="reasons_on",
                    earlier="decided_on",
                    message="The reasons are dated before the decision; correct one of the dates.",
                ),
            ),
        ),
        Extract(
            key="reviews",
            title="Reviews",
            one_row_is="one question answered on one file or letter",
            keys=("review", "question"),
            opens="reviewed_on",
            closes=None,
            fields=(
                Text(
                    name="review",
                    title="Review",
                    says="The reference of the review",
                    upper=True,
                    aliases=("Review reference", "Review ID"),
                ),
                Text(
                    name="question",
                    title="Question",
                    says="The question as it is worded",
                    longest=300,
                ),
                Choice(
                    name="kind",
                    title="Kind",
                    says="Which exercise it belongs to",
                    values=("Mini-inspection", "IQA", "Letter sample"),
                    aliases=("Review kind", "Exercise"),
                    spellings={
                        "Individual Quality Assessment": "IQA",
                        "Letter dip sample": "Letter sample",
                        "Dip sample": "Letter sample",
                    },
                ),
                Text(name="theme", title="Theme", says="The theme that the question belongs to"),
                UNIT,
                CASEWORK_TYPE,
                Date(
                    name="reviewed_on",
                    title="Date reviewed",
                    says="The day of the review",
                    aliases=("Review date", "Reviewed"),
                ),
                Choice(
                    name="rating",
                    title="Rating",
                    says="How far the question was met",
                    values=("Fully met", "Partially met", "Not met", "Not applicable"),
                    aliases=("Score", "Answer"),
                    spellings={
                        "FM": "Fully met",
                        "PM": "Partially met",
                        "NM": "Not met",
                        "NA": "Not applicable",
                        "N/A": "Not applicable",
                    },
                ),
                Text(
                    name="question_set",
                    title="Question set",
                    says="The version of the questions",
                    aliases=("Question set version",),
                ),
                Text(
                    name="marker",
                    title="Marker",
                    says="A code for the person who marked it, never a name",
                    blank=True,
                    absent=True,
                    longest=20,
                    aliases=("Marker code",),
                ),
            ),
        ),
    )
}
