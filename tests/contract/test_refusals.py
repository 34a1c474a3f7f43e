"""What a player is told of a sanction."""

import pytest

from clickgame.contract.errors import GameError
from clickgame.contract.moderation import BAN, DEEDS, HIDE, REASONS, RENAME, SANCTIONS, Sanction
from clickgame.contract.refusals import in_words, told


def test_a_player_is_told_what_until_when_and_why() -> None:
    assert in_words(Sanction(BAN, "machine", 1_800_000_000.0)) == (
        "Your presses do not count until 08:00 UTC on 15 January. "
        "Whoever runs the game decided so because of presses that look like a machine's."
    )
    assert in_words(Sanction(HIDE, "", 0.0)) == "Others do not see you on boards, in the feed or among the people."
    renamed = in_words(Sanction(RENAME, "name", 1_800_000_000.0))
    assert renamed.startswith("You were given this name, and cannot change it until 08:00 UTC")


@pytest.mark.parametrize("what", sorted(SANCTIONS))
def test_each_sanction_has_a_refusal_of_its_own(what: str) -> None:
    sanction = Sanction(what, "name", 0.0)
    assert told(sanction).text == in_words(sanction)
    assert told(sanction).code != GameError.code


def test_keys_are_given_once() -> None:
    assert len({reason.key for reason in REASONS}) == len(REASONS)
    assert len({kind.key for kind in DEEDS}) == len(DEEDS)
