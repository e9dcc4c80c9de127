from dataclasses import replace

import pytest

from access.made_for import is_for, media_type, plain_type
from access.roles import Person

ANNE = Person("anne@example.org", "manager", ("A", "B"))


def test_a_file_is_for_whom_it_was_made():
    kind = media_type("text/csv", ANNE)
    assert is_for(kind, ANNE)
    assert is_for(kind + "; charset=utf-8", ANNE)
    assert plain_type(kind + "; charset=utf-8") == "text/csv; charset=utf-8"


@pytest.mark.parametrize(
    "other",
    [
        replace(ANNE, name="ben@example.org"),
        replace(ANNE, role="analyst"),
        replace(ANNE, role=None),
        replace(ANNE, units=("A",)),
        replace(ANNE, units=()),
    ],
)
def test_it_is_for_nobody_else_nor_for_them_with_another_role(other):
    assert not is_for(media_type("text/csv", ANNE), other)
    assert not is_for("text/csv; for=0", ANNE)


def test_a_file_without_a_mark_is_for_all():
    assert is_for("image/png", ANNE)
    assert is_for("", ANNE)
