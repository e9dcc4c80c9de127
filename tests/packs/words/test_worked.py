"""Whether actions worked, in a line a verdict."""

from dataclasses import replace

from packs.content import EffectLine
from packs.words.worked import worked_lines
from tests.packs.made import actions


def action(short: str, *verdicts: str):
    effects = tuple(EffectLine(measure="m", verdict=v, sentence="S.") for v in verdicts)
    return replace(actions(1)[0], short=short, effects=effects, measures=("M",) if verdicts else ())


def test_actions_that_have_begun_are_named_by_what_was_found_the_worst_first():
    found = worked_lines(
        [
            action("Training", "too early"),
            action("Panel"),
            action("IQA", "no difference seen"),
            action("Letter templates", "no difference seen", "better since"),
            action("Cradle-to-grave", "worked"),
            action("Hubs", "worked", "made worse"),
            action("Prompts", "cannot tell", "no difference seen"),
            action("Legal managers", "not clear", "too early"),
            action("Daily calls", "cannot tell"),
            replace(action("Later", "worked"), started=None),
        ]
    )

    assert found == [
        ("Seems to have made things worse", "hubs"),
        ("Seems to have worked", "cradle-to-grave"),
        ("Better since, in all units", "letter templates"),
        ("Not shown to have worked, not clear either way", "legal managers"),
        ("No difference seen", "IQA; prompts"),
        ("Too early to tell", "training"),
        ("Cannot be told (names no measure)", "panel"),
        ("Cannot be told (for other reasons)", "daily calls"),
    ]


def test_without_an_action_that_has_begun_there_is_nothing_to_say():
    assert worked_lines([replace(action("Later"), started=None)]) == []
