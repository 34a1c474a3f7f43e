"""Every refusal of the game, in whichever file: a code of its own, which its file lists, and a sentence."""

import importlib
import pkgutil

import pytest

from clickgame import contract
from clickgame.contract.errors import GameError
from clickgame.contract.refusals import Sanctioned

MODULES = [
    importlib.import_module(f"{contract.__name__}.{each.name}") for each in pkgutil.iter_modules(contract.__path__)
]
REFUSALS = [
    (refusal, str(module.__doc__))
    for module in MODULES
    for refusal in vars(module).values()
    if isinstance(refusal, type) and issubclass(refusal, GameError) and refusal.__module__ == module.__name__
    if refusal is not GameError
]


def test_no_two_refusals_have_one_code() -> None:
    codes = [refusal.code for refusal, _ in REFUSALS]
    assert len(codes) > 50
    assert {code for code in codes if codes.count(code) > 1} == set()


@pytest.mark.parametrize(("refusal", "listed"), REFUSALS, ids=lambda each: getattr(each, "__name__", ""))
def test_a_refusal_is_listed_by_its_file_and_has_a_sentence(refusal: type[GameError], listed: str) -> None:
    assert f" {refusal.__name__} " in listed
    assert f" {refusal.code}\n" in listed
    assert issubclass(refusal, Sanctioned) or refusal.text != GameError.text  # a sanction's is made of what it says
