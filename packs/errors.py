"""Why a pack or a brief cannot be made, issued or opened, in words for the person who asked."""

from extracts.errors import DashboardError


class PackError(DashboardError):
    """There is no such pack, or none can be made."""


class PackAltered(PackError):
    """What is kept of an issued pack is not what was issued."""
