"""What is served is what is described: Schemathesis makes requests of the description, sound ones and others."""

import asyncio
import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import schemathesis
from hypothesis import given, settings
from starlette.types import Receive, Scope, Send

from clickgame.contract.calls import Count
from clickgame.core.boards import BOARDS
from clickgame.core.periods import PERIODS
from clickgame.core.runs import Run
from clickgame.engine import choices
from clickgame.engine.engine import Engine
from clickgame.engine.link import LocalLink
from clickgame.settings import Settings
from clickgame.web.http.api import examples
from clickgame.web.http.api.api import Readers
from clickgame.web.http.api.openapi import document
from clickgame.web.http.api.resources import RESOURCES, Resource
from persistence.errors import DiskTrouble
from persistence.store import Store

EXAMPLES = 25
BEARER = {"authorization": "Bearer key"}


class Game:
    """An engine with a few players in a loop of its own, so that a client of another thread may ask."""

    readers: Readers

    async def open(self, folder: Path) -> None:
        """Open it on *folder*."""
        config = Settings(data_dir=folder, api_per_s=100_000, api_burst=100_000)
        self.engine = Engine(config, rng=random.Random(1))
        await self.engine.open(Store.open(folder), refused_by=DiskTrouble)
        for number in range(5):
            player = self.engine.arrive(f"token {number}", is_new=True).player
            self.engine.hear([Count(player, "classic", "one", 3 + number, 0, 60, is_resume=True)])
            self.engine.game.put_run(Run(f"run {number}", player, "classic", 60.5, 9, 12, 8, "4 8"))
        choices.change_program(self.engine, next(iter(self.engine.game.roster.players)), "key")
        self.readers = Readers(LocalLink(self.engine), config)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer."""
        assert scope["type"] == "http"
        await self.readers(scope, receive, send)


@pytest.fixture(scope="module")
def game(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Game]:
    """Have a game that is open."""
    game, folder = Game(), tmp_path_factory.mktemp("contract")
    with asyncio.Runner() as runner, ThreadPoolExecutor(1) as thread:
        thread.submit(runner.run, game.open(folder)).result()
        yield game
        thread.submit(runner.run, game.engine.close()).result()


SOUND, UNSOUND = schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE
ENDING = [resource for resource in RESOURCES if resource.answer or resource.sent]
"""All but the stream, which does not end and has tests of its own."""

# Whoever has a cursor of a board that is no longer kept has asked as described.
CONFIG = schemathesis.Config.from_dict(
    {
        "checks": {
            "positive_data_acceptance": {"expected-statuses": ["2xx", "403", "404", "409", "410"]},
            "ignored_auth": {"enabled": False},  # it takes the key for one that it has made up; test_presses.py does it
            "negative_data_rejection": {"expected-statuses": ["4xx"]},
        }
    }
)

RUNS = [
    *(pytest.param(resource, SOUND, id=f"{resource.name}, sound") for resource in ENDING),
    # Any text may be a name; what can be wrong by its form is in queries.
    *(
        pytest.param(resource, UNSOUND, id=f"{resource.name}, unsound")
        for resource in ENDING
        if resource.query or resource.sent
    ),
]


def operation(game: Game, resource: Resource) -> schemathesis.APIOperation:
    """Give what the description says of *resource*, to be asked of *game*."""
    schema = schemathesis.openapi.from_dict(document(rows_most=100), config=CONFIG)
    schema.app = game
    return schema[resource.path][resource.method]


@pytest.mark.parametrize(("resource", "mode"), RUNS)
def test_an_answer_is_as_it_is_described_whatever_is_asked(
    game: Game, resource: Resource, mode: schemathesis.GenerationMode
) -> None:
    @given(case=operation(game, resource).as_strategy(generation_mode=mode))
    @settings(max_examples=EXAMPLES, database=None)
    def ask(case: schemathesis.Case) -> None:
        if resource.sent:
            case.headers.update(BEARER)
        case.call_and_validate()

    ask()


@pytest.mark.parametrize("resource", ENDING, ids=lambda resource: resource.name)
def test_what_is_there_is_as_it_is_described(game: Game, resource: Resource) -> None:
    there = {
        "period": PERIODS[0].key,
        "arena": "classic",
        "board": BOARDS[0].key,
        "player": next(iter(game.engine.game.roster.players)),
    }
    parts = {name: there[name] for name in resource.parts}
    if resource.sent:
        parts["arena"] = "bots"
    case = operation(game, resource).Case(path_parameters=parts, query={})
    if resource.sent:
        case.headers.update(BEARER)
        case.body, case.media_type = dict(examples.PRESSES), "application/json"
    answer = case.call_and_validate()
    assert answer.status_code == 200
