"""The measures as a page of words: `python -m metrics.document > docs/measures.md`."""

import sys
from collections.abc import Iterable

from metrics.measure import ISSUES, Measure
from metrics.registry import MEASURES
from metrics.sources import SOURCES, marks

START = """\
# Measures

Made from the declarations in `metrics/` by `python -m metrics.document`; a test fails when this
page is behind them.

## What holds for all of them

- **On time, of those that fell due** is the headline: of the cases whose due day lies in the
  period, the share that stopped on or before it. One that is still open is not on time. The figure
  of a past period is final.
- **A day is judged when it is over.** A case has fallen due when its due day is before the data's
  own day; open as well, it is overdue. One due on the data's own day is due today, and neither. So
  of all that fell due, those not on time are finished late or overdue, and nothing else.
- **On time, of those finished** divides by what stopped in the period and had a due day: the
  convention of published figures.
- **Day 0 is the day the clock starts**, and what stops on its due day is on time. Working days
  leave out weekends and the bank holidays of England and Wales. Our assumption: after a start on
  such a day, the next working day is day 1. A letter due on Friday and sent on Saturday is late,
  although no working day has passed between.
- **The median** is the middle value, or the mean of the middle two. **The 90th percentile** lies
  between the two values nearest to it in proportion (Hyndman and Fan's seventh definition, numpy's
  "linear"). Both are exact.
- A due day before the start is taken as the day before the start: the case is late from the
  outset. A case that stopped before it started is in no figure, and counted apart.
- A case belongs to the unit and the casework type of its newest row, for all of its time.
- A figure of fewer cases than the Area's small number is marked, never hidden.
- "Our assumption" means that no published text was found.
"""


def document(measures: Iterable[Measure]) -> str:
    """The whole page in Markdown: a table, a section for each measure, and the sources."""
    every = list(measures)
    rows = [
        f"| [{m.title}](#{m.key}) | {m.issue} | {m.counting_unit} | {m.standard} | {_basis(m)} |"
        for m in every
    ]
    head = ["| Measure | Issue | Counts | Standard | Source |", "| --- | --- | --- | --- | --- |"]
    issues = [f"Issue {number}: {title}." for number, title in ISSUES.items()]
    named = {mark for m in every for mark in m.sources()}
    sources = [
        f"- [{s.mark}] {s.title}: <{s.address}>" for s in SOURCES.values() if s.mark in named
    ]
    parts = [START, "## All measures\n", " ".join(issues) + "\n", "\n".join([*head, *rows]) + "\n"]
    parts += [_section(m) for m in every]
    return "\n".join([*parts, "## Sources\n", "\n".join(sources) + "\n"])


def _basis(measure: Measure) -> str:
    if measure.standard == "none":
        return ""
    return (
        "our assumption" if measure.is_our_assumption else ", ".join(marks(measure.standard_source))
    )


def _section(measure: Measure) -> str:
    lines = [
        f'## <a id="{measure.key}"></a>{measure.title}\n',
        f"{measure.says}\n",
        f"- Key: `{measure.key}`; extract: `{measure.extract}`; improvement: {measure.better}",
        f"- Columns: {', '.join(f'`{c}`' for c in measure.columns())}",
        f"- Standard: {measure.standard}",
    ]
    if measure.standard_source:
        lines.append(f"- Source: {measure.standard_source}")
    if measure.clock:
        lines.append(f"- Limit: {measure.clock.limit.says()}; held by: {measure.clock.holder}")
    lines.append(f"- Why it matters: {measure.why_it_matters}")
    if measure.caveats:
        lines.append(f"- Mind: {measure.caveats}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(document(MEASURES.values()))
