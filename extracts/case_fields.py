"""Fields that several extracts share.

Aliases are the names that CPS systems use (docs/domain.md section 8, status VP).
"""

from extracts.kinds import Choice, YesNo
from extracts.text_kinds import Text, Unit

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
