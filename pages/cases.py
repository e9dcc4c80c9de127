"""The cases behind a figure: read for a person who may see them, and of their units alone."""

from datetime import date

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from access.roles import Person
from extracts.extract import Extract
from extracts.registry import EXTRACTS
from metrics.caselist import caselist
from metrics.registry import Measure
from pages import data
from pages.filters import Filters


def cases(extract: Extract, chosen: Filters, who: Person) -> pa.Table:
    """The current rows of an extract for the filters, with every column, for a person to see.

    Only of the units whose cases they may see. Raises NotAllowed for who may see none.
    """
    who.require("see cases")
    table = data.rows(extract, chosen, [f.name for f in extract.fields])
    if who.units:
        table = table.filter(pc.is_in(table["unit"], pa.array(who.units, pa.string())))
    return table


def case_list(
    measure: Measure, chosen: Filters, which: str, who: Person
) -> tuple[pd.DataFrame, date] | None:
    """metrics.caselist.caselist of a measure for the filters, and its data day; None without data.

    Only the cases that the person may see. Raises NotAllowed for who may see none.
    """
    who.require("see cases")
    extract = EXTRACTS[measure.extract]
    day = data.data_day(extract, chosen.as_at)
    if day is None:
        return None

    def make() -> pd.DataFrame:
        assert measure.clock is not None
        found = measure.prepare(cases(extract, chosen, who), as_of=day)
        return caselist(found, measure.clock, which=which, as_of=day, keys=extract.keys)

    return data.kept("cases", measure.key, chosen, which, who.units, make=make), day
