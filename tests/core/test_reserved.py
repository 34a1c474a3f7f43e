"""Which handles speak for the game, and so for nobody else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clickgame.core import handles
from clickgame.core.reserved import is_reserved
from tests.core.innocent import NAMES


@pytest.mark.parametrize(
    "handle",
    [
        *("admin", "ADMIN", "Adrnin", "aclmin", "4dm1n", "Admín", "Аdmin", "аdмin", "A d m i n", "a.d.m.i.n", "Admin_"),
        *("Admin 7", "The Admin", "AdminBob", "Bob-Admin", "xadmin", "Adm in", "админ", "管理员", "Администратор 2"),
        *("moderator", "M0derat0r", "rnoderator", "Moderator Mia", "Modérateur", "mod", "Mod 12"),
        *("System", "Sуstem", "Server", "ROOT", "5erver", "Support", "you", "Deleted", "nu1l"),
        *("Click the Button", "ClickTheButton Team", "C1ick the Butt0n", "click.the.button", "The Button", "Clickgame"),
        *("Official", "Official Otter", "0fficial-Otter", "Staff", "Otter Staff"),
    ],
)
def test_names_of_the_game_and_their_look_alikes_are_reserved(handle: str) -> None:
    assert handles.clean(handle) == handle
    assert is_reserved(handle)


@pytest.mark.parametrize(
    "handle",
    [
        *("Badminton", "Radmila", "Modesty", "Button", "Red Button", "Clicker", "System of a Down", "Solar System"),
        *("Servus", "Support Otter", "Officer", "Official", "Youri", "Youssef", "Grassroot", "Modern", "Nobody's Fool"),
    ],
)
def test_what_only_has_such_a_name_in_it_is_not(handle: str) -> None:
    assert is_reserved(handle) is (handle == "Official")


def test_innocent_names_are_nobodys() -> None:
    assert [name for name in NAMES if is_reserved(name)] == []


@given(st.sampled_from(("admin", "moderator", "administrator", "sysadmin")), st.data())
def test_neither_case_nor_gaps_nor_a_number_help(name: str, data: st.DataObject) -> None:
    cased = "".join(data.draw(st.sampled_from((letter, letter.upper()))) for letter in name)
    place = data.draw(st.integers(1, len(name)))
    gap, number = (
        data.draw(st.sampled_from(("", " ", ".", "_", "-", "'"))),
        data.draw(st.sampled_from(("", "1", " 99"))),
    )
    assert is_reserved(f"{cased[:place]}{gap}{cased[place:]}{number}")
