"""What a file of an earlier day, published late, leaves as it was.

The store holds a row where a case changed. A row that comes late would therefore stand for every
later day as well, also where a file of that day held the case unchanged, or was full and did not
hold it. Those days are given rows of their own, so that the order of publishing changes nothing.
"""

from collections.abc import Iterable
from datetime import date

import duckdb
import pyarrow as pa

from extracts.extract import Extract
from extracts.publications import Publication
from extracts.store import quoted, struct


def afterwards(
    engine: duckdb.DuckDBPyConnection,
    extract: Extract,
    day: date,
    number: int,
    later: Iterable[Publication],
) -> duckdb.DuckDBPyRelation:
    """The rows of later days, each a state that the store would otherwise not show on that day.

    engine: with the tables `judged` (the file's rows against those of its day), `known` (all rows
    of its cases), `seen` (cases that later files held unchanged) and `rejected` (their rejected
    rows). later: the publications of later days that hold. Columns: the fields, _case,
    _extract_day, _withdrawn, _revises and _newly (the day had no row yet that withdrew the case).
    """
    keys, names = quoted(extract.keys), [*(f.name for f in extract.fields), "_case"]
    same = " AND ".join(f'lacking."{k}" = latest."{k}"' for k in extract.keys)
    is_open = f'_last.state."{extract.closes}" IS NULL' if extract.closes else "FALSE"
    engine.register(
        "later",
        pa.table(
            {
                "number": pa.array([p.number for p in later], pa.int32()),
                "day": pa.array([p.extract_day for p in later], pa.date32()),
                "is_full": pa.array([p.mode == "full" for p in later], pa.bool_()),
            }
        ),
    )
    # touched: the cases that this file adds or changes. stored: what the store has of them.
    # lacking: the later full files that have no row of them, unless `said` below has one.
    engine.execute(
        f"""
        CREATE TEMP TABLE touched AS
          SELECT {keys}, {struct(names)} AS _state FROM judged WHERE _new OR _changed;
        CREATE TEMP TABLE stored AS
          SELECT {keys}, _extract_day AS _day, _publication AS _number,
            {{state: {struct(names)}, withdrawn: _withdrawn}} AS _held
          FROM known SEMI JOIN touched USING ({keys});
        CREATE TEMP TABLE lacking AS
          WITH asked AS (
            SELECT {keys}, later.day AS _day, later.number AS _number
            FROM touched CROSS JOIN later WHERE later.is_full
          ), faulty AS (SELECT {keys}, _publication AS _number FROM rejected)
          FROM asked ANTI JOIN faulty USING ({keys}, _number);
        """
    )
    # said: what this file and those of later days say of them. A row of another day than its
    # publication's own is one of ours. What a file held unchanged is what the store had for the
    # file's day when it was published.
    engine.execute(
        f"""
        CREATE TEMP TABLE said AS
          SELECT {keys}, DATE '{day}' AS _day, {number} AS _number, _state FROM touched
          UNION ALL
          SELECT {keys}, _day, _number, _held.state FROM stored
          SEMI JOIN later ON later.number = _number AND later.day = _day
          WHERE NOT _held.withdrawn
          UNION ALL
          SELECT {keys}, _extract_day, _publication, arg_max(_held.state, (_day, _number))
          FROM seen JOIN stored USING ({keys})
          WHERE _day <= _extract_day AND _number < _publication GROUP BY ALL;
        """
    )
    # moments: the days on which something may show. wanted: what should show, given the newest
    # that was said. there: what the store has on that very day.
    return engine.sql(
        f"""
        WITH moments AS (
          SELECT {keys}, _day AS _moment FROM said
          UNION SELECT {keys}, _day FROM lacking
          UNION SELECT {keys}, _day FROM stored WHERE _day > DATE '{day}'
        ), latest AS (
          SELECT {keys}, _moment,
            arg_max({{state: _state, day: _day, number: _number}}, (_day, _number)) AS _last
          FROM moments JOIN said USING ({keys}) WHERE _day <= _moment GROUP BY ALL
        ), wanted AS (
          SELECT {keys}, _moment, {{state: _last.state, withdrawn: {is_open} AND EXISTS (
            SELECT 1 FROM lacking WHERE {same} AND lacking._day <= _moment
            AND (lacking._day, lacking._number) > (_last.day, _last.number))}} AS _held
          FROM latest
        ), there AS (
          SELECT {keys}, _day AS _moment, arg_max(_held, _number) AS _there
          FROM stored GROUP BY ALL
        )
        SELECT unnest(_held.state), _held.withdrawn AS _withdrawn, _moment AS _extract_day,
          TRUE AS _revises, _held.withdrawn AND NOT coalesce(_there.withdrawn, FALSE) AS _newly
        FROM wanted LEFT JOIN there USING ({keys}, _moment)
        QUALIFY _moment > DATE '{day}' AND _held IS DISTINCT FROM
          coalesce(_there, lag(_held) OVER (PARTITION BY {keys} ORDER BY _moment))
        """
    )
