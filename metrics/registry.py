"""MEASURES: every measure the dashboard has, declared once.

Calculations, screens, the Board's pack and docs/measures.md derive from these rows. Nothing on
them is shown as sourced that no published text says.
"""

from extracts.area import Area
from metrics.charging_measures import CHARGING
from metrics.disclosure_measures import disclosure
from metrics.letter_measures import LETTERS
from metrics.measure import ISSUES, Measure
from metrics.review_measures import REVIEWS

__all__ = ["ISSUES", "MEASURES", "Measure", "measures"]


def measures(area: Area) -> dict[str, Measure]:
    """Every measure by its key, in the order of the issues, with the Area's own settings."""
    return {m.key: m for m in (*REVIEWS, *CHARGING, *disclosure(area), *LETTERS)}


# Without the settings of any Area: for the documentation and for tests.
MEASURES = measures(Area(name="Any Area"))
