"""The published texts that standards rest on, each with its address.

A mark such as [S10] in the words of a measure is a key here. Whatever rests on none of these texts
is called our assumption.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Source:
    """A published text: its mark, its title, where it is."""

    mark: str
    title: str
    address: str


SOURCES = {
    s.mark: s
    for s in (
        Source(
            mark="S6",
            title="CPS data summary, Quarter 2 2023-24",
            address="https://cps.gov.uk/publication/cps-data-summary-quarter-2-2023-2024",
        ),
        Source(
            mark="S7",
            title="CPS data summary, Quarter 1 2023-24",
            address="https://cps.gov.uk/publication/cps-data-summary-quarter-1-2023-2024",
        ),
        Source(
            mark="S8",
            title="Parliamentary question 103028, answered on 13 January 2026",
            address="https://parallelparliament.co.uk/question/103028/prosecutions",
        ),
        Source(
            mark="S9b",
            title="Parliamentary question on cases awaiting a decision, 12 September 2024",
            address="https://www.parallelparliament.co.uk/dept/AttorneyGeneral_sOffice/writtenanswers",
        ),
        Source(
            mark="S10",
            title="CPS Victim Communication and Liaison scheme, legal guidance",
            address="https://cps.gov.uk/legal-guidance/victim-communication-and-liaison-vcl-scheme",
        ),
        Source(
            mark="S13",
            title="Law Gazette on HMCPSI's charging inspection of 2020",
            address="https://www.lawgazette.co.uk/news/"
            "cps-inspectors-identify-significant-room-for-improvement/5105795.article",
        ),
        Source(
            mark="S20",
            title="CPS design history, Check new PCD case (public code, not policy)",
            address="https://github.com/CPS-Innovation/new-design-history",
        ),
        Source(
            mark="S22",
            title="CPS prototype, names of tasks (public code, not policy)",
            address="https://github.com/CPS-Innovation/prosecute-a-case-prototype",
        ),
        Source(
            mark="S23",
            title="CPS Polaris, fields of an action plan (public code, not policy)",
            address="https://github.com/CPS-Innovation/Polaris",
        ),
        Source(
            mark="S25",
            title="Criminal Procedure Rules 2020, rule 3.19, note",
            address="https://legislation.gov.uk/uksi/2020/759/part/3/crossheading/3",
        ),
        Source(
            mark="S26",
            title="Olliers Solicitors on Better Case Management",
            address="https://www.olliers.com/news/7-things-you-should-know-about-better-case-management/",
        ),
        Source(
            mark="S30",
            title="CPS Disclosure Manual, chapter 14",
            address="https://cps.gov.uk/node/16399",
        ),
    )
}


def marks(text: str) -> list[str]:
    """The marks of sources in a text, in the order they come.

    >>> marks("CPS data summaries [S6, S7]; guidance [S10]")
    ['S6', 'S7', 'S10']
    """
    found = re.findall(r"\[(S\w+(?:, S\w+)*)\]", text)
    return [mark for several in found for mark in several.split(", ")]
