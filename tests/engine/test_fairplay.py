"""Fair play at the engine: a program is off the boards and loses nothing; who follows a beat is on them again."""

import random
import shutil
from pathlib import Path

import pytest

from clickgame.contract.calls import Count
from clickgame.contract.doubts import NoMark, NoTriesLeft, TimesInvalid
from clickgame.contract.errors import UnknownArena
from clickgame.contract.facts import Outcome, RunEnded
from clickgame.contract.fairplay import TIMES_AT_ONCE, MarkRead
from clickgame.contract.feed import FeedAsk
from clickgame.contract.moderation import UNRANK
from clickgame.core.fairplay.arrivals import ENOUGH
from clickgame.core.fairplay.marks import TRIES
from clickgame.core.fairplay.signs import BY_KEY
from clickgame.engine import fairplay
from clickgame.engine.engine import Engine
from clickgame.engine.link import LocalLink
from tests.engine.life import hear, join, tell
from tests.engine.moderated import do, undo
from tests.fakes import FakeClock

EVERY_MS = 97


def even(engine: Engine, player: str, *, batches: int = 3, arena: str = "classic") -> list[bool]:
    """Tell of presses as even as a program's; give the answers."""
    times = [1_003 + EVERY_MS * number for number in range(TIMES_AT_ONCE)]
    return [engine.fairplay.measure(player, arena, times, made_with="", connection="one") for _ in range(batches)]


def ranks(engine: Engine, *players: str) -> list[int]:
    """Give the ranks of *players* on the live board as it is now."""
    engine.game.settle()
    return [engine.game.standing("classic", "live", player, beyond=0).rank for player in players]


def begin(engine: Engine, *tokens: str) -> list[str]:
    """Let players in who have pressed 40 times, and 30, and so on."""
    players = [join(engine, token) for token in tokens]
    for number, player in enumerate(players):
        hear(engine, player, 40 - 10 * number, is_resume=True)
    return players


def followed(composed: tuple[int, ...], *, off_ms: float = 25) -> list[int]:
    """Give presses that follow a beat as a person does."""
    rng = random.Random(2)
    return sorted(round(90_000 + beat + rng.gauss(40, off_ms)) for beat in composed)


def test_a_program_is_off_the_boards_once_and_loses_no_press(tmp_path: Path) -> None:
    async def story(engine: Engine, _: FakeClock) -> None:
        bot, ann = begin(engine, "bot", "ann")
        assert ranks(engine, bot, ann) == [1, 2]
        assert even(engine, bot, batches=5) == [False, False, True, False, False]
        assert ranks(engine, bot, ann) == [0, 1]
        assert hear(engine, bot, 41).score == 41
        assert ranks(engine, bot, ann) == [0, 1]
        (mark,) = engine.fairplay.marks(bot)
        assert [deed.number for deed in engine.game.moderation.of(bot)] == [mark.number]
        assert (mark.signs, mark.arena, mark.presses, mark.tries) == (("even", "steady"), "classic", 40, TRIES)
        assert len(mark.reasons) == 2
        assert mark.bins[EVERY_MS // mark.bin_ms] == max(mark.bins) > 0
        assert engine.fairplay.review(9) == [mark]
        assert engine.fairplay.marks(ann) == []

    tell(tmp_path, story)


def lie(engine: Engine, clock: FakeClock, player: str, *, tabs: int = 1) -> list[bool]:
    """Press ten times a second for a minute and a half, and tell of more than twice the time; give the answers."""
    rng, told, answers = random.Random(5), 1_000.0, list[bool]()
    for number in range(12):
        for _ in range(TIMES_AT_ONCE // 5):
            clock.move(0.5)
            hear(engine, player, engine.game.arena("classic").scores[player].score + 5)
            for _ in engine.recorder.stories.slices():
                pass
        times = list[int]()
        for _ in range(TIMES_AT_ONCE):
            told += max(20.0, rng.gauss(220, 25))
            times.append(round(told))
        answers.append(
            engine.fairplay.measure(player, "classic", times, made_with="", connection=f"tab {number % tabs}")
        )
    return answers


def test_times_that_do_not_agree_with_when_presses_arrived_are_a_sign(tmp_path: Path) -> None:
    async def story(engine: Engine, clock: FakeClock) -> None:
        liar, ann = begin(engine, "liar", "ann")
        assert lie(engine, clock, liar).index(True) == ENOUGH
        assert ranks(engine, liar, ann)[0] == 0
        (mark,) = engine.fairplay.marks(liar)
        assert (mark.signs, mark.reasons) == (("awry",), (BY_KEY["awry"].text,))

    tell(tmp_path, story)


def test_times_of_two_connections_are_of_two_clocks(tmp_path: Path) -> None:
    async def story(engine: Engine, clock: FakeClock) -> None:
        (ann,) = begin(engine, "ann")
        assert lie(engine, clock, ann, tabs=2) == [False] * 12

    tell(tmp_path, story)


def test_who_follows_the_beat_is_on_the_boards_again(tmp_path: Path) -> None:
    async def story(engine: Engine, clock: FakeClock) -> None:
        bot, ann = begin(engine, "bot", "ann")
        even(engine, bot)
        composed = engine.fairplay.begin_check(bot, "classic")
        clock.move(composed[-1] / 1_000)
        assert engine.fairplay.follow(bot, "classic", followed(composed))
        assert ranks(engine, bot, ann) == [1, 2]
        assert engine.fairplay.marks(bot) == []
        with pytest.raises(NoMark):
            engine.fairplay.begin_check(bot, "classic")
        assert even(engine, bot) == [False, False, True]  # watched as before

    tell(tmp_path, story)


def test_an_answer_that_is_too_early_too_exact_or_to_another_beat_lifts_nothing(tmp_path: Path) -> None:
    async def story(engine: Engine, clock: FakeClock) -> None:
        (bot,) = begin(engine, "bot")
        even(engine, bot)
        composed = engine.fairplay.begin_check(bot, "classic")
        assert not engine.fairplay.follow(bot, "classic", followed(composed))  # nobody is done at once
        with pytest.raises(NoMark):
            engine.fairplay.follow(bot, "classic", followed(composed))  # a beat is good for one answer
        composed = engine.fairplay.begin_check(bot, "classic")
        clock.move(20)
        assert not engine.fairplay.follow(bot, "classic", [beat + 500 for beat in composed])
        engine.fairplay.begin_check(bot, "classic")
        clock.move(20)
        assert not engine.fairplay.follow(bot, "classic", followed(composed))
        assert ranks(engine, bot) == [0]

    tell(tmp_path, story)


def test_tries_are_limited(tmp_path: Path) -> None:
    async def story(engine: Engine, _: FakeClock) -> None:
        (bot,) = begin(engine, "bot")
        even(engine, bot)
        for _try in range(TRIES):
            engine.fairplay.begin_check(bot, "classic")
        with pytest.raises(NoTriesLeft):
            engine.fairplay.begin_check(bot, "classic")
        link = LocalLink(engine)
        await undo(link, engine.fairplay.marks(bot)[0].number)
        assert ranks(engine, bot) == [1]
        even(engine, bot)
        assert engine.fairplay.marks(bot)[0].tries == TRIES

    tell(tmp_path, story)


def test_a_marked_run_is_kept_nowhere_and_told_to_nobody_else(tmp_path: Path) -> None:
    """Its player keeps the presses; there is no page about it, and no ghost is made of it."""

    async def story(engine: Engine, clock: FakeClock) -> None:
        bot, ann = begin(engine, "bot", "ann")
        even(engine, bot)
        clock.move(400)
        await engine.sweep()
        assert engine.game.runs.of(bot) == []
        assert len(engine.game.runs.of(ann)) == 1
        assert engine.game.arenas["classic"].scores[bot].total == 40
        assert engine.fairplay.marks(bot)
        assert engine.game.fairplay.watches == {}

    tell(tmp_path, story)


def test_a_mark_outlives_a_kill_and_so_does_what_undid_it(tmp_path: Path) -> None:
    """The journal has both: a second engine on the same folder reads them as they were."""
    known: list[MarkRead] = []

    async def marked(engine: Engine, _: FakeClock) -> None:
        bot, ann = begin(engine, "bot", "ann")
        even(engine, bot)
        even(engine, ann)
        await undo(LocalLink(engine), engine.fairplay.marks(ann)[0].number)
        known.extend(engine.fairplay.review(9))
        await engine.commit.written()
        shutil.copytree(tmp_path / "one", tmp_path / "two")

    async def after(engine: Engine, _: FakeClock) -> None:
        (mark,) = known
        assert engine.fairplay.review(9) == [mark]
        assert ranks(engine, mark.player) == [0]
        assert [deed.what for deed in engine.game.moderation.of()] == ["undo", "mark", "mark"]

    tell(tmp_path / "one", marked)
    tell(tmp_path / "two", after)


def test_where_programs_are_welcome_nobody_is_watched_and_the_feed_is_silent(tmp_path: Path) -> None:
    async def story(engine: Engine, _: FakeClock) -> None:
        link, bot = LocalLink(engine), join(engine, "bot")
        (outcome,) = engine.hear([Count(bot, "bots", "one", 40, 0, 60, is_resume=True)])
        assert isinstance(outcome, Outcome)
        assert even(engine, bot, batches=9, arena="bots") == [False] * 9
        assert (engine.game.fairplay.watches, engine.fairplay.marks(bot)) == ({}, [])
        engine.feed.run_ended(RunEnded(bot, 400, 400, 400, "bots", is_new_best=True))
        assert (await link.feed(FeedAsk())).entries == []
        profile = await link.profile(bot)
        assert (profile.total, profile.days, [score.total for score in profile.scores]) == (0, {}, [40])

    tell(tmp_path, story)


def test_whom_an_operator_keeps_off_all_boards_waits_for_no_look(tmp_path: Path) -> None:
    async def story(engine: Engine, _: FakeClock) -> None:
        bot, ann = begin(engine, "bot", "ann")
        even(engine, bot)
        even(engine, ann)
        await do(LocalLink(engine), UNRANK, bot, why="machine")
        assert [mark.player for mark in engine.fairplay.review(9)] == [ann]
        assert len(engine.fairplay.review(0)) == 0
        assert [mark.player for mark in engine.fairplay.marks(bot)] == [bot]

    tell(tmp_path, story)


def test_nobody_is_watched_without_a_run(tmp_path: Path) -> None:
    async def story(engine: Engine, _: FakeClock) -> None:
        ann = join(engine, "ann")
        assert even(engine, ann, batches=9) == [False] * 9
        assert engine.game.fairplay.watches == {}
        with pytest.raises(UnknownArena):
            even(engine, ann, arena="nowhere")
        with pytest.raises(TimesInvalid):
            engine.fairplay.measure(ann, "classic", [1, float("nan")], made_with="", connection="one")

    tell(tmp_path, story)


def test_who_is_forgotten_is_forgotten_here(tmp_path: Path) -> None:
    async def story(engine: Engine, _: FakeClock) -> None:
        (bot,) = begin(engine, "bot")
        even(engine, bot)
        engine.game.forget(bot)
        assert engine.fairplay.review(9) == []
        assert (engine.game.fairplay.watches, engine.game.roster.left_out["classic"]) == ({}, set())

    tell(tmp_path, story)


@pytest.mark.parametrize("times", [None, "1,2", [1], [1, 1e9], [3, 2], [float("nan")] * 22, [0] * 999])
def test_an_answer_that_is_none_is_refused_and_leaves_the_beat(tmp_path: Path, times: object) -> None:
    async def story(engine: Engine, clock: FakeClock) -> None:
        (bot,) = begin(engine, "bot")
        even(engine, bot)
        composed = engine.fairplay.begin_check(bot, "classic")
        clock.move(composed[-1] / 1_000)
        with pytest.raises(TimesInvalid):
            engine.fairplay.follow(bot, "classic", times)
        with pytest.raises(NoMark):
            engine.fairplay.follow(bot, "nowhere", followed(composed))
        assert engine.fairplay.follow(bot, "classic", followed(composed))

    tell(tmp_path, story)


def test_so_many_may_follow_a_beat_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fairplay, "CHECKS_MOST", 1)

    async def story(engine: Engine, clock: FakeClock) -> None:
        bot, other = begin(engine, "bot", "other")
        even(engine, bot)
        even(engine, other)
        first = engine.fairplay.begin_check(bot, "classic")
        second = engine.fairplay.begin_check(other, "classic")
        clock.move(20)
        with pytest.raises(NoMark):
            engine.fairplay.follow(bot, "classic", followed(first))
        assert engine.fairplay.follow(other, "classic", followed(second))

    tell(tmp_path, story)
