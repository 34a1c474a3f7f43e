"""The page compiles from Python alone, every component of it."""

import json

from clickgame.clickgame import app
from clickgame.settings import Settings
from clickgame.web.pages.index import index
from clickgame.web.rules import in_words


def test_every_component_compiles() -> None:
    """A dry run goes the whole way of an export and writes nothing."""
    app._compile(dry_run=True, use_rich=False)
    assert "index" in app._pages


WORDS = in_words(Settings())


def test_composing_the_page_again_gives_the_same_page() -> None:
    """Otherwise every build would give its files new names, and browsers would load them anew."""
    assert drawn() == drawn()


def drawn() -> str:
    """Compose the page anew, as text."""
    return json.dumps(index(WORDS).render(), default=str)
