"""What has changed since a pack was issued, as a table."""

from collections.abc import Sequence

from packs.issuing.late_figures import Difference
from packs.words.month_tables import Table
from packs.words.sheet_words import month_words


def since_table(found: Sequence[Difference]) -> Table:
    """A row a difference; cells are texts, blank where they do not apply."""
    return Table(
        title="What has changed since",
        header=("What", "Whose", "Month", "As issued", "As known now"),
        rows=tuple(
            (
                ", ".join(filter(None, (d.measure, d.of))),
                d.unit,
                month_words(d.month) if d.month else "",
                d.before,
                d.after,
            )
            for d in found
        ),
        widths=(4, 2, 1.6, 2.6, 2.6),
    )
