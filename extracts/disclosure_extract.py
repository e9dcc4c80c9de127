"""The disclosure extract: duties to disclose."""

from extracts.case_fields import CASEWORK_TYPE, IN_CUSTODY, UNIT, URN
from extracts.extract import Extract, NotBefore
from extracts.kinds import Choice, Date, Whole
from extracts.text_kinds import Text

DISCLOSURE = Extract(
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
                "Disclosure is dated as served before the duty arose; correct one of the dates."
            ),
        ),
        NotBefore(
            later="due_on",
            earlier="triggered_on",
            message="The due date is before the duty arose; correct one of the dates.",
        ),
    ),
)
