"""Where a learner works: the editor, what may be done with the program, and where it stands."""

from typing import Any

import reflex as rx
from reflex.experimental.client_state import ClientStateVar
from reflex_base.components.component import field
from reflex_base.event import EventHandler, KeyInputInfo
from reflex_components_core.core.window_events import WindowEventListener

from clickgame.learn.lesson import Lesson
from clickgame.web.states.learn import Learn
from clickgame.web.ui.browser import both, latest, put, remembered, when
from clickgame.web.ui.editor import editor
from clickgame.web.ui.learned import draft_key, is_newer_than_draft, keep_draft, note_sent
from clickgame.web.ui.lesson_told import number, told_of

TEXT, CODE, OUTPUT = "text", "code", "output"

code = ClientStateVar.create("program", default="")
pane = ClientStateVar.create("pane", default=TEXT)
"""Which of the three is seen where there is no room for more."""

_sent = ClientStateVar.create("programSent", default=-1)
"""The number of what was told last when a program was sent; -1 if none was."""

OWN, OTHER_TAB, LAST_CHECK = "own", "tab", "check"

_source = ClientStateVar.create("draftSource", default=OWN)
"""Where the program comes from that is in the editor."""

is_sending = (_sent.value.to(int) == number).to(bool)
"""Whether nothing was told since a program was sent."""

has_sent = (_sent.value.to(int) >= 0).to(bool)
"""Whether one was sent since the page came up."""


def _changed_draft(event: rx.vars.ObjectVar[dict[str, Any]]) -> tuple[rx.Var[str], rx.Var[str]]:
    """Give what was changed in the browser's memory, and to what."""
    return event.key.to(str), event.newValue.to(str)


class _OtherTabs(WindowEventListener):
    """Hears what other tabs of this browser remember."""

    on_storage: EventHandler[_changed_draft] = field(doc="Another tab has remembered something.")


def desk(lesson: Lesson) -> rx.Component:
    """Draw the desk of *lesson*."""
    key = draft_key(lesson.key)
    start = remembered(key) | rx.Var.create(lesson.start)
    return rx.el.section(
        rx.el.h2("Your program", class_name="sr-only"),
        _OtherTabs.create(
            on_storage=lambda changed, text: when(
                changed == key, [put(code, text | rx.Var.create(lesson.start)), put(_source, OTHER_TAB)]
            )
        ),
        _last_check(lesson),
        rx.el.div(
            editor(
                value=code.value.to(str),
                on_change=lambda text: [put(code, text), put(_source, OWN), *keep_draft(lesson.key, text)],
                on_key_down=lambda pressed, info: when(_is_check(pressed, info), _go(Learn.check, lesson)),
                label=f"Your program for {lesson.title}",
            ),
            class_name="editor",
            custom_attrs={"translate": "no", "id": "editor"},
        ),
        rx.el.div(
            rx.el.button(
                "Check", type="button", class_name="go", on_click=_go(Learn.check, lesson), custom_attrs={"id": "check"}
            ),
            rx.el.button(
                "Run",
                type="button",
                class_name="go quiet",
                on_click=_go(Learn.run, lesson),
                custom_attrs={"id": "run"},
            ),
            rx.el.button(
                "Start again",
                type="button",
                class_name="go quiet",
                on_click=[
                    put(code, lesson.start),
                    put(_source, OWN),
                    *keep_draft(lesson.key, rx.Var.create(lesson.start)),
                ],
                custom_attrs={"id": "reset"},
            ),
            class_name="acts",
        ),
        rx.el.p(
            rx.match(
                _source.value.to(str),
                (OTHER_TAB, "Changed in another tab, which is newer."),
                (LAST_CHECK, "This is your program as you had it checked last, which is newer than what was here."),
                "Ctrl+Enter checks. Escape, then Tab, leaves the editor.",
            ),
            class_name="keys",
            role="status",
        ),
        class_name="lesson-code",
        custom_attrs={"id": "code-pane"},
        on_mount=[put(code, start), put(_sent, -1), put(pane, TEXT)],
    )


def _last_check(lesson: Lesson) -> rx.Component:
    """Take the program that was checked last, maybe on another device, if it is newer than what was typed here."""
    told = told_of(lesson.key)
    age_ms = (told.program_age_s * 1_000).to(int)
    is_other = (latest(code) != told.program).to(bool)
    take = [put(code, told.program), *keep_draft(lesson.key, told.program, age_ms=age_ms), put(_source, LAST_CHECK)]
    return rx.cond(
        told.program != "",
        rx.el.span(
            hidden=True,
            key=number.to_string(),
            on_mount=when(both(is_newer_than_draft(lesson.key, told.program, age_ms), is_other), take),
        ),
    )


def _go(call: Any, lesson: Lesson) -> list[Any]:  # noqa: ANN401  # one of Learn's handlers
    """Make events that send the program as it is typed at that moment."""
    return [
        put(_sent, number),
        put(pane, OUTPUT),
        note_sent(lesson.key, latest(code)),
        call(lesson.key, latest(code)),
    ]


def _is_check(pressed: rx.Var[str], info: rx.vars.ObjectVar[KeyInputInfo]) -> rx.Var[bool]:
    return ((pressed == "Enter") & (info.ctrl_key | info.meta_key)).to(bool)
