"""The newest entry of the feed in one quiet line, which leads to all of it."""

import reflex as rx

from clickgame.web import previews
from clickgame.web.states.feed import Feed


@rx.memo
def _newest(*, line: rx.Var[list[str]]) -> rx.Component:
    return rx.el.a(
        rx.cond(
            line.length() > 0,
            rx.fragment(rx.el.bdi(line[0]), " ", line[1], " ", rx.el.bdi(line[2])),
            "What happens here",
        ),
        href=previews.FEED.path,
        class_name="newest",
        custom_attrs={"id": "newest"},
    )


def newest() -> rx.Component:
    """Draw the line; its place is kept when there is nothing to say."""
    return _newest(line=Feed.line)
