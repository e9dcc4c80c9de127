"""Templates: an empty file of an extract, to be filled in."""

import csv
import io

from extracts.extract import Extract


def heading_line(extract: Extract) -> str:
    """The titles of the fields as one line of CSV."""
    line = io.StringIO(newline="")
    csv.writer(line).writerow(f.title for f in extract.fields)
    return line.getvalue()
