"""Refusals of the calculations, in words for the person who meets them."""

from extracts.errors import DashboardError


class OutsideCalendar(DashboardError):
    """A day lies outside the years whose bank holidays are known."""
