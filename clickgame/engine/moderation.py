"""Moderation at the engine: what operators ask for is done and put on record, and so is what players report.

A banned player's counts are taken out before the others are heard, and only while somebody is banned: `hear` is the
engine's own method for as long as nobody is.
"""

from collections.abc import Callable, Sequence
from itertools import islice
from random import Random
from typing import Any, Protocol

from clickgame.contract.answers import Then
from clickgame.contract.arenas import ARENA as FIRST_ARENA
from clickgame.contract.calls import Count
from clickgame.contract.errors import GameError, UnknownArena
from clickgame.contract.facts import Fact, HandleChanged, Outcome, SanctionsChanged
from clickgame.contract.moderation import (
    ARENA,
    BAN,
    BLOCK,
    DEEDS_AT_ONCE,
    FOUND_MOST,
    MARK,
    PLAYER,
    REASON_OF,
    RENAME,
    REPORTED_AT_ONCE,
    Block,
    DeedAsk,
    DeedRead,
    PlayerRead,
    Reported,
)
from clickgame.contract.refusals import Banned, NotHere, RenameBarred, ReportOfOneself, UnknownReason
from clickgame.core import deeds
from clickgame.core.deeds import Done
from clickgame.core.moderation import Deed, gravest, sanction_of
from clickgame.core.players import Player
from clickgame.core.state import HEARD, REPORT, SCORE, Change
from clickgame.engine.blocks import Blocks
from clickgame.engine.engine import Engine


class Hear(Protocol):
    """Hears counts, as of a time (s) if that is not now."""

    def __call__(self, counts: Sequence[Count], at: float | None = None) -> list[Outcome | GameError]:
        """Give what each came to, or its refusal."""
        ...


_REFUSED = {BAN: Banned, RENAME: RenameBarred}


class Moderation:
    """What a link to *engine* may ask for; `hear` is what counts are to be heard by."""

    hear: Hear

    def __init__(self, engine: Engine, ask: Callable[[Callable[[], Any], Then[Any]], None]) -> None:
        """Ask by *ask*, which answers once the journal has it."""
        self._engine = engine
        self._ask = ask
        self._blocks = Blocks(engine)
        self._rng = Random()  # noqa: S311  # for handles, which are no secret
        self.hear = self._hear_others  # until it is known whether anybody is banned
        engine.listen(self._take_note)

    # Operators

    def do(self, ask: DeedAsk, then: Then[DeedRead]) -> None:
        """Do what an operator asks for; see `Moderating`."""

        def do() -> list[Done]:
            if ask.what == BLOCK and not (isinstance(ask.whom, str) and self._engine.presence.is_here(ask.whom)):
                raise NotHere
            return [deeds.do(self._engine.game, ask, now=self._engine.now(), rng=self._rng)]

        self._answer(do, _only, then)

    def undo(self, operator: str, number: object, then: Then[DeedRead]) -> None:
        """Undo a deed; see `Moderating`."""
        self._answer(lambda: [deeds.undo(self._engine.game, operator, number, now=self._engine.now())], _only, then)

    def undo_all(self, operator: str, whom: object, then: Then[list[DeedRead]], *, what: object = "") -> None:
        """Undo the sanctions on a player; see `Moderating`."""
        self._answer(
            lambda: deeds.undo_all(self._engine.game, operator, whom, now=self._engine.now(), what=what), list, then
        )

    def share_blocks(self, known: Sequence[Block], then: Then[Sequence[Block]]) -> None:
        """Take in which addresses a gateway keeps out; see `Moderating`. Nothing of it waits for the journal."""
        then(self._blocks.share(known))

    async def reported(self) -> list[Reported]:
        """List what was reported; see `Moderating`."""
        found = self._engine.game.moderation.reported(most=REPORTED_AT_ONCE)
        return [each._replace(name=self._name(each.target)) for each in found]

    async def log(self, whom: str = "") -> list[DeedRead]:
        """List deeds; see `Moderating`."""
        return [self._read(deed) for deed in islice(self._engine.game.moderation.of(whom), DEEDS_AT_ONCE)]

    async def in_force(self) -> list[DeedRead]:
        """List the sanctions that are in force; see `Moderating`."""
        kept = self._engine.game.moderation
        return [self._read(deed) for deed in islice(filter(kept.is_in_force, kept.of()), DEEDS_AT_ONCE)]

    async def find(self, text: str) -> list[PlayerRead]:
        """Find players; see `Moderating`."""
        players, asked = self._engine.game.roster.players, text.strip().casefold()
        if not asked:
            return []
        by_handle = (player for player in players.values() if asked in player.handle.casefold())
        found = [players[asked]] if asked in players else islice(by_handle, FOUND_MOST)
        return [self._player(player) for player in found]

    # Players

    def report(self, player: str, of: object, target: object, why: object, then: Then[str]) -> None:
        """Take a report; see `Moderating`."""
        self._ask(lambda: self._report(player, of, target, why), then)

    def check(self, player: str, *barred_by: str) -> None:
        """Raise Banned or RenameBarred when a sanction of one of these kinds is on *player*."""
        for what in barred_by:
            deed = self._engine.game.moderation.sanction(player, what)
            if deed is not None and not _is_over(deed, self._engine.now()):
                raise _REFUSED[what](sanction_of(deed))

    # Inside

    def _answer(
        self, do: Callable[[], list[Done]], answer: Callable[[list[DeedRead]], object], then: Then[Any]
    ) -> None:
        def work() -> object:
            done = do()
            for each in done:
                self._note(each)
            self._renew()
            return answer([self._read(each.deed) for each in done])

        self._ask(work, then)

    def _note(self, done: Done) -> None:
        """Put on record what was done, and have it told."""
        engine, deed = self._engine, done.deed
        for change in done.changes:
            engine.commit.note(change)
            if isinstance(change.record, Player):
                engine.recorder.tell_later(HandleChanged(deed.whom, change.record.handle))
        self._blocks.done(deed)
        if deed.whom in engine.game.roster.players:
            tell(engine, deed.whom)

    def _report(self, player: str, of: object, target: object, why: object) -> str:
        game = self._engine.game
        by = game.player(player).id
        self.check(by, BAN)
        reason = REASON_OF.get(why) if isinstance(why, str) else None
        name = target if isinstance(target, str) else ""
        if of == ARENA:
            opening = game.places.openings.find(name)
            if opening is None:
                raise UnknownArena
            owner, what = opening.owner, ARENA
        else:
            owner, what = game.player(name).id, PLAYER
        if reason is None or (what == ARENA and not reason.is_of_arenas):
            raise UnknownReason
        if owner == by:
            raise ReportOfOneself
        report = game.moderation.report(target=name, of=what, by=by, why=reason.key, now=self._engine.now())
        self._engine.commit.note(Change(REPORT, report))
        return name

    def _hear_others(self, counts: Sequence[Count], at: float | None = None) -> list[Outcome | GameError]:
        """Hear the counts of those who are not banned."""
        self._renew()
        now, banned = self._engine.now(), self._engine.game.moderation.banned
        refused: dict[int, GameError] = {}
        for place, count in enumerate(counts):
            deed = banned.get(count.player)
            if deed is not None and not _is_over(deed, now):
                self._pass_over(count, now)
                refused[place] = Banned(sanction_of(deed))
        heard = iter(self._engine.hear([count for place, count in enumerate(counts) if place not in refused], at))
        return [refused[place] if place in refused else next(heard) for place in range(len(counts))]

    def _pass_over(self, count: Count, now: float) -> None:
        """Let the presses of a banned player be done with, so that they are not credited when the ban is over."""
        arena = self._engine.game.arenas.get(count.arena)
        score = arena and arena.pass_over(count.player, count.page, count.presses, is_resume=count.is_resume, now=now)
        if score:
            kind, page = (SCORE, "") if count.is_resume else (HEARD, str(count.page))
            self._engine.commit.note(Change(kind, score, page))

    def _take_note(self, fact: Fact) -> None:
        if isinstance(fact, SanctionsChanged):
            self._renew()

    def _renew(self) -> None:
        self.hear = self._hear_others if self._engine.game.moderation.banned else self._engine.hear

    def _name(self, whom: str) -> str:
        """Give the handle of a player, or the title of an arena."""
        game = self._engine.game
        player, opening = game.roster.players.get(whom), game.places.openings.find(whom)
        return player.handle if player else opening.title if opening else ""

    def _names(self, deed: Deed) -> tuple[str, str]:
        """Give the names that a deed has changed; of a mark, the title of the arena."""
        if deed.what != MARK:
            return deed.before, deed.after
        return self._engine.game.places.kind(deed.before)[1], ""

    def _read(self, deed: Deed) -> DeedRead:
        return DeedRead(
            deed.number,
            deed.at,
            deed.operator,
            deed.what,
            deed.whom,
            self._name(deed.whom),
            deed.why,
            deed.until,
            *self._names(deed),
            deed.undone_by,
            self._engine.game.moderation.is_in_force(deed),
        )

    def _player(self, player: Player) -> PlayerRead:
        engine, kept = self._engine, self._engine.game.moderation
        scores = [score for arena in engine.game.arenas.values() if (score := arena.scores.get(player.id))]
        best = max((score.best for score in scores if score.key.arena == FIRST_ARENA), default=0)
        in_force = [self._read(deed) for deed in kept.in_force(player.id)]
        is_here, reports = engine.presence.is_here(player.id), len(kept.open_reports(player.id))
        return PlayerRead(player.id, player.handle, sum(s.total for s in scores), best, is_here, reports, in_force)


def tell(engine: Engine, player: str) -> None:
    """Have it told, once it is on record, what is in force for *player* now."""
    engine.recorder.tell_later(SanctionsChanged(player, gravest(engine.game.moderation.in_force(player))))
    engine.feed.show_anew(player)
    engine.changed.set()


async def expire(engine: Engine) -> None:
    """End the sanctions whose time is over."""
    async with engine.lock:
        if engine.is_open:
            for deed in engine.game.moderation.expire(engine.now()):
                engine.game.place_anew(deed.whom)
                tell(engine, deed.whom)


def _is_over(deed: Deed, now: float) -> bool:
    return 0 < deed.until <= now


def _only(read: list[DeedRead]) -> DeedRead:
    return read[0]
