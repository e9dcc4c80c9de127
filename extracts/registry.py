"""EXTRACTS: every kind of file the dashboard takes, declared once.

Reading, checking, messages, templates, storage, sample data and documentation derive from these
rows. Aliases are the names that CPS systems use (docs/domain.md section 8, status VP).
"""

from extracts.case_fields import CASEWORK_TYPES
from extracts.charging_extract import CHARGING
from extracts.disclosure_extract import DISCLOSURE
from extracts.extract import Extract
from extracts.reviews_extract import REVIEWS
from extracts.victim_letters_extract import VICTIM_LETTERS

__all__ = ["CASEWORK_TYPES", "EXTRACTS", "SAMPLE_PREFIX"]

# Sample cases begin with a force code that no police force has, so that sample data is always
# known as such.
SAMPLE_PREFIX = "00SA"

EXTRACTS: dict[str, Extract] = {e.key: e for e in (CHARGING, DISCLOSURE, VICTIM_LETTERS, REVIEWS)}
