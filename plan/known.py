"""What an action or a step change may name: the Area's units, the measures, the issues."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from extracts.area import Area
from extracts.errors import did_you_mean, in_words
from extracts.fields import squash
from metrics.measure import ISSUES
from metrics.registry import measures


@dataclass(frozen=True, kw_only=True)
class Known:
    """units: squashed name -> full name. measures: key -> title. issues: number -> title."""

    units: Mapping[str, str]
    measures: Mapping[str, str]
    issues: Mapping[int, str]

    @cached_property
    def _measures(self) -> dict[str, str]:
        return {squash(word): key for key, title in self.measures.items() for word in (key, title)}

    def unit(self, written: str) -> str:
        """The full name of a unit, or the text as written where the Area has no such unit."""
        return self.units.get(squash(written), written)

    def measure(self, written: str) -> str:
        """The key of a measure by its key or title, or the text as written where there is none."""
        return self._measures.get(squash(written), written)

    def no_unit(self, written: str) -> str:
        """What is wrong with the name of a unit; nothing where the Area has it."""
        if written in self.units.values():
            return ""
        near = did_you_mean(written, {**self.units, **{n: n for n in self.units.values()}})
        return f'"{written}" is none of the Area\'s units.' + (
            near or " Write it as the Area's settings have it."
        )

    def no_measure(self, written: str) -> str:
        """What is wrong with the key of a measure; nothing where there is one."""
        if written in self.measures:
            return ""
        offered = {**{key: key for key in self.measures}, **{t: t for t in self.measures.values()}}
        return f'"{written}" is no measure.' + (
            did_you_mean(written, offered) or f" The measures are {in_words(self.measures)}."
        )


def known(area: Area) -> Known:
    """What an Area has. Raises AreaError where its settings name what there is not."""
    titles = {key: measure.title for key, measure in measures(area).items()}
    return Known(units=area.unit_names, measures=titles, issues=ISSUES)
