"""Legal decision quality: how improvement issue 1 is going, unit by unit."""

from pages import issue_parts, signed_in

signed_in.require("see figures")
issue_parts.page(1)
