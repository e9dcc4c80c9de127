import pytest

from access.failures import FAILURES, PROVIDERS, failure


@pytest.mark.parametrize("error", PROVIDERS)
def test_every_answer_of_a_provider_has_words(error):
    assert failure(error) == error
    assert len(FAILURES[error]) > 40


@pytest.mark.parametrize(
    "error", ["", "Access_Denied", "<script>", "access_denied\r\nSet-Cookie: a=b"]
)
def test_what_nobody_has_declared_is_not_repeated(error):
    assert failure(error) == "other"
    assert error not in FAILURES["other"] or not error
