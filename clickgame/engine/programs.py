"""Programs that press for a player, by a key: heard as pages are, under the same throttle and in the same ledger."""

from collections.abc import Callable, Sequence
from functools import partial

from clickgame.contract.answers import Then
from clickgame.contract.calls import Count
from clickgame.contract.errors import GameError, UnknownPage
from clickgame.contract.facts import Outcome
from clickgame.contract.programs import KeyUnknown, PeopleOnly
from clickgame.engine.engine import Engine
from clickgame.engine.tokens import key_of

Hear = Callable[[Sequence[Count]], list[Outcome | GameError]]


def hear(engine: Engine, heard_by: Hear, key: str, count: Count, then: Then[Outcome]) -> None:
    """Hear *count* by *heard_by* for the player with *key*, and answer once the journal has it; see `Link`."""
    try:
        answer = _hear(engine, heard_by, key, count)
    except GameError as refusal:
        answer = refusal
    engine.commit.flush(partial(then, answer))


def _hear(engine: Engine, heard_by: Hear, key: str, count: Count) -> Outcome | GameError:
    player = engine.game.roster.program(key_of(key))
    if player is None:
        raise KeyUnknown
    if engine.game.arena(count.arena).counts_elsewhere:
        raise PeopleOnly
    own = count._replace(player=player.id, is_resume=False)
    (answer,) = heard_by([own])
    if isinstance(answer, UnknownPage):
        (answer,) = heard_by([own._replace(is_resume=True)])
    return answer
