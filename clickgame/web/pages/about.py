"""The page about the game: how to play, the rules with their numbers, what is kept of a player, what it is made of."""

import reflex as rx

from clickgame.core.achievements import ACHIEVEMENTS, RUN_ACHIEVEMENTS
from clickgame.core.arenas import ARENAS
from clickgame.web import previews
from clickgame.web.ui.home_link import drawn_button, go_home, home_link
from clickgame.web.ui.rule import rule, rule_link
from clickgame.web.ui.rule_card import rule_card


def about(words: dict[str, str]) -> rx.Component:
    """Compose the page; *words* are the rules by name, as they are at the build."""
    return rx.el.div(
        rx.el.header(home_link(), class_name="top"),
        rx.el.main(
            _opening(),
            _rules(words),
            rx.el.div(_kept(words), _made(words), class_name="notes"),
            class_name="text",
        ),
        class_name="page reading",
    )


def _opening() -> rx.Component:
    return rx.el.div(
        rx.el.div(
            rx.el.h1("Press it.", rx.el.br(), "That is the game."),
            rx.el.p(
                "One button for everybody, and one board on which everybody sees who presses. Here is all there is to "
                "know about it, with the numbers that hold on this server.",
            ),
            go_home("To the button"),
        ),
        drawn_button(),
        class_name="opening",
    )


def _rules(words: dict[str, str]) -> rx.Component:
    return rx.el.ul(
        rule_card(
            "+1",
            "Every press counts",
            "With the mouse, with several fingers, with Space or Enter; a key that stays down counts once. Your own "
            "number moves at once, everybody's board a moment later.",
        ),
        rule_card(
            rule("run", words),
            "A run",
            "Your score is what you press in one run. After ",
            rule("run", words),
            " without a press the run is over, and the next one starts from 0. Your best run and your total stay.",
        ),
        rule_card(
            rule("presses", words),
            "Too fast",
            "More than ",
            rule("presses", words),
            " presses in ",
            rule("window", words),
            ", and more than a slow connection explains, is hammering. It holds you for ",
            rule("hold", words),
            ": for that long ",
            rule("pace", words),
            " counts, and hammering on starts it again. What you have stays yours.",
        ),
        rule_card(
            rx.fragment("Top ", rule("rows", words)),
            "Five boards",
            "Live ranks the runs that are under way, Best run the best that each player ever had; Today, Week and All "
            "time count every press. Best run has boards by mouse, touch, keys and switch, too. Of two equal ones, the "
            "earlier is ahead. If you are further down, you see your own place and who is around you.",
        ),
        rule_card(
            "0:00",
            "A new day",
            "Days turn at midnight in UTC, weeks on Monday. Who is first then is champion, and stays so on the page of "
            "those that are over. Press on every day and you have a streak; one missed day a week is forgiven.",
        ),
        rule_card(
            "0 lost",
            "Your presses are safe",
            "Without a network the button goes on counting, and all of it is credited when the network is back. If the "
            "server crashes, nothing is lost that it had answered; if its power fails, ",
            rule("loss", words),
            ".",
        ),
        rule_card(
            rx.fragment(rule("renames", words), " an hour"),
            "A name of your own",
            "The game makes one up for you, and you may take another, up to ",
            rule("renames", words),
            " in an hour. None may look like another player's, or speak for the game; words that are rude in one of "
            "29 languages are refused.",
        ),
        rule_card(
            f"{len(ACHIEVEMENTS)} medals",
            "Something to reach",
            f"From {RUN_ACHIEVEMENTS[0].text} to {RUN_ACHIEVEMENTS[-1].text}: the ring round the button shows how far "
            "the next one is. Others are for totals, days, weeks, streaks, coming back, odd hours, crowns and "
            "lessons: ",
            rx.el.a("all of them", href=previews.ACHIEVEMENTS.path),
            ".",
        ),
        rule_card(
            f"{len(ARENAS)} arenas",
            "Other rules",
            "A minute only, one press a second, no score to look at, a button that runs away: each with a score, a "
            "board and a crowd of its own, and ",
            rx.el.a("one that you open", href=previews.ARENAS.path),
            " for whoever has its link.",
        ),
        rule_card(
            "You two",
            "And everybody else",
            "A tap on a handle shows its player, and what that one has reached. Follow somebody: your browser marks "
            "them, and the board can show them alone. ",
            rx.el.a("What happens", href=previews.FEED.path),
            " can be answered with a smile.",
        ),
        class_name="cards",
    )


def _kept(words: dict[str, str]) -> rx.Component:
    return rx.el.section(
        rx.el.h2("What is kept of you"),
        rx.el.p(
            "There is no account, and you are asked for nothing. Your browser keeps one cookie with a random token, "
            "which no script can read and which makes you the same player in every tab and on every day, your choice "
            "of sound and colours, that you have been here, and whom you follow, which is kept nowhere else. You can ",
            rx.el.a(
                "take it to another device",
                href=previews.DEVICES.path,
                custom_attrs={"reloadDocument": True},  # as a document, in which the server says who you are
            ),
            " by a link that works once, and sign out there. The server keeps the token's SHA-256 only, from which "
            "nobody gets the token back, and with it your handle, your scores, how often you pressed on each of the "
            "last three months' days, when you played, how your last runs went, the counts of your last page "
            "loads, what you have reported, and what whoever runs the game has done about you; for as long as a link "
            "to another device works, it remembers your token for it. Others see your handle, your scores, your days, "
            "your last runs, and whether you are here: playing, watching or away; and ",
            rx.el.a("what happens", href=previews.FEED.path),
            " tells of what you reach, until you hide it there. If you never press, you are forgotten after ",
            rule("guest", words),
            ". Reading this page keeps nothing. ",
            rx.el.a("All of it, and what you can do about it", href=previews.PRIVACY.path),
            ".",
        ),
    )


def _made(words: dict[str, str]) -> rx.Component:
    return rx.el.section(
        rx.el.h2("What it is made of"),
        rx.el.p(
            "Python, from the rules to the pages. Reflex compiles the pages and keeps them in step, Starlette and "
            "uvicorn serve them, picows carries the presses, and APScheduler keeps the hours. Sounds and pictures are "
            "the game's own, Pillow draws those of runs. It is free software under the MIT licence. ",
            rule_link("Read the source", "source", words),
            " What it shows, your own program can read: ",
            rx.el.a("see the API", href=previews.API.path),
            ". And you can ",
            rx.el.a("rebuild the game yourself", href=previews.LEARN.path),
            ", lesson by lesson.",
        ),
    )
