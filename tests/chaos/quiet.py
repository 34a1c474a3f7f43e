"""When all is quiet: what players have, in their pages, at both gateways and on disk, is what they did."""

import asyncio
import json
import time
from collections import Counter
from collections.abc import Sequence
from http.client import HTTPConnection, HTTPException
from typing import Any

from clickgame.contract.feed import REACTION_KEYS
from persistence.disk import LocalDisk
from persistence.recovery import recover
from tests.chaos.crew import Crew
from tests.chaos.figures import ChaosFigures
from tests.chaos.members import ChaosMember
from tests.crash.harness import pages_of
from tests.crash.network import Wrong

SETTLE_S = 90.0
GLANCE_S = 0.05
LEAVERS = 3  # one player of so many leaves in the end


async def settle(members: Sequence[ChaosMember]) -> None:
    """Wait until all is acknowledged that pages counted, and have each player told the total once more.

    No page says again by itself what it has said: that is what gateways ask for.
    """
    until = time.monotonic() + SETTLE_S
    for page in pages_of(members):
        page.network.heal()
        if page.presses != page.acked and not page.is_open:
            page.open()
    while late := [page for page in pages_of(members) if page.presses != page.acked]:
        if time.monotonic() > until:
            page = late[0]
            text = f"waits in vain: of {page.presses} presses only {page.acked} are acknowledged to page {page.id[:4]}"
            raise page.member.wrong(f"{text}; {len(late)} pages wait")
        await asyncio.sleep(GLANCE_S)
    for member in members:
        page = member.open_pages[0]
        heard = page.resumes
        page.lose()
        while page.resumes == heard:
            if time.monotonic() > until:
                raise member.wrong("came back, and was told nothing")
            await asyncio.sleep(GLANCE_S)
        if member.total != member.pressed:
            raise member.wrong(f"pressed {member.pressed} times, and {member.total} are counted")


async def compare_gateways(crew: Crew, members: Sequence[ChaosMember], figures: ChaosFigures) -> None:
    """Have some players leave, and wait until both gateways have boards and presence right."""
    stay = [member for number, member in enumerate(members) if number % LEAVERS]
    for member in members:
        if member not in stay:
            await asyncio.gather(*(page.close() for page in member.open_pages))
    began = time.monotonic()
    while problem := await asyncio.to_thread(_problem_of, crew, members, len(stay)):
        if time.monotonic() - began > SETTLE_S:
            raise Wrong(problem)
        await asyncio.sleep(GLANCE_S)
    figures.right_s = time.monotonic() - began


def compare_disk(crew: Crew, members: Sequence[ChaosMember], feed: list[Any], figures: ChaosFigures) -> None:
    """Compare what players did, and the *feed* as it was told last, with what is on disk."""
    recovered = recover(LocalDisk(), crew.fleet.data)
    if not recovered.is_clean or recovered.lost:
        raise Wrong(recovered.line)
    state = recovered.state
    for member in members:
        saved = sum(score.total for score in state.scores.get(member.id, {}).values())
        figures.lost += max(0, member.pressed - saved)
        figures.doubled += max(0, saved - member.pressed)
        handle = state.players[member.id].handle
        if not member.handle.allows(handle):
            figures.faults.append(member.wrong(f"was answered {member.handle.answered!r}, and is {handle!r} on disk"))
        for number, wish in member.reactions.items():
            reaction = state.feed.entries[number].reactions.get(member.id, "")
            if not wish.allows(reaction):
                text = f"was answered {wish.answered!r} to {number}, and it is {reaction!r} on disk"
                figures.faults.append(member.wrong(text))
        wishes = [member.handle, *member.reactions.values()]
        figures.renames += member.handle.answers
        figures.reactions += sum(wish.answers for wish in wishes[1:])
        figures.unsure += sum(len(wish.unsure) for wish in wishes)
    for entry in feed:
        counts = Counter(state.feed.entries[entry["number"]].reactions.values())
        if entry["reactions"] != {key: counts[key] for key in REACTION_KEYS}:
            figures.faults.append(Wrong(f"entry {entry} has {counts} on disk"))


def ask(port: int, path: str) -> Any:
    """Ask the API at a gateway. Raises OSError, HTTPException or ValueError while it cannot be asked."""
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", f"/api/v1/{path}")
        return json.loads(connection.getresponse().read())
    finally:
        connection.close()


def _problem_of(crew: Crew, members: Sequence[ChaosMember], here: int) -> str:
    """Say what is not right at any gateway, "" if all is."""
    scores = {"all": {member.id: member.pressed for member in members if member.pressed}}
    scores["live"] = {member.id: member.score for member in members if member.score}
    for port in crew.fleet.ports:
        try:
            online = ask(port, "presence")["online"]
            boards = {key: ask(port, f"arenas/classic/boards/{key}")["rows"] for key in scores}
        except (OSError, HTTPException, ValueError, KeyError) as problem:
            return f"a gateway cannot be asked: {problem!r}"
        if online != here:
            return f"{online} players are here for a gateway, and not {here}"
        for key, lines in boards.items():
            told = {line["player"]: line["score"] for line in lines}
            if told != scores[key]:
                return f"board {key} has {told}, and not {scores[key]}"
            for member in members:
                handles = {line["handle"] for line in lines if line["player"] == member.id}
                if any(not member.handle.allows(handle) for handle in handles):
                    return f"board {key} has {handles} for a player who was answered {member.handle.answered!r}"
    return ""
