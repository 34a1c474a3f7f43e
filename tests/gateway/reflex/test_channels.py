"""The channel table says what the states are: a state, a var or a handler that changes its name turns this red."""

import inspect
from typing import get_type_hints

import pytest
import reflex as rx
from reflex.state import BaseState
from reflex_base.utils.format import format_event_handler

from clickgame.gateway.reflex.channels import ARRIVE, CALLS, CHANNELS, RETURN, ROOT, Channel
from clickgame.web.states.arenas import Arenas
from clickgame.web.states.board import Board
from clickgame.web.states.feed import Feed
from clickgame.web.states.followed import Followed
from clickgame.web.states.identity import Identity
from clickgame.web.states.learn import Learn
from clickgame.web.states.moderation import Moderation
from clickgame.web.states.notice import Notice
from clickgame.web.states.ops import Ops
from clickgame.web.states.place import Place
from clickgame.web.states.play import Play
from clickgame.web.states.presence import Presence
from clickgame.web.states.profile import Profile
from clickgame.web.states.seasons import Seasons

STATES: dict[str, type[rx.State]] = {
    "play": Play,
    "board": Board,
    "identity": Identity,
    "notice": Notice,
    "presence": Presence,
    "followed": Followed,
    "feed": Feed,
    "seasons": Seasons,
    "profile": Profile,
    "place": Place,
    "arenas": Arenas,
    "moderation": Moderation,
    "ops": Ops,
    "learn": Learn,
}
NOT_FOR_PAGES = {"arrive", "come_back", "load", "load_course", "setvar"}


@pytest.mark.parametrize("channel", CHANNELS, ids=lambda channel: channel.state)
def test_a_channel_is_a_state_with_its_vars_and_handlers(channel: Channel) -> None:
    state = STATES[channel.state]
    assert channel.name == state.get_full_name()
    assert set(channel.vars) == set(state.base_vars)
    assert set(state.event_handlers) - set(rx.State.event_handlers) - NOT_FOR_PAGES == set(channel.calls)
    for name, call in channel.calls.items():
        handler = state.event_handlers[name].fn
        hints = get_type_hints(handler)
        taken = {**call.required, **call.optional}
        assert list(taken) == [key for key in inspect.signature(handler).parameters if key != "self"]
        for key, kind in taken.items():
            assert (getattr(hints[key], "__origin__", None) or hints[key]) is kind


def test_there_is_a_channel_for_each_state() -> None:
    assert {channel.state for channel in CHANNELS} == set(STATES)


def test_what_reflex_sends_of_itself_has_the_names_that_it_has() -> None:
    names = {f"{state.get_full_name()}.{name}" for state in _all_states(rx.State) for name in state.event_handlers}
    assert set(CALLS) <= names
    assert rx.State.get_full_name() == ROOT
    assert format_event_handler(Identity.event_handlers["arrive"]) == ARRIVE
    assert format_event_handler(Identity.event_handlers["come_back"]) == RETURN


def _all_states(state: type[BaseState]) -> list[type[BaseState]]:
    return [state, *(each for child in state.get_substates() for each in _all_states(child))]
