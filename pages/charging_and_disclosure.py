"""Charging and disclosure: how improvement issue 2 is going, unit by unit."""

from pages import issue_parts

issue_parts.page(2)
