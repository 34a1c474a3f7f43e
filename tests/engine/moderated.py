"""What operators ask a link for, players report, and page loads say, each until it is on record."""

import asyncio
from functools import partial
from typing import Any

from clickgame.contract.answers import answered
from clickgame.contract.calls import Count
from clickgame.contract.errors import GameError
from clickgame.contract.facts import Outcome
from clickgame.contract.moderation import DeedAsk, DeedRead
from clickgame.engine.engine import Engine
from clickgame.engine.link import LocalLink
from tests.engine.life import hear, join


async def do(link: LocalLink, what: object, whom: object, **more: Any) -> DeedRead:
    """Have kim do something, and wait until it is on record."""
    ask = DeedAsk(**{"operator": "kim", "what": what, "whom": whom, "why": "name", **more})
    return await answered(partial(link.moderation.do, ask))


async def undo(link: LocalLink, number: object) -> DeedRead:
    """Have a deed undone, and wait until that is on record."""
    return await answered(partial(link.moderation.undo, "kim", number))


async def report(link: LocalLink, by: object, target: object, why: object = "name", *, of: object = "player") -> str:
    """Have something reported, and wait until it is on record."""
    ask: Any = link.moderation.report  # whatever comes in
    return await answered(lambda then: ask(by, of, target, why, then))


async def hear_by(link: LocalLink, *counts: Count) -> list[Outcome | GameError]:
    """Have counts heard by the link, and wait for what they came to."""
    heard: asyncio.Future[list[Outcome | GameError]] = asyncio.get_running_loop().create_future()
    link.hear(counts, lambda outcomes: heard.set_result(list(outcomes)))
    return await heard


def playing(engine: Engine) -> tuple[LocalLink, str, str]:
    """Give a link, and two players who have pressed."""
    link, ann, bob = LocalLink(engine), join(engine, "ann"), join(engine, "bob")
    for player, presses in ((ann, 9), (bob, 5)):
        hear(engine, player, 0, is_resume=True)
        hear(engine, player, presses)
    return link, ann, bob
