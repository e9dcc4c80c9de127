"""Legal decision quality: how improvement issue 1 is going, unit by unit."""

from pages import issue_parts

issue_parts.page(1)
