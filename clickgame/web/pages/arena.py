"""The page of an arena: the game's page, and where a player has opened the arena, a way to report its name."""

import reflex as rx

from clickgame.web.pages.index import index
from clickgame.web.ui.report import report_place


def arena(words: dict[str, str]) -> rx.Component:
    """Compose the page; *words* are the rules by name, as they are at the build."""
    return index(words, report_place())
