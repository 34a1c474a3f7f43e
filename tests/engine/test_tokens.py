"""Of a token only its fingerprint is kept, and whoever has it is found by that."""

import hashlib

from clickgame.contract.reads import Holder
from clickgame.engine.tokens import holder, key_of
from tests.core.games import game_of


def test_what_is_kept_of_a_token_is_its_fingerprint_whatever_it_is_made_of() -> None:
    assert key_of("5f3c") == hashlib.sha256(b"5f3c").hexdigest()
    assert len(key_of("\ud800")) == 64


def test_whoever_has_a_token_is_found_and_nobody_else() -> None:
    game = game_of("ann", "bob")
    game.roster.change_key("ann", key_of("token"))
    assert holder(game, "token") == Holder("ann", game.player("ann").handle)
    assert holder(game, "key of ann") is None
    assert holder(game, "") is None
