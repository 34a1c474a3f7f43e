"""What a newcomer is told and asked, once each, in the place of the race while there is none yet or it rests.

First the three rules that matter, until they are put away or the first few presses are made. Then, in a pause, whether
presses may be heard and felt. The browser remembers how far it is, and neither covers anything."""

import reflex as rx
from reflex.experimental.client_state import ClientStateVar

from clickgame.web.ui.browser import NOW_MS, act, as_of, focus, put, remember, remembered
from clickgame.web.ui.clock import seconds_since
from clickgame.web.ui.hint import hint
from clickgame.web.ui.press import drawn
from clickgame.web.ui.question import question
from clickgame.web.ui.sound import is_on as is_heard
from clickgame.web.ui.vibration import can_be_felt
from clickgame.web.ui.vibration import is_on as is_felt
from clickgame.web.ui.window import BUTTON_ID

KEY = "clickgame-told"
FEW = 3  # presses after which somebody knows how to play
PAUSE_S = 4

RULES, FEEL, NOTHING = "rules", "feel", "nothing"

_next = ClientStateVar.create("note", default=NOTHING)

_keeps_room = ClientStateVar.create("noteRoom", default=False)
"""Whether the rules' room is kept once presses have put them away: the button would move from under the finger."""

_is_pause = seconds_since(as_of("pressed", drawn.value, NOW_MS)) >= PAUSE_S
_knows = (_next.value == RULES) & (drawn.value >= FEW)

is_told = ((_next.value == RULES) & ~_knows).to(bool)
is_asked = ((_next.value == FEEL) & _is_pause).to(bool)


def _go_on(name: str) -> list[rx.Var]:
    return [put(_next, name), act(remember(KEY, rx.Var.create(name)))]


def notes(words: dict[str, str]) -> rx.Component:
    """Draw the note of now, if there is one; *words* are the rules at the build."""
    to_button = act(focus(BUTTON_ID))
    return rx.el.div(
        rx.cond(
            is_told | _keeps_room.value,
            hint(words, is_over=~is_told, then=[put(_keeps_room, value=False), *_go_on(FEEL), to_button]),
        ),
        rx.cond(_knows, rx.el.span(on_mount=_go_on(FEEL))),
        rx.cond(
            is_asked,
            question(
                sound=is_heard.value,
                vibration=is_felt.value,
                can_be_felt=can_be_felt.value,
                then=[*_go_on(NOTHING), to_button],
            ),
        ),
        class_name="contents",
        on_mount=[put(_next, remembered(KEY) | RULES), put(_keeps_room, ~remembered(KEY).bool())],
    )
