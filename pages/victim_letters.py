"""Victim letters: how improvement issue 3 is going, unit by unit."""

from pages import issue_parts

issue_parts.page(3)
