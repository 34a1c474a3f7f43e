"""A tape over a socket, beside the engine and with one in another process: what a page hears of the real arena."""

import pytest

from clickgame.gateway.reflex.channels import LEARN
from clickgame.launch.page import ROOT
from clickgame.launch.sandbox import build
from clickgame.learn.course import load
from tests.e2e.server import GameServer
from tests.gateway.client import IDENTITY, Client
from tests.learn.sandbox import room

pytestmark = room.NEEDS_WORKERS

LESSON = load().lessons["arena"]
PATIENCE_S = 60.0  # until a worker has started


@pytest.fixture(scope="module", autouse=True)
def compiled() -> None:
    """Have the interpreter compiled, as the page's build does."""
    build(ROOT)


def judge(client: Client) -> dict[str, object]:
    """Have the lesson's solution judge the newest tape; give what the page is told."""
    client.states.pop(LEARN.name, None)
    client.call(LEARN.event("judge"), lesson=LESSON.key, code=LESSON.solution)
    client.wait(lambda: client.var(LEARN.name, "tape"), PATIENCE_S)
    return client.var(LEARN.name, "tape")


def test_a_page_hears_what_its_arena_makes_of_what_another_one_presses(server: GameServer) -> None:
    """And nothing of it says who pressed."""
    with Client(server.port) as learner, Client(server.port) as rival:
        told = judge(learner)
        presses = 0
        while told["state"] == "quiet":
            assert presses < 200
            for _ in range(4):
                presses += 2
                rival.press(presses)
                rival.settle(0.3)
            told = judge(learner)
            learner.settle(1.0)
        assert (told["state"], told["verdict"]) == ("judged", "alike")
        assert told["yours"] == told["game"] != []
        secret = rival.var(IDENTITY, "player")
        assert secret not in str(told)


def test_a_lesson_without_a_tape_is_refused(server: GameServer) -> None:
    with Client(server.port) as learner:
        learner.call(LEARN.event("judge"), lesson="button", code="")
        assert learner.refusal() == "unknown_lesson"
