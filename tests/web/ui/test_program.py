"""Programs in a text: coloured, and not a letter of them changed."""

import pytest

from clickgame.learn.course import load
from clickgame.web.ui.program import pieces

PROGRAMS = [
    text
    for lesson in load().lessons.values()
    for text in (lesson.solution, lesson.mirror.source, *(part.text for part in lesson.text if part.kind == "code"))
]


@pytest.mark.parametrize("code", [*PROGRAMS, "", "x = 1", "\n\n# end"])
def test_nothing_is_lost_or_added(code: str) -> None:
    assert "".join(text for _, text in pieces(code)) == code


def test_words_are_told_apart() -> None:
    found = {text: kind for kind, text in pieces('def press(x):\n    """Say."""\n    return x + 10  # ten\n')}
    assert found["def"] == found["return"] == "keyword"
    assert found["press"] == "named"
    assert found['"""Say."""'] == "string"
    assert found["10"] == "number"
    assert found["# ten"] == "comment"
