"""Is what the libraries raise turned into the words it deserves?"""

import _thread
from threading import Timer

import duckdb
import pyarrow as pa
import pytest

from extracts.faults import reading

SLOW = "SELECT count(*) FROM range(100000) a, range(100000) b WHERE (a.range * b.range) % 7 = 1"


def test_a_query_that_somebody_stops_is_stopped_and_not_damaged():
    Timer(0.2, _thread.interrupt_main).start()
    with pytest.raises(KeyboardInterrupt), reading("Charging"), duckdb.connect() as engine:
        engine.sql(SLOW).fetchall()


def test_a_table_that_somebody_stops_while_duckdb_takes_its_rows_is_not_damaged():
    schema = pa.schema([("a", pa.int64())])

    def batches():
        yield pa.record_batch({"a": [1]}, schema=schema)
        raise KeyboardInterrupt

    log = pa.RecordBatchReader.from_batches(schema, batches())
    with pytest.raises(KeyboardInterrupt), reading("Charging"), duckdb.connect() as engine:
        engine.from_arrow(log).fetchall()


def test_a_bug_of_ours_is_left_as_it_is():
    with pytest.raises(RuntimeError, match="ours"), reading("Charging"):
        raise RuntimeError("ours")
