"""Is what the libraries raise turned into the words it deserves?"""

import _thread
import signal
from threading import Timer

import duckdb
import pyarrow as pa
import pytest
from deltalake.exceptions import DeltaError

from extracts.errors import StoreDamaged, StoreError
from extracts.keeping.faults import reading, writing

SLOW = "SELECT count(*) FROM range(100000) a, range(100000) b WHERE (a.range * b.range) % 7 = 1"


@pytest.fixture
def heeds_ctrl_c():
    """Ctrl-C stops this process, though whoever began it in the background had it ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("heeds_ctrl_c")
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


IN_LINES = (
    "Generic LocalFileSystem error\n"
    "          \x1b[31m↳\x1b[0m Unable to open file /store/1.json#1\n"
    "           \x1b[31m↳\x1b[0m {}\n\n"
)


def test_the_causes_that_the_library_gives_line_by_line_are_said():
    why = OSError(IN_LINES.format("No space left on device (os error 28)"))
    with pytest.raises(StoreError) as refused, writing("Charging", "/store"):
        raise why
    assert str(refused.value) == (
        "Charging cannot be written to the store /store: Generic LocalFileSystem error: Unable to "
        "open file /store/1.json#1: No space left on device (os error 28). The disk that it is on "
        "is full. Make room there, then do it again. What it held before is untouched."
    )
    assert refused.value.on_screen == (
        "Charging cannot be written to the store. The disk that it is on is full. Make room there, "
        "then do it again. What it held before is untouched."
    )


@pytest.mark.parametrize(
    "why",
    [
        PermissionError(13, "Permission denied", "/store"),
        OSError(IN_LINES.format("Permission denied (os error 13)")),
        duckdb.InvalidInputException("Unable to open file: Access is denied. (os error 5)"),
    ],
)
def test_what_may_not_be_read_is_not_called_damaged(why):
    with pytest.raises(StoreError) as refused, reading("Charging"):
        raise why
    assert "may not read it; whoever looks after the store can allow it." in str(refused.value)
    assert "backup" not in str(refused.value)
    assert not isinstance(refused.value, StoreDamaged)


@pytest.mark.parametrize(
    ("why", "words"),
    [
        (OSError("Generic S3 error: error sending request: tcp connect error"), "reached now"),
        (DeltaError("Kernel error: operation timed out"), "reached now"),
        (OSError(116, "Stale file handle", "/store"), "reached now"),
        (OSError(24, "Too many open files", "/store"), "open no more files"),
        (MemoryError(), "not enough memory"),
        (pa.lib.ArrowMemoryError("malloc of size 9 failed"), "not enough memory"),
        (duckdb.OutOfMemoryException("Out of Memory Error"), "not enough memory"),
    ],
)
def test_what_is_no_fault_of_the_files_is_not_called_damaged(why, words):
    with pytest.raises(StoreError, match=words) as refused, reading("Charging"):
        raise why
    assert not isinstance(refused.value, StoreDamaged)
    assert "backup" not in str(refused.value)
    assert "/store" not in refused.value.on_screen


def test_too_little_memory_to_write_is_said_in_words():
    with pytest.raises(StoreError, match="not enough memory"), writing("Charging", "/store"):
        raise MemoryError


def test_damage_names_the_file_to_the_log_and_not_to_the_browser():
    with pytest.raises(StoreDamaged) as refused, reading("Charging"):
        raise OSError("/store/charging/1.parquet is not what was written")
    assert "/store/charging/1.parquet" in str(refused.value)
    assert refused.value.on_screen == (
        "The store cannot read Charging. A file of it is damaged or gone; put the store's folder "
        "back from the last backup."
    )


def test_what_may_not_be_written_says_who_can_allow_it():
    with pytest.raises(StoreError) as refused, writing("Charging", "/store"):
        raise PermissionError(13, "Permission denied", "/store/charging")
    assert str(refused.value) == (
        "Charging cannot be written to the store /store: Permission denied: /store/charging. "
        "Nothing is damaged, but the account that runs this may not write there; whoever looks "
        "after the store can allow it."
    )
