"""Rows of a file that it changes only as something was published since it was checked."""

from dataclasses import dataclass

import duckdb

from extracts.effects.compare import Change
from extracts.keeping.newest import ORDER
from extracts.read import Reading
from extracts.refusals import NotAsSaid
from extracts.store import Store, among


@dataclass(frozen=True, kw_only=True)
class Said:
    """What somebody was told that publishing a file would do, and agreed to.

    number: that the publication would then have had; what bears it or a later one came since.
    """

    number: int
    n_changed: int
    n_withdrawn: int


def check_as_said(store: Store, reading: Reading, change: Change, said: Said) -> None:
    """Raise NotAsSaid where a file would now change or withdraw rows of which nobody was told.

    change: what it would do to the store as it is now. That it changes a case which a file of an
    earlier day brought since is the order of events, and no reason.
    """
    n = _n_overtaken(store, reading, change, said.number)
    if n or change.n_withdrawn > said.n_withdrawn:
        raise NotAsSaid(
            change.number,
            n_overtaken=n,
            changed=(change.n_changed, said.n_changed),
            withdrawn=(change.n_withdrawn, said.n_withdrawn),
        )


def _n_overtaken(store: Store, reading: Reading, change: Change, number: int) -> int:
    """How many rows it changes that it had as they were, or that were new on its very day."""
    if change.table is None or change.number <= number:
        return 0
    extract, day = reading.extract, reading.extract_day
    names = [f.name for f in extract.fields]
    same = " AND ".join(f'file."{n}" IS NOT DISTINCT FROM was."{n}"' for n in names)
    newest = (
        "SELECT * FROM log {} QUALIFY row_number() OVER "
        "(PARTITION BY _case ORDER BY _extract_day DESC, _publication DESC) = 1"
    )
    until = f"_extract_day <= DATE '{day}'"
    with store.reading(extract, change.table), duckdb.connect() as engine:
        since = store.scan(
            extract, ["_case"], where=f"{until} AND _publication >= {number}", table=change.table
        )
        engine.register("rows", change.rows)
        engine.register("since", since.read_all())
        file = engine.sql(
            f"""
            FROM rows SEMI JOIN since USING (_case)
            WHERE _kind = 'row' AND NOT _withdrawn AND _extract_day = DATE '{day}'
            """
        ).to_arrow_table()
        wanted = [*names, "_case", *ORDER, "_withdrawn"]
        log = store.scan(extract, wanted, where=until, table=change.table)
        engine.register("file", file)
        engine.register("log", among(log, "_case", file))
        ((n,),) = engine.sql(
            f"""
            WITH now AS ({newest.format("")}),
              was AS ({newest.format(f"WHERE _publication < {number}")})
            SELECT count(*) FROM file JOIN now USING (_case) LEFT JOIN was USING (_case)
            WHERE now._publication >= {number} AND CASE WHEN was._publication IS NULL
              THEN now._extract_day = DATE '{day}' ELSE NOT was._withdrawn AND {same} END
            """
        ).fetchall()
    return int(n)
