"""Runs: what is known of one while it goes on, and which of them stay when they are over."""

from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clickgame.contract.facts import RunEnded
from clickgame.core.game import Game
from clickgame.core.openings import Opening
from clickgame.core.periods import DAY_S, PERIODS
from clickgame.core.rules import Rules
from clickgame.core.runs import EACH, SILENT_S, Run, Runs
from clickgame.core.scores import Score, ScoreKey
from tests.core.games import game_of

T0 = 10_000.0
PLAYERS, ARENAS = ("ann", "bob", "cy"), ("classic", "sprint")

ended_runs = st.lists(
    st.tuples(
        st.sampled_from(PLAYERS), st.sampled_from(ARENAS), st.integers(10, 14), st.sampled_from((0, 0, 0, 1, 3, 8))
    ),
    max_size=60,
)


def runs_of(kept: int = 100) -> Runs:
    """Start with no runs."""
    return Runs(kept=kept, pace_per_s=25.0)


def score_of(presses: int, *, at: float, began: float = T0, player: str = "ann") -> Score:
    """Give a score of a run that goes on."""
    return Score(ScoreKey(player), score=presses, total=presses, pressed_at=at, started_at=began)


def ended(presses: int, *, player: str = "ann", arena: str = "classic") -> RunEnded:
    """Say that a run is over."""
    return RunEnded(player, presses, presses, presses, arena)


def run_of(number: int, player: str = "ann", arena: str = "classic", *, score: int = 10, day: int = 0) -> Run:
    """Give a run that is over."""
    return Run(f"run {number}", player, arena, day * DAY_S + 60.0, 9, score, 5, "5 5")


def looked_at(runs: Runs, *presses: int, every_s: float = 1.0) -> Runs:
    """Look at a run each second, by which it has come to so many *presses*."""
    for number, count in enumerate(presses):
        at = T0 + number * every_s
        runs.look(score_of(count, at=at), now=at + 0.5)
    return runs


def test_a_run_has_the_curve_and_the_best_second_of_its_looks() -> None:
    runs = looked_at(runs_of(), 3, 12, 12, 20)
    run = runs.end(ended(20), now=T0 + 303)
    assert run == Run("", "ann", "classic", T0, 3, 20, 9, "3 9 0 8")


def test_what_was_pressed_after_the_last_look_belongs_to_it() -> None:
    run = looked_at(runs_of(), 3, 12).end(ended(15), now=T0 + 2)
    assert (run.seconds, run.curve) == (2, "3 9 3")


def test_what_comes_out_of_a_silence_is_no_second() -> None:
    """An outage of a minute, at ten presses a second."""
    runs = looked_at(runs_of(), 10, 20)
    runs.look(score_of(620, at=T0 + 61), now=T0 + 61.5)
    run = runs.end(ended(620), now=T0 + 400)
    assert run.best_second == 10
    counts = [int(count) for count in run.curve.split(" ")]
    assert sum(counts) == 620
    assert max(counts[1:-1]) <= 21


def test_what_was_pressed_before_the_first_contact_is_no_second() -> None:
    runs = runs_of()
    runs.begin(score_of(49, at=T0))
    assert runs.end(ended(49), now=T0 + 400).best_second == 0
    runs.begin(score_of(49, at=T0))
    runs.look(score_of(57, at=T0 + 0.4), now=T0 + 0.5)
    run = runs.end(ended(57), now=T0 + 400)
    assert (run.best_second, run.curve) == (8, "57")


def test_the_first_press_belongs_to_the_first_second() -> None:
    runs = runs_of()
    runs.begin(score_of(1, at=T0))
    runs.begin(score_of(2, at=T0 + 0.1))
    runs.look(score_of(9, at=T0 + 0.8), now=T0 + 0.9)
    assert runs.end(ended(9), now=T0 + 400).best_second == 9


def test_a_run_of_one_press_lasted_no_time() -> None:
    runs = runs_of()
    runs.begin(score_of(1, at=T0))
    assert runs.end(ended(1), now=T0 + 300) == Run("", "ann", "classic", T0, 0, 1, 1, "1")


def test_a_run_that_went_on_before_a_restart_has_the_curve_of_what_came_after() -> None:
    runs = runs_of()
    runs.resume(score_of(500, at=T0 + 40), now=T0 + 42)
    runs.look(score_of(508, at=T0 + 44), now=T0 + 44.5)
    run = runs.end(ended(508), now=T0 + 400)
    assert (run.started_at, run.seconds, run.score) == (T0, 44, 508)
    assert run.curve == " ".join(["0"] * 22 + ["8"])
    assert run.best_second == 3


def test_presses_are_unbroken_since_the_last_silence_that_a_look_has_found() -> None:
    """As long as no look has found it, the newest press tells of it; without a run, nothing is unbroken."""
    runs = runs_of()
    assert runs.unbroken_s(score_of(1, at=T0), now=T0) == 0
    looked_at(runs, 3, 9, 14, 20)
    assert runs.unbroken_s(score_of(22, at=T0 + 3.9), now=T0 + 4) == 4
    assert runs.unbroken_s(score_of(20, at=T0 + 3), now=T0 + 3 + SILENT_S) == 0
    back = score_of(30, at=T0 + 9)
    assert runs.unbroken_s(back, now=T0 + 9) == 0
    runs.look(back, now=T0 + 9.5)
    assert runs.unbroken_s(score_of(31, at=T0 + 9.8), now=T0 + 10) == 1
    assert runs.unbroken_s(score_of(31, at=T0 + 9.8, player="bob"), now=T0 + 10) == 0


def test_of_a_run_that_went_on_before_a_restart_it_is_not_known_since_when_it_is_unbroken() -> None:
    runs = runs_of()
    runs.resume(score_of(500, at=T0 + 40), now=T0 + 42)
    assert runs.unbroken_s(score_of(501, at=T0 + 42.2), now=T0 + 42.3) == pytest.approx(0.3)


def test_a_beginning_that_is_not_known_is_the_first_that_is() -> None:
    for look in ("resume", "look"):
        runs = runs_of()
        getattr(runs, look)(score_of(12, at=T0 + 5, began=0.0), now=T0 + 5)
        assert runs.end(ended(12), now=T0 + 400).started_at == T0 + 5


def test_a_run_that_nobody_looked_at_is_told_as_far_as_it_is_known() -> None:
    runs = runs_of()
    runs.look(score_of(0, at=T0), now=T0)
    run = runs.end(ended(4), now=T0)
    assert (run.score, run.seconds, run.curve) == (4, 0, "4")


def test_what_is_reached_in_a_run_is_told_with_it_and_with_no_other() -> None:
    runs = looked_at(runs_of(), 12)
    runs.reach("ann", "warm")
    runs.reach("ann", "lunch")
    runs.reach("bob", "warm")
    assert runs.end(ended(12), now=T0 + 400).reached == "warm lunch"
    runs.look(score_of(3, at=T0 + 500, began=T0 + 500), now=T0 + 500)
    assert runs.end(ended(3), now=T0 + 900).reached == ""


def test_runs_of_two_arenas_go_on_at_once() -> None:
    runs = looked_at(runs_of(), 3)
    runs.look(Score(ScoreKey("ann", "sprint"), score=7, pressed_at=T0, started_at=T0), now=T0 + 0.5)
    assert runs.end(ended(7, arena="sprint"), now=T0 + 60).curve == "7"
    assert runs.end(ended(3), now=T0 + 400).curve == "3"


@given(ended_runs, st.integers(1, 12))
def test_the_newest_stay_and_the_best_of_the_newest_seasons(listed: list[tuple[str, str, int, int]], kept: int) -> None:
    """Against a model that keeps everything and looks through it each time."""
    runs, all_runs, newest, day = runs_of(kept), list[Run](), list[Run](), 0
    for number, (player, arena, score, days) in enumerate(listed):
        day += days
        run = run_of(number, player, arena, score=score, day=day)
        runs.put(run)
        all_runs.append(run)
        newest.append(run)
        alike = [each for each in newest if (each.player, each.arena) == (player, arena)]
        newest = [each for each in newest if each not in alike[:-EACH]][-kept:]
        best = best_of(all_runs)
        assert {each.id for each in runs.all()} == {each.id for each in (*newest, *best.values())}
        assert len(runs) == len(list(runs.all()))
        for (of_arena, period, season), expected in best.items():
            assert runs.best(of_arena, period, season) == expected
        for name in PLAYERS:
            assert runs.of(name) == [each for each in reversed(newest) if each.player == name]
            assert all(runs.find(each.id) == each for each in runs.of(name))


def best_of(runs: list[Run]) -> dict[tuple[str, str, int], Run]:
    """Give the best run of the newest two seasons of each period, by arena, period and number; the first of equals."""
    best: dict[tuple[str, str, int], Run] = {}
    for period in PERIODS:
        seasons = defaultdict[tuple[str, int], list[Run]](list)
        for run in runs:
            seasons[run.arena, period.number(run.day)].append(run)
        newest = max((number for _, number in seasons), default=0)
        for (arena, number), of_season in seasons.items():
            if number >= newest - 1:
                best[arena, period.key, number] = max(of_season, key=lambda run: run.score)
    return best


@given(ended_runs, st.integers(1, 12))
def test_what_stays_comes_back_as_it_was(listed: list[tuple[str, str, int, int]], kept: int) -> None:
    runs, day = runs_of(kept), 0
    for number, (player, arena, score, days) in enumerate(listed):
        day += days
        runs.put(run_of(number, player, arena, score=score, day=day))
    again = runs_of(kept)
    for run in (*runs.all(), *runs.all()):
        again.put(run)
    assert list(again.all()) == list(runs.all())
    assert [again.of(player) for player in PLAYERS] == [runs.of(player) for player in PLAYERS]


@given(ended_runs)
def test_of_a_player_who_is_forgotten_nothing_stays(listed: list[tuple[str, str, int, int]]) -> None:
    runs, day = runs_of(7), 0
    runs.look(score_of(3, at=T0), now=T0)
    for number, (player, arena, score, days) in enumerate(listed):
        day += days
        runs.put(run_of(number, player, arena, score=score, day=day))
    runs.forget("ann")
    assert {run.player for run in runs.all()} <= {"bob", "cy"}
    assert runs.of("ann") == []
    numbers = [(period.key, period.number(day - back)) for period in PERIODS for back in range(9)]
    best = [runs.best(arena, *season) for arena in ARENAS for season in numbers]
    assert "ann" not in {run.player for run in best if run}
    runs.put(run_of(99, "ann", day=day))
    assert runs.find("run 99") in runs.of("ann")


def test_runs_that_are_over_are_among_the_records_and_leave_with_their_player() -> None:
    game = game_of("ann", "bob", rules=Rules(runs_kept=3))
    for number in range(5):
        game.put_run(run_of(number, "ann" if number < 4 else "bob"))
    assert [run.id for run in game.runs.all()] == ["run 0", "run 2", "run 3", "run 4"]  # the first is a day's best
    again = Game(game.rules, game.state(), now=T0)
    assert list(again.runs.all()) == list(game.runs.all())
    assert list(game.records()) == list(game.state().changes())
    game.forget("ann")
    assert [run.id for run in game.runs.all()] == ["run 4"]
    with pytest.raises(KeyError):
        game.put_run(run_of(5, "ann"))


def test_of_an_arena_that_is_no_more_nothing_stays() -> None:
    game = game_of("ann")
    game.put_opening(Opening("lunch", "sprint", "Lunch", "ann", T0))
    for number, arena in enumerate(("classic", "lunch")):
        game.put_run(run_of(number, arena=arena))
        game.runs.look(Score(ScoreKey("ann", arena), score=3, pressed_at=T0, started_at=T0), now=T0)
    state = game.state()
    for records in (game, state):
        records.close_arena("lunch")
    assert [run.id for run in game.runs.all()] == list(state.runs) == ["run 0"]
    assert game.runs.best("lunch", "day", 0) is None
    assert game.runs.end(ended(3, arena="lunch"), now=T0).curve == "3"
    assert list(game.records()) == list(game.state().changes())


def test_of_each_player_and_arena_the_newest_stay() -> None:
    runs = runs_of()
    for number in range(EACH + 2):
        runs.put(run_of(number, score=20 - number))
        runs.put(run_of(number + 50, arena="sprint", score=20 - number))
    newest = [run.id for run in runs.of("ann")]
    assert len(newest) == 2 * EACH
    assert newest[:2] == [f"run {EACH + 51}", f"run {EACH + 1}"]
    assert [run.id for run in runs.all() if run.id not in newest] == ["run 0", "run 50"]  # the best of the day
