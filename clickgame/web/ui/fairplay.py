"""Why I am off the boards, on my own page: the signs, my gaps beside people's, and a beat to follow.

The beat is drawn by style alone: a ring for each comes in as its delay says, and meets the circle on the beat. When the
last is over, the end of one more animation sends what was pressed."""

import reflex as rx
from reflex_base.components.component import field
from reflex_base.event import EventHandler, no_args_event_spec

from clickgame.web.states.fairplay import HEIGHT, PEOPLE, WIDTH, FairCard, outline_of
from clickgame.web.states.profile import Profile
from clickgame.web.ui.browser import EVENT_MS, act, kept, pushed, taken, when
from clickgame.web.ui.button import BY_MACHINE, MAIN_BUTTON, PressButton

_TIMES = "beat"
_times = kept(_TIMES, rx.Var("[]", _var_type=list).guess_type())


class _End(rx.el.Span):
    """Something unseen whose animation ends."""

    on_animation_end: EventHandler[no_args_event_spec] = field(doc="The animation is over.")


def fairplay() -> rx.Component:
    """Draw a card for each arena whose boards I am off, as soon as the server has told."""
    return rx.el.div(rx.foreach(Profile.fair, _card), class_name="fair", on_mount=Profile.why)


def _card(card: rx.vars.ObjectVar[FairCard]) -> rx.Component:
    return rx.el.section(
        rx.cond(
            card.is_lifted,
            rx.el.h2("On the boards again: " + card.title),
            rx.fragment(
                rx.el.h2("Off the boards: " + card.title),
                rx.el.p("Your presses there look like a program's. This is what was seen:"),
                rx.el.ul(rx.foreach(card.reasons, rx.el.li), class_name="reasons"),
                gaps(card.outline, card.said),
                rx.el.p(
                    "Nothing that you pressed is taken away. If it was you, follow a beat for a quarter of a minute, "
                    "and you are on the boards again at once."
                ),
            ),
        ),
        rx.el.p(card.verdict, class_name="verdict", custom_attrs={"role": "status"}),
        rx.cond(
            card.is_lifted,
            rx.fragment(),
            rx.cond(card.beats.length() > 0, _pad(card), _begin(card)),
        ),
        key=card.arena,
        class_name="card",
        custom_attrs={"id": "fair-" + card.arena, "data-lifted": card.is_lifted},
    )


def gaps(outline: rx.Var[str], said: rx.Var[str], *, whose: str = "Yours") -> rx.Component:
    """Draw how many gaps of each length there were, as the path *outline*, before people's; *said* says it in words."""
    return rx.el.figure(
        rx.el.svg(
            rx.el.path(d=outline_of(PEOPLE), class_name="gaps-people"),
            rx.el.path(d=outline, class_name="gaps-mine"),
            view_box=f"0 0 {WIDTH} {HEIGHT}",
            custom_attrs={"preserveAspectRatio": "none", "aria-hidden": "true"},
        ),
        rx.el.div(
            *(rx.el.span(mark) for mark in ("0", "0.1", "0.2", "0.3 s")),
            class_name="scale",
            custom_attrs={"aria-hidden": "true"},
        ),
        rx.el.figcaption(
            rx.el.span(whose, class_name="gaps-mine"),
            rx.el.span("People's", class_name="gaps-people"),
            rx.el.span("How long it was from one press to the next. ", said),
        ),
    )


def _begin(card: rx.vars.ObjectVar[FairCard]) -> rx.Component:
    return rx.cond(
        card.tries > 0,
        rx.el.div(
            rx.el.button("Follow a beat", type="button", class_name="go", on_click=Profile.check(card.arena)),
            rx.el.p(card.tries, rx.cond(card.tries == 1, " try is left", " tries are left")),
            class_name="acts",
        ),
        rx.el.p("No tries are left. Whoever runs this game can still let you in."),
    )


def _pad(card: rx.vars.ObjectVar[FairCard]) -> rx.Component:
    tap = act(pushed(_times, EVENT_MS))

    def ring(beat: rx.Var[int], number: rx.Var[int]) -> rx.Component:
        return rx.el.span(
            class_name="beat",
            custom_attrs={
                "data-accent": number % 4 == 0,
                "style": rx.Var.create({"--at": beat.to_string() + "ms"}),
            },
        )

    return rx.el.div(
        PressButton.create(
            rx.foreach(card.beats, ring),
            rx.el.span("Press", class_name="pad-word"),
            type="button",
            class_name="pad",
            auto_focus=True,
            custom_attrs={"id": "pad", "aria-label": "Press on each beat"},
            on_pointer_down=lambda button: when(button == MAIN_BUTTON, [tap]),
            on_click=lambda clicks: when(clicks == BY_MACHINE, [tap]),
        ),
        rx.el.p("Press when the ring meets the circle."),
        _End.create(
            class_name="beat-end",
            custom_attrs={"style": rx.Var.create({"--at": card.beats[-1].to_string() + "ms"})},
            on_animation_end=Profile.follow(card.arena, taken(_TIMES)),
        ),
        key=card.tries.to_string(),
        class_name="beats",
        on_mount=act(rx.Var(f"refs['{_TIMES}'] = []", _var_data=_times._get_all_var_data())),  # noqa: SLF001  # `refs` itself
    )
