"""Who is here: a calm line with the numbers, and some of them as avatars, each with what it does.

A ring is for playing, a plain rim for watching, and who is away is pale behind a broken rim; the words are in each
one's name, for whoever points at it or has it read out. My own comes first and is marked. A crowd's few may be others:
what I do then is the page's own to say, as the server would."""

from typing import Any

import reflex as rx
from reflex.vars import VarData

from clickgame.contract.presence import AWAY, GONE, PLAYING, PLAYING_S, WATCHING
from clickgame.web import previews
from clickgame.web.states.identity import Identity
from clickgame.web.states.presence import Presence
from clickgame.web.ui.avatar import avatar
from clickgame.web.ui.browser import NOW_MS, deferred, grouped, latest
from clickgame.web.ui.following import followed
from clickgame.web.ui.newest import newest
from clickgame.web.ui.press import presses

WORDS = {PLAYING: "playing", WATCHING: "watching", AWAY: "away"}


@rx.memo
def _person(
    *, player: rx.Var[str], handle: rx.Var[str], state: rx.Var[str], mine: rx.Var[bool], followed: rx.Var[bool]
) -> rx.Component:
    does = rx.match(state, *WORDS.items(), "").to(str)
    words = handle + ", " + does + rx.cond(mine, ", you", "").to(str) + rx.cond(followed, ", followed", "").to(str)
    return rx.el.li(
        rx.el.a(avatar(player), href=previews.of_player(player), custom_attrs={"aria-label": words}),
        rx.cond(mine, rx.el.span("you", class_name="you", custom_attrs={"aria-hidden": "true"})),
        title=words,
        class_name="person",
        custom_attrs={"data-id": player, "data-state": does, "data-mine": mine, "data-followed": followed},
    )


@rx.memo
def _people(
    *, who: rx.Var[str], news: rx.Var[str], me: rx.Var[str], handle: rx.Var[str], followed: rx.Var[str]
) -> rx.Component:
    hooks = f"""
const count = {latest(presses)!s} ?? 0, now = {NOW_MS!s}, kept = useRef({{count: 0}}).current;
if (count !== kept.count) Object.assign(kept, {{count, at: now}});
const [here, playing, states] = {news!s}.split(","), people = !states ? [] : {who!s}.split(",").flatMap((one, at) => {{
  const [id, handle] = one.split(":");
  return states[at] === "{GONE}" ? [] : [[id, handle, states[at], id === {me!s}]];
}}).sort((one, other) => other[3] - one[3]);
if (people.length && !people[0][3]) {{
  people.unshift([{me!s}, {handle!s}, now - kept.at < {PLAYING_S * 1000:.0f} ? "{PLAYING}" : "{WATCHING}", true]);
}}
"""
    needs = VarData.merge(
        VarData(imports={"react": ["useRef"]}, hooks={hooks: None}),
        latest(presses)._get_all_var_data(),  # noqa: SLF001  # Reflex gives no public way
    )

    def there(expression: str, kind: Any) -> Any:  # noqa: ANN401  # a Var of that kind
        return rx.Var(expression, _var_type=kind, _var_data=needs).guess_type()

    def draw(person: rx.Var[tuple[str, str, str, bool]]) -> rx.Component:
        return _person(
            key=person[0],
            player=person[0],
            handle=person[1],
            state=person[2],
            mine=person[3],
            followed=followed.contains(person[0]),
        )

    here, playing = there("+here", int), there("+playing", int)
    return rx.fragment(
        rx.el.p(
            rx.cond(
                here > 1,
                rx.fragment(
                    rx.el.strong(grouped(here), custom_attrs={"id": "here"}),
                    " here",
                    rx.cond(
                        playing > 0,
                        rx.fragment(" · ", rx.el.strong(grouped(playing), custom_attrs={"id": "playing"}), " playing"),
                    ),
                ),
                rx.cond(here > 0, "You are alone here", ""),
            ),
            class_name="counts",
        ),
        rx.cond(
            here > 1,
            rx.el.ul(
                rx.foreach(there("people", list[tuple[str, str, str, bool]]), draw),
                class_name="people",
                custom_attrs={"id": "people", "aria-label": "Some of those who are here"},
            ),
        ),
    )


def presence() -> rx.Component:
    """Draw who is here; nothing of it is urgent, so it gives way to whatever is."""
    return rx.el.section(
        _people(
            who=deferred("who", Presence.who),
            news=deferred("news", Presence.news),
            me=Identity.player,
            handle=Identity.handle,
            followed=followed.value,
        ),
        newest(),
        class_name="presence",
        custom_attrs={"aria-label": "Who is here"},
    )
