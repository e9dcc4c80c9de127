"""What a page begins with: what is worse than before, what cannot reach its target, what is better."""

from metrics import sentences
from metrics.measure import Measure
from metrics.series import Line
from pages import data, judged
from pages.filters import Filters
from pages.measure_sections import units_parts
from pages.parts import count, lower, plain

_SAID = 3  # measures at most that are told whole


def first_words(measures: list[Measure], chosen: Filters) -> list[str]:
    """What matters most, worst first: each measure that is worse than before or will not reach its target.

    Then the measures that are better and, where all units are shown, the units that are worse.
    """
    said = []
    for m in measures:
        found = judged.told(m, chosen)
        pair = judged.newest(found) if found else None
        if pair:
            said.append((m, *pair))
    matter = sorted((x for x in said if _concern(x[2]) is not None), key=lambda x: _concern(x[2]))
    words = [
        f"**{plain(m.title)}.** {plain(sentences.sentence(m, line, verdict))}"
        for m, line, verdict in matter[:_SAID]
    ]
    if more := [m.title for m, *_ in matter[_SAID:]]:
        words.append(
            f"Also worse than before, or out of reach: {plain('; '.join(map(lower, more)))}."
        )
    if said and not matter:
        words.append(_nothing_matters([verdict for *_, verdict in said], chosen))
    if better := [m.title for m, _, verdict in said if verdict["variation"] == "improvement"]:
        words.append(f"Better than before: {plain('; '.join(map(lower, better)))}.")
    return words + ([] if chosen.unit else _units(measures, chosen))


def _concern(verdict: Line) -> int | None:
    """0 what is getting worse, 1 what will not reach its target, None all else."""
    if verdict["variation"] == "concern":
        return 0
    return 1 if verdict["assurance"] == "will not reach" else None


def _nothing_matters(verdicts: list[Line], chosen: Filters) -> str:
    few = sum(v["variation"] == "not judged" for v in verdicts)
    if few == len(verdicts):
        return "No measure here has enough cases to be judged."
    whose = "Here" if chosen.unit else "All units together,"
    fine = "nothing is worse than before, and no target is out of reach as things are"
    if not few:
        return f"{whose} {fine}."
    has = "has" if few == 1 else "have"
    return f"{few} of {count(len(verdicts), 'measure')} {has} too few cases to be judged; in the rest {fine}."


def _units(measures: list[Measure], chosen: Filters) -> list[str]:
    """The units that are worse than before, with their measures."""
    short = data.area().short_names
    worse: dict[str, list[str]] = {}
    for m in measures:
        found = judged.told(m, chosen, units_parts.UNITS)
        if found is None:
            continue
        concerns = found.verdicts["variation"] == "concern"
        for unit in found.verdicts.loc[concerns, "unit"].astype(str):
            worse.setdefault(short.get(unit, unit), []).append(m.title)
    if not worse:
        return []
    said = "; ".join(
        f"**{plain(u)}** ({plain(', '.join(map(lower, titles)))})" for u, titles in worse.items()
    )
    return [f"Worse than before in {count(len(worse), 'unit')}: {said}."]
