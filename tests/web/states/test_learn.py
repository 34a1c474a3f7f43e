"""How far a learner is, in words."""

import pytest

from clickgame.contract.learning import Study
from clickgame.web.states.learn import said_of, said_of_all

PASSED_AT = 1_767_355_200.0  # 2 January 2026, noon


@pytest.mark.parametrize(
    ("study", "said"),
    [
        (Study("ann", "a", 0, 0, PASSED_AT, PASSED_AT), "2 January 2026, at the first try"),
        (
            Study("ann", "a", 1, 2, PASSED_AT - 3_723, PASSED_AT),
            "2 January 2026, after 1 try and 2 hints, in 1 h 2 min",
        ),
        (Study("ann", "a", 3, 0, PASSED_AT - 60, PASSED_AT), "2 January 2026, after 3 tries, in 1 min"),
        (Study("ann", "a", 2, 1, PASSED_AT), "2 tries and 1 hint so far"),
        (Study("ann", "a", 0, 1, PASSED_AT), "0 tries and 1 hint so far"),
    ],
)
def test_a_study_is_said_in_words(study: Study, said: str) -> None:
    assert said_of(study) == said


def test_all_studies_are_said_in_one_line() -> None:
    assert said_of_all([]) == ""
    first = Study("ann", "a", 0, 0, PASSED_AT, PASSED_AT)
    assert said_of_all([first]) == "1 lesson passed · 1 check"
    second, third = Study("ann", "b", 2, 1, PASSED_AT - 90, PASSED_AT), Study("ann", "c", 1, 0, PASSED_AT)
    assert said_of_all([first, second, third]) == "2 lessons passed · 5 checks · 1 hint · 1 min"
