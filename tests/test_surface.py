"""All that a stranger can reach: each way in is on a list here with its reason, and what is not on it fails.

Whoever adds a route, a page, a socket event, a state, a handler or something that the browser keeps adds it here too,
having asked what a bored stranger would do with it."""

from collections.abc import Iterator
from typing import Any

import pytest
import reflex as rx
from reflex.istate.storage import ClientStorageBase
from reflex.state import BaseState

from clickgame.clickgame import app
from clickgame.gateway.reflex.channels import CALLS, CHANNELS, ROOT
from clickgame.learn.course import load
from clickgame.web.http.api.resources import RESOURCES

ROUTES = {
    "/health": "ours: says whether all is well, and how many play",
    "/live": "ours: the same, well as long as the process answers",
    "/ready": "ours: the same, well unless it starts or stops",
    "/_event": "the socket, behind the origin's check and the messages' filter",
}
LAYERS = {
    "Delivery": "sends the built page's files, with headers",
    "FileLimit": "counts requests by address",
    "Away": "says that the engine cannot be reached",
    "Cards": "draws runs' pictures, limited by address",
    "Devices": "answers for the page of devices: documents and forms, limited by address",
    "Documents": "sends the pages",
    "OriginGate": "keeps foreign pages from the socket",
    "Handshake": "reads from a request for a socket who plays",
    "MessageFilter": "keeps from the socket what is no message",
    "Api": "answers below /api, limited by address",
    "Starlette": "Starlette's routes, those above",
}
RESOURCES_READ = {
    "/api/v1/arenas": "what the page of arenas shows",
    "/api/v1/arenas/{arena}/boards/{board}": "what the board shows",
    "/api/v1/arenas/{arena}/boards/{board}/events": "the same, as it changes; streams are counted",
    "/api/v1/arenas/{arena}/boards/{board}/players/{player}": "a place on a board that is shown anyway",
    "/api/v1/arenas/{arena}/seasons/{period}": "what the page of champions shows",
    "/api/v1/feed": "what the feed shows to everybody",
    "/api/v1/players/{player}": "what a player's page shows",
    "/api/v1/players/{player}/runs": "what a player's page shows",
    "/api/v1/arenas/{arena}/presses": "pressing where programs are welcome, by a player's key; throttled as people are",
    "/api/v1/presence": "who is here, as the page shows it",
    "/api/v1/openapi.json": "the description of all this",
}
PAGES = {
    "index": "the game",
    "a/[arena]": "the game in another arena",
    "about": "how to play",
    "achievements": "what can be reached",
    "api": "how to read the game",
    "arenas": "the arenas",
    "champions": "seasons that are over",
    "devices": "another device, a key for programs, and signing out; what changes anything is a form of its own",
    "feed": "what happened",
    "operator": "the operator's desk: nothing without the token, and no page where there is none",
    "ops": "four numbers for everybody; the rest with the operator's token",
    "p/[profile_id]": "a player",
    "privacy": "what is kept of a player, and what can be done with it",
    "run": "a run that was shared",
    "learn": "the course",
    **{f"learn/{lesson}": "a lesson of it; programs run in the sandbox" for lesson in load().lessons},
    "not-found": "addresses of nothing",
    "404": "the same, where the page's own script finds none",
}
SOCKET_EVENTS = {
    "on_connect": "a socket introduces itself",
    "on_disconnect": "it has gone",
    "on_event": "what the gate has let through",
    "on_ping": "Reflex's: answered, and changes nothing",
    "on_client_error": "Reflex's: one short line in the log",
}
HANDLERS = {
    "play.press": "the game",
    "play.resume": "presses that were made while nobody was connected",
    "play.measure": "when one's own presses were; counted",
    "board.watch": "another board",
    "identity.rename": "one's own handle; the player is the connection's",
    "presence.look": "whether the page is seen",
    "followed.watch": "how those stand whom the player follows",
    "feed.watch": "the feed",
    "feed.older": "more of it",
    "feed.react": "one's own reaction",
    "feed.hide": "one's own entry",
    "feed.leave": "no more of the feed",
    "notice.dismiss": "a notice was read",
    "seasons.show": "seasons that are over; public",
    "identity.export": "what is kept of the player whom the connection introduced; bounded likewise",
    "identity.erase": "the player whom the connection introduced; bounded by the events' budgets",
    "profile.show": "another player; public",
    "moderation.report": "a player's or an arena's name, for a listed reason; counted",
    "moderation.look": "what an operator sees; with the token, and tries are counted",
    "moderation.do": "what an operator does; likewise",
    "moderation.undo": "what an operator undoes; likewise",
    "ops.look": "four public numbers, and with the token what an operator sees; tries are counted",
    "ops.again": "a job of the table is run once more; with the token",
    "ops.limit": "when operators are told; likewise",
    "profile.why": "why oneself is off boards; the player is the connection's",
    "profile.leave": "one's own place on boards; bounded by the wishes' budget",
    "profile.check": "a beat to follow; the tries are counted",
    "profile.follow": "what was pressed to it",
    "learn.run": "a learner's program; public, in the sandbox, and each waits its turn",
    "learn.check": "likewise",
    "learn.hint": "a hint was taken, which is kept of whoever plays; public",
    "learn.solve": "a lesson's solution, after three tries; public",
    "learn.judge": "a learner's program on a tape of the arena; public, in the sandbox, when nobody else waits",
    "arenas.open": "an arena of one's own; counted",
    "state.hydrate_and_load": "Reflex's: a page introduces itself",
    "on_load_internal_state.on_load_internal": "Reflex's: a page has been gone to",
    "frontend_event_exception_state.handle_frontend_exception": "Reflex's: one short line in the log",
}
UNREACHABLE = {
    "setvar": "Reflex's, of every state: would let a page write any var",
    "set_is_hydrated": "Reflex's own step",
    "hydrate": "Reflex's older way to introduce a page",
    "arrive": "runs when a page loads",
    "come_back": "runs when a page loads",
    "update_vars_internal": "Reflex's: would let a page write a var that the browser keeps",
    "load": "runs when a page loads",
    "load_course": "runs when a page loads",
}
STATES = {channel.name for channel in CHANNELS} | {
    ROOT,
    f"{ROOT}.reflex___istate___shared____shared_state_base_internal",  # Reflex's, for states of many; none of ours
    f"{ROOT}.reflex___state____frontend_event_exception_state",  # what a page reports of itself
    f"{ROOT}.reflex___state____on_load_internal_state",
    f"{ROOT}.reflex___state____update_vars_internal_state",
}
KEPT_IN_THE_BROWSER: dict[str, str] = {}  # who plays is in a cookie that no script can read


def states(state: type[BaseState] = rx.State) -> Iterator[type[BaseState]]:
    """List *state* and all below it that the game has; tests of other files make some of their own."""
    if state.__module__.startswith(("reflex.", "clickgame.")):
        yield state
    for below in state.get_substates():
        yield from states(below)


def short(state: str) -> str:
    """Give the last part of a state's full name, without its module."""
    return state.rpartition(".")[2].rpartition("____")[2]


@pytest.fixture
def layers(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Give the applications that a request goes through, one in the other, Reflex's wrapping aside."""
    monkeypatch.setenv("__REFLEX_SKIP_COMPILE", "true")
    made, found = app(), []
    while made is not None:
        found.append(made)
        inner = [route.app for route in getattr(made, "routes", ()) if route.path == ""]
        made = inner[-1] if inner else getattr(made, "app", None)
    return found


def test_every_route_is_on_the_list(layers: list[Any]) -> None:
    routes = [route for layer in layers for route in getattr(layer, "routes", ()) if route.path]
    assert {route.path for route in routes} == ROUTES.keys()
    assert {method for route in routes for method in getattr(route, "methods", None) or ()} == {"GET", "HEAD"}


def test_every_layer_that_may_answer_is_on_the_list(layers: list[Any]) -> None:
    assert {type(layer).__name__ for layer in layers} == LAYERS.keys()


def test_every_resource_of_the_api_is_on_the_list() -> None:
    assert {resource.path for resource in RESOURCES} == RESOURCES_READ.keys()


def test_every_page_is_on_the_list() -> None:
    assert app._unevaluated_pages.keys() == PAGES.keys()


def test_every_event_of_the_socket_is_on_the_list() -> None:
    assert app.sio is not None
    assert app.sio.handlers == {}
    namespaces = app.sio.namespace_handlers
    assert namespaces.keys() == {"/_event"}
    assert {name for name in dir(namespaces["/_event"]) if name.startswith("on_")} == SOCKET_EVENTS.keys()


def test_every_state_is_on_the_list() -> None:
    assert {state.get_full_name() for state in states()} == STATES


def test_every_handler_that_a_page_may_call_is_on_the_list() -> None:
    assert {f"{short(state)}.{name}" for state, _, name in (call.rpartition(".") for call in CALLS)} == HANDLERS.keys()


def test_every_other_handler_is_known_to_be_out_of_reach() -> None:
    handlers = {f"{state.get_full_name()}.{name}" for state in states() for name in state.event_handlers}
    assert {name.rpartition(".")[2] for name in handlers - CALLS.keys()} == UNREACHABLE.keys()
    assert not {name.rpartition(".")[2] for name in CALLS} & UNREACHABLE.keys()


def test_what_the_browser_keeps_is_on_the_list() -> None:
    kept = {
        f"{short(state.get_full_name())}.{name}"
        for state in states()
        for name, field in state.get_fields().items()
        if isinstance(field.default, ClientStorageBase)
    }
    assert kept == KEPT_IN_THE_BROWSER.keys()
