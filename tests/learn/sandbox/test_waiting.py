"""The line of programs: in the order in which they came, never two of a player, and never too long."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clickgame.contract.sandbox import SandboxFull, TooManyPrograms
from clickgame.learn.sandbox.waiting import Ticket, Waiting

MOST, EACH = 4, 2
STEPS = st.lists(st.tuples(st.sampled_from(("join", "take", "finish", "leave")), st.integers(0, 5)), max_size=60)


@given(STEPS)
def test_whatever_happens_the_line_keeps_its_promises(steps: list[tuple[str, int]]) -> None:
    waiting = Waiting(most=MOST, each=EACH)
    line: list[Ticket] = []
    running: list[Ticket] = []
    for step, number in steps:
        if step == "join":
            player = "abc"[number % 3]
            theirs = sum(ticket.player == player for ticket in line + running)
            if theirs >= EACH or len(line) >= MOST:
                with pytest.raises(TooManyPrograms if theirs >= EACH else SandboxFull):
                    waiting.join(player)
            else:
                line.append(waiting.join(player))
                assert line[-1].place == len(line)
        elif step == "take":
            free = [ticket for ticket in line if ticket.player not in {each.player for each in running}]
            taken = waiting.take()
            assert taken is (free[0] if free else None)
            if taken:
                line.remove(taken)
                running.append(taken)
        elif step == "finish" and running:
            waiting.finish(running.pop(number % len(running)))
        elif step == "leave" and line:
            waiting.leave(line.pop(number % len(line)))
        before = [ticket.place for ticket in line]
        moved = waiting.moved()
        assert [ticket.place for ticket in line] == list(range(1, len(line) + 1))
        assert moved == [ticket for ticket, place in zip(line, before, strict=True) if ticket.place != place]
        assert len(waiting) == len(line) <= MOST


def test_patient_programs_come_after_all_others_and_do_not_crowd_them_out() -> None:
    waiting = Waiting(most=MOST, each=EACH)
    patient = [waiting.join(f"patient {number}", is_patient=True) for number in range(MOST)]
    with pytest.raises(SandboxFull):
        waiting.join("one more", is_patient=True)
    first, second = waiting.join("ann"), waiting.join("bob")
    assert (first.place, second.place, len(waiting)) == (1, 2, MOST + 2)
    assert [waiting.take() for _ in range(3)] == [first, second, patient[0]]
    assert waiting.moved() == patient[1:]
    assert [ticket.place for ticket in patient[1:]] == [1, 2, 3]
    waiting.leave(patient[1])
    assert waiting.take() is patient[2]


def test_who_is_not_there_cannot_leave_or_finish_for_another() -> None:
    waiting = Waiting(most=MOST, each=EACH)
    first, second = waiting.join("ann"), waiting.join("ann")
    assert waiting.take() is first
    waiting.leave(first)
    waiting.finish(second)
    assert waiting.take() is None
    waiting.finish(first)
    assert waiting.take() is second
