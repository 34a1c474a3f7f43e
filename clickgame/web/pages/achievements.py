"""The page of all achievements: what I have reached, what there is, and how far I am with it."""

import reflex as rx

from clickgame.core.achievements import ACHIEVEMENTS, DAY_PODIUM, DAY_WON, LESSON, RUN, WEEK_WON, Achievement
from clickgame.web import previews
from clickgame.web.states.identity import Identity
from clickgame.web.states.profile import Profile
from clickgame.web.ui import icons
from clickgame.web.ui.browser import grouped
from clickgame.web.ui.head import own_style
from clickgame.web.ui.home_link import go_home, home_link

_GROUPS = (
    ("In one run", frozenset({RUN})),
    ("In all", frozenset({"total"})),
    ("In a day, in a week", frozenset({"day", "week"})),
    ("Day after day", frozenset({"streak", "away"})),
    ("At odd hours", frozenset({"night", "dawn", "noon", "midnight", "monday", "weekend"})),
    ("Against everybody", frozenset({DAY_PODIUM, DAY_WON, WEEK_WON})),
)
OF_LESSONS = tuple(each for each in ACHIEVEMENTS if each.kind == LESSON)
"""Those that are not of the game, and not counted with its own."""

_TOLD = {LESSON} | {kind for _, kinds in _GROUPS for kind in kinds}

GROUPS = (*_GROUPS, ("And more", frozenset(each.kind for each in ACHIEVEMENTS) - _TOLD))
"""All kinds, each under a heading."""


def achievements() -> rx.Component:
    """Compose the page."""
    return rx.el.div(
        own_style("people"),
        rx.el.header(home_link(), class_name="top"),
        rx.el.main(
            rx.el.div(
                rx.el.div(
                    rx.el.h1("Achievements"),
                    rx.el.p(
                        rx.el.b(_of_the_game(), custom_attrs={"id": "reached-count"}),
                        f" of {len(ACHIEVEMENTS) - len(OF_LESSONS)} are yours. What is reached stays.",
                    ),
                    go_home("Reach another"),
                    rx.cond(
                        Identity.link > 0,
                        rx.fragment(
                            _ask(key=Identity.link.to_string(), me=Identity.player),
                            rx.el.a(
                                "Your page",
                                href=previews.of_player(Identity.player),
                                class_name="beside",
                            ),
                        ),
                    ),
                ),
                class_name="opening",
            ),
            *(_group(title, kinds) for title, kinds in GROUPS),
            _group("In the course, for nothing but the learning", frozenset({LESSON})),
            class_name="text deeds-page",
        ),
        class_name="page reading",
    )


def _of_the_game() -> rx.Var[int]:
    """Count what I have reached in the game."""
    count = Identity.earned.length()
    for each in OF_LESSONS:
        count -= rx.cond(Identity.earned.contains(each.key), 1, 0).to(int)
    return count


@rx.memo
def _ask(*, me: rx.Var[str], rest: rx.RestProp) -> rx.Component:
    """Ask how far I am, as soon as it is known who I am; on each connection anew."""
    return rx.el.span(rest, on_mount=Profile.show(me), hidden=True)


def _group(title: str, kinds: frozenset[str]) -> rx.Component:
    cards = [_card(each) for each in ACHIEVEMENTS if each.kind in kinds]
    return rx.el.section(rx.el.h2(title), rx.el.ul(*cards, class_name="cards")) if cards else rx.fragment()


def _card(achievement: Achievement) -> rx.Component:
    so_far = Profile.progress[achievement.key]
    is_begun = (Profile.player == Identity.player) & (so_far > 0)
    is_mine = Identity.earned.contains(achievement.key)
    return rx.el.li(
        icons.crown(),
        rx.el.h3(achievement.title),
        rx.el.p(achievement.text),
        rx.el.p(
            rx.cond(is_mine, "Reached", rx.cond(is_begun, grouped(so_far) + f" of {achievement.at:,}", "Not yet")),
            class_name="said",
        ),
        rx.cond(
            is_begun & ~is_mine,
            rx.el.progress(
                value=so_far,
                max=achievement.at,
                custom_attrs={"aria-label": f"On the way to {achievement.title}"},
            ),
        ),
        class_name="card deed",
        custom_attrs={"data-reached": is_mine},
    )
