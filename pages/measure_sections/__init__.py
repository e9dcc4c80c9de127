"""The sections that a measure has on the pages of issues and units."""
