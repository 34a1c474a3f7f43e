"""Following a player: a button, and what it does."""

import reflex as rx

from clickgame.web.ui.following import FOLLOWED_MOST, followed, many, recall_followed, turn


@rx.memo
def _button(*, player: rx.Var[str], is_followed: rx.Var[bool], is_full: rx.Var[bool]) -> rx.Component:
    return rx.el.div(
        rx.el.button(
            rx.cond(is_followed, "Following", "Follow"),
            type="button",
            class_name="go",
            disabled=is_full & ~is_followed,
            on_click=turn(player),
            custom_attrs={"id": "follow", "aria-pressed": is_followed, "aria-describedby": "follow-said"},
        ),
        rx.el.p(
            rx.cond(
                is_followed,
                "Marked on boards and among those who are here. Only this browser keeps it.",
                rx.cond(is_full, f"You follow {FOLLOWED_MOST} players, and that is the most.", ""),
            ),
            custom_attrs={"id": "follow-said"},
        ),
        class_name="acts",
        on_mount=recall_followed,
    )


def follow(player: rx.Var[str]) -> rx.Component:
    """Draw the button that follows *player*, or no longer does."""
    return _button(player=player, is_followed=followed.value.contains(player), is_full=many >= FOLLOWED_MOST)
