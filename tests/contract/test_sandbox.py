"""Why a program is not run: each refusal has a code of its own, which is listed, and a sentence."""

from clickgame.contract import sandbox
from clickgame.contract.errors import GameError


def test_every_refusal_has_a_code_of_its_own_that_is_listed() -> None:
    named = [each for each in vars(sandbox).values() if isinstance(each, type) and issubclass(each, GameError)]
    mine = [each for each in named if each.__module__ == sandbox.__name__]
    assert len({each.code for each in mine}) == len(mine) > 1
    assert all(f"{each.__name__} " in str(sandbox.__doc__) and each.code in str(sandbox.__doc__) for each in mine)
    assert all(each.text != GameError.text for each in mine)
