"""What an undo would do, before it is done: which publications go, and which cases change."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import duckdb

from extracts.extract import Extract
from extracts.keeping import faults
from extracts.keeping.faults import Conflict
from extracts.keeping.newest import TURN
from extracts.keeping.turns import unhindered
from extracts.publications import Publication, live, newest_extract_day, next_number
from extracts.refusals import to_undo
from extracts.store import Store, among, quoted


@dataclass(frozen=True, kw_only=True)
class UndoEffect:
    """The effect of taking back a publication and every later one that holds.

    publications: those that go, the oldest first. version: of the table now; restores: the version
    whose state comes back. newest: the day of the newest extract afterwards (None: there is none).
    n_earlier: cases that go back to an earlier state, and by field in how many it changes; n_gone:
    cases that are no longer there; n_returned: withdrawn cases that are there again.
    """

    publications: tuple[Publication, ...]
    version: int
    restores: int
    newest: date | None
    n_earlier: int
    n_gone: int
    n_returned: int
    changed_fields: Mapping[str, int]

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of the publications that go; intake.undo takes back these and no others."""
        return tuple(p.number for p in self.publications)


def undo_effect(store: Store, extract: Extract, number: int) -> UndoEffect:
    """What taking back a publication would do to the store as it is now.

    Raises PublicationRefused where it cannot be taken back.
    """

    def once() -> UndoEffect:
        history = store.history(extract)
        holding = live(history)
        gone = to_undo(extract, holding, number, and_later=True)
        table = store.table(extract)
        if table is None or store.next_number(table) != next_number(history):
            raise Conflict  # since the history was read
        first = gone[0].number
        names = [f.name for f in extract.fields]
        with faults.reading(extract.title), duckdb.connect() as engine:
            touched = store.scan(
                extract, ["_case"], where=f"_publication >= {first}", table=table
            ).read_all()
            log = store.scan(extract, [*names, *TURN, "_withdrawn"], table=table)
            engine.register("log", among(log, "_case", touched))
            (n_earlier, n_gone, n_returned), fields = _counted(engine, extract, first)
        return UndoEffect(
            publications=tuple(gone),
            version=table.version(),
            restores=gone[0].version - 1,
            newest=newest_extract_day([p for p in holding if p.number < first]),
            n_earlier=n_earlier,
            n_gone=n_gone,
            n_returned=n_returned,
            changed_fields=fields,
        )

    return unhindered(once, f"publishing {extract.title}")


def _counted(
    engine: duckdb.DuckDBPyConnection, extract: Extract, first: int
) -> tuple[tuple[int, int, int], dict[str, int]]:
    """((earlier, gone, returned), field -> in how many cases that go back it differs)."""
    values = [f.name for f in extract.fields if f.name not in extract.keys]
    there, was_there = "NOT now._withdrawn", "was._case IS NOT NULL AND NOT was._withdrawn"
    both = f"({there}) AND ({was_there})"
    differs = [f'now."{n}" IS DISTINCT FROM was."{n}"' for n in values]
    wanted = [
        f"{both} AND ({' OR '.join(differs)})",
        f"({there}) AND NOT ({was_there})",
        f"NOT ({there}) AND ({was_there})",
        *(f"{both} AND {d}" for d in differs),
    ]
    newest = (
        f"SELECT {quoted([*values, '_case', '_withdrawn'])} FROM log {{}} QUALIFY row_number() "
        "OVER (PARTITION BY _case ORDER BY _extract_day DESC, _publication DESC) = 1"
    )
    (counted,) = engine.sql(
        f"""
        WITH now AS ({newest.format("")}),
          was AS ({newest.format(f"WHERE _publication < {first}")})
        SELECT {", ".join(f"count(*) FILTER ({w})" for w in wanted)}
        FROM now LEFT JOIN was ON now._case = was._case
        """
    ).fetchall()
    return counted[:3], {n: c for n, c in zip(values, counted[3:], strict=True) if c}
