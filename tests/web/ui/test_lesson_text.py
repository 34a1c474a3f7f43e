"""A lesson's text as it is drawn."""

from clickgame.learn.lesson import Part
from clickgame.web.ui.lesson_text import inline, lesson_text


def test_a_sentence_keeps_its_code_and_its_stress() -> None:
    drawn = list(inline("Use `a * b`, **always** or *never*."))
    assert [each if isinstance(each, str) else type(each).__name__ for each in drawn] == [
        "Use ",
        "Code",
        ", ",
        "B",
        " or ",
        "Em",
        ".",
    ]


def test_items_that_follow_each_other_are_one_list() -> None:
    parts = [Part("text", "One:"), Part("item", "a"), Part("item", "b"), Part("text", "Two.")]
    assert [type(each).__name__ for each in lesson_text(parts)] == ["P", "Ul", "P"]


def test_what_is_to_be_guessed_is_hidden_until_it_is_asked_for() -> None:
    shown, guessed = lesson_text([Part("code", "print(1)\n", "1\n"), Part("code", "print(1)\n", "1\n", is_guess=True)])
    assert "details" not in str(shown)
    assert "details" in str(guessed)
