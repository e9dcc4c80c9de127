"""The extract of letters owed to victims."""

from extracts.case_fields import CASEWORK_TYPE, UNIT, URN
from extracts.extract import Extract, NotBefore
from extracts.kinds import Choice, Date, Whole, YesNo
from extracts.text_kinds import Text

VICTIM_LETTERS = Extract(
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
)
