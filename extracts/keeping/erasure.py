"""Removing cases for good: from every row of the log, and from the files of earlier versions."""

import duckdb
import pyarrow as pa
from deltalake import CommitProperties, DeltaTable

from extracts.extract import Extract
from extracts.keeping import faults
from extracts.publications import Publication
from extracts.store import Store, quoted

_DONE = "purged"  # what the last step notes: the version of the purge
_ORPHAN = 24  # hours: no publication takes as long to write


def overwrite_without(
    store: Store, extract: Extract, table: DeltaTable, gone: pa.Table, record: Publication
) -> None:
    """Make a version without some cases, and without the older rejected rows.

    gone: the first keys of the cases. record: of the purge, with its day. Raises faults.Conflict
    where others published since `table` was opened.
    """
    key = extract.keys[0]
    wanted = [f.name for f in table.schema().fields]
    with faults.reading(extract.title), duckdb.connect() as engine:
        log = pa.RecordBatchReader.from_stream(table.scan(columns=wanted))
        engine.register("log", log)
        engine.register("gone", gone)
        rows = engine.sql(
            f"""
            SELECT {quoted(wanted)} FROM log ANTI JOIN gone USING ("{key}")
            WHERE NOT (_kind = 'rejected' AND _extract_day < DATE '{record.purged_before}')
            """
        )
        store.overwrite(extract, table, rows.to_arrow_reader(), record)


def unfinished(store: Store, extract: Extract) -> int | None:
    """The version of a purge whose files are still there; None where there is none."""
    purges = [p.version for p in store.history(extract) if p.is_purge]
    if not purges:
        return None
    done = {c.get(_DONE) for c in store.commits(extract) if c["operation"] == "VACUUM END"}
    return None if str(purges[-1]) in done else purges[-1]


def remove_files(store: Store, extract: Extract, version: int) -> None:
    """Remove the files that only versions before a purge's have, and those of killed loads."""
    table = store.table(extract)
    assert table is not None
    kept = [*range(version, table.version() + 1)]
    with faults.writing(extract.title, store.address):
        for full, hours, done in ((True, _ORPHAN, {}), (False, 0, {_DONE: str(version)})):
            table.vacuum(
                hours,
                dry_run=False,
                enforce_retention_duration=False,
                full=full,
                keep_versions=kept,
                commit_properties=CommitProperties(custom_metadata=done),
            )
