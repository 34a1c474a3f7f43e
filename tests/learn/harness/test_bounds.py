"""The bounds: rounds of loops are counted, output is kept up to a length, and neither changes a program."""

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clickgame.learn.harness.bounds import OUTPUT_BOUND, OUTPUT_MOST, TICK, Output, Rounds, Stopped, counted

LOOPS = """
def loops(numbers):
    found = []
    for number in numbers:
        if number % 2:
            continue
        while number > 3:
            number -= 2
        else:
            found.append(number)
    return found
"""


@given(st.lists(st.integers(0, 30), max_size=20))
def test_counting_changes_nothing_and_counts_each_round(numbers: list[int]) -> None:
    rounds: list[int] = []
    plain: dict[str, object] = {}
    exec(LOOPS, plain)  # noqa: S102  # a program of this test
    watched: dict[str, object] = {TICK: lambda: rounds.append(1)}
    exec(compile(counted(LOOPS, "lesson.py"), "lesson.py", "exec"), watched)  # noqa: S102  # the same one
    assert watched["loops"](numbers) == plain["loops"](numbers)  # pyright: ignore[reportCallIssue]  # of exec
    inner = sum(max(0, (number - 2) // 2) for number in numbers if not number % 2)
    assert len(rounds) == len(numbers) + inner


def test_a_round_is_counted_on_the_line_of_its_loop() -> None:
    ticks = [node for node in ast.walk(counted(LOOPS, "lesson.py")) if isinstance(node, ast.Name) and node.id == TICK]
    assert sorted(node.lineno for node in ticks) == [4, 7]


def test_after_the_last_round_every_loop_is_stopped() -> None:
    rounds = Rounds(most=2)
    rounds.tick()
    rounds.tick()
    assert not rounds.spent
    for _ in range(2):
        with pytest.raises(Stopped) as caught:
            rounds.tick()
        assert caught.value.reason == "rounds"
    assert rounds.spent


@given(st.lists(st.text(max_size=8_000), max_size=6))
def test_the_beginning_of_the_output_is_kept(texts: list[str]) -> None:
    output = Output()
    for text in texts:
        assert output.write(text) == len(text)
    whole = "".join(texts)
    assert output.text().startswith(whole[:OUTPUT_MOST])
    assert len(output.text()) <= OUTPUT_MOST + 40
    assert not output.spent


def test_too_much_output_stops_the_program() -> None:
    output = Output()
    output.write("x" * OUTPUT_BOUND)
    with pytest.raises(Stopped):
        output.write("x")
    assert output.spent


def test_only_text_can_be_written() -> None:
    with pytest.raises(TypeError, match="not bytes"):
        Output().write(b"x")  # pyright: ignore[reportArgumentType]  # that is what it is about
