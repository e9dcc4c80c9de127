"""What a point of a chart says when it is pointed at: whose it is, when, the figure, and why it is marked."""

from html import escape

import pandas as pd

from metrics.measure import Measure
from metrics.presets import RULES, words
from metrics.series import in_words


def lines(measure: Measure, points: pd.DataFrame, name: str) -> list[str]:
    """The hover of every point of one line, judged or not."""
    return [
        f"<b>{safe(name)}</b><br>{line['period']:%B %Y}: {in_words(measure, line)}{_why(line)}"
        for line in points.to_dict("records")
    ]


def safe(text: str) -> str:
    """Text from data, so that plotly shows it as it is written."""
    return escape(text, quote=False)


def _why(line: dict) -> str:
    if line.get("left_out"):
        return "<br>left out of the judgement"
    if line.get("small"):
        return "<br>a small number: not judged"
    rule = line.get("rule")
    if not rule:
        return ""
    said = words(RULES[rule].of_point, side=line["side"], n=line["run_length"], noun="month")
    return f"<br>{said}"
