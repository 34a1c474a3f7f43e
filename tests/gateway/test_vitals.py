"""The vitals of a process: what has happened from one look to the next, and what is kept of it over time."""

from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clickgame.contract.measures import COUNTER, GAUGE, PREFIX, TIMES, Reading, Times
from clickgame.gateway.vitals import SPANS, VITALS, Point, Vitals
from tests.fakes import FakeClock

AT = {vital.key: place for place, vital in enumerate(VITALS)}


class Source:
    """What is measured, as a test says."""

    def __init__(self) -> None:
        """Start with nothing."""
        self.presses, self.cpu_s, self.sockets = 0, 0.0, 0
        self.answers = Times()

    def read(self) -> Iterator[Reading]:
        """Read it."""
        yield Reading(f"{PREFIX}presses_total", COUNTER, "", "", self.presses)
        yield Reading(f"{PREFIX}cpu_seconds_total", COUNTER, "", "", self.cpu_s)
        yield Reading(f"{PREFIX}sockets", GAUGE, "", "", self.sockets)
        yield Reading(f"{PREFIX}answer_seconds", TIMES, "", "", self.answers)
        yield Reading(f"{PREFIX}refusals_total", COUNTER, "", "code", {"full": 1.0})


class Memory:
    """Where points are kept, unless it refuses."""

    def __init__(self) -> None:
        """Start empty."""
        self.points: dict[tuple[int, int], Point] = {}
        self.refuses = False

    def put(self, ring: int, step: int, values: Sequence[float]) -> None:
        """Keep a point."""
        if self.refuses:
            raise OSError("full")
        self.points[ring, step] = tuple(values)

    def read(self, ring: int, *, until: int) -> list[Point | None]:
        """Give the points of a round."""
        return [self.points.get((ring, step)) for step in range(until - SPANS[ring].steps, until)]


def made() -> tuple[Vitals, Source, Memory, FakeClock]:
    """Make vitals of a source, kept in memory."""
    source, memory, clock = Source(), Memory(), FakeClock(3_600_000.0)
    vitals = Vitals([source.read], wall=clock)
    vitals.keep_in(memory)
    return vitals, source, memory, clock


def test_now_is_what_happened_since_the_look_before() -> None:
    vitals, source, _, clock = made()
    vitals.look()
    assert vitals.now == (0.0,) * len(VITALS)
    source.presses, source.cpu_s, source.sockets = 60, 1.0, 7
    source.answers.add(0.004, times=100)
    clock.move(2)
    vitals.look()
    assert vitals.now[AT["presses"]] == 30
    assert vitals.now[AT["cpu"]] == 50
    assert vitals.now[AT["sockets"]] == 7
    assert 2 < vitals.now[AT["answers"]] <= 5
    assert vitals.now[AT["lag"]] == 0
    clock.move(2)
    vitals.look()
    assert vitals.now[AT["presses"]] == vitals.now[AT["answers"]] == 0


def test_a_point_is_the_whole_of_its_step() -> None:
    vitals, source, memory, clock = made()
    told: list[Point] = []
    vitals.on_step = told.append
    for _ in range(66):
        vitals.look()
        source.presses += 20
        clock.move(2)
    assert [point[AT["presses"]] for point in vitals.over(SPANS[0]) if point] == [10.0] * 13
    assert len(told) == 13
    assert {ring for ring, _ in memory.points} == {0, 1}
    assert [point[AT["presses"]] for point in vitals.over(SPANS[1]) if point] == [10.0]


@given(st.lists(st.tuples(st.floats(0.1, 5_000), st.integers(0, 500)), max_size=40))
def test_no_press_is_in_two_points_and_none_is_missing(looks: list[tuple[float, int]]) -> None:
    """Whatever the gaps between looks: rates times their time add up to what was pressed until the last step's end."""
    vitals, source, memory, clock = made()
    vitals.look()
    begun, ends = {0: (clock(), 0), 1: (clock(), 0), 2: (clock(), 0)}, dict[int, float]()
    for passed_s, presses in looks:
        clock.move(passed_s)
        source.presses += presses
        before = {ring: len(memory.points) for ring in begun}
        known = set(memory.points)
        vitals.look()
        for ring, step in set(memory.points) - known:
            since, then = begun[ring]
            rate = memory.points[ring, step][AT["presses"]]
            assert rate * max(clock() - since, 0.001) == pytest.approx(source.presses - then, abs=1e-6)
            begun[ring] = clock(), source.presses
            ends[ring] = clock()
        assert len(memory.points) - before[0] <= len(SPANS)


def test_a_disk_that_refuses_is_said_once_and_nothing_stops(caplog: pytest.LogCaptureFixture) -> None:
    vitals, _, memory, clock = made()
    memory.refuses = True
    for _ in range(30):
        vitals.look()
        clock.move(2)
    assert len(caplog.records) == 1
    memory.refuses = False
    for _ in range(10):
        vitals.look()
        clock.move(2)
    assert any(vitals.over(SPANS[0]))


def test_without_a_file_a_round_of_points_is_kept_in_memory() -> None:
    source, clock = Source(), FakeClock()
    vitals = Vitals([source.read], wall=clock)
    assert vitals.over(SPANS[0]) == [None] * SPANS[0].steps
    for _ in range(2 * SPANS[0].steps):
        vitals.look()
        source.presses += 50
        clock.move(SPANS[0].step_s)
    points = vitals.over(SPANS[0])
    assert len(points) == SPANS[0].steps
    assert [point[AT["presses"]] for point in points if point] == [5.0] * (SPANS[0].steps - 1)
    assert {len(ring) for ring in vitals._kept._rings[:1]} == {SPANS[0].steps}  # pyright: ignore[reportAttributeAccessIssue]  # its own
