"""Names that speak for the game or its operator, and that no player may have.

They are found by how they look (`likeness.py`), so that neither other letters nor dots and spaces between them help.
"""

import re
from functools import lru_cache

from clickgame.core.likeness import likenesses

_GAME = ("click the button", "clickgame")
"""Reserved wherever it stands in a handle."""

_WHOLE = (
    "the game",
    "the button",
    "game master",
    *"""
    root system server support owner operator developer mod mods robot
    everyone everybody somebody nobody anonymous guest you deleted unknown null undefined
    soporte sistema suporte система сервер поддержка 系统 系統 システム サーバー 시스템 서버 النظام
    """.split(),  # noqa: SIM905  # words read best as words
)
"""Reserved as a whole handle, whatever number comes after it."""

_WORD = tuple(
    """
    admins administrator administrators sysadmin webmaster gamemaster moderators official staff
    administrador administradora administrateur administratrice amministratore administratör ylläpitäjä yönetici
    moderador moderadora modérateur modératrice moderatore moderatör moderaattori moderátor oficial officiel
    ufficiale offiziell resmi админ админы администратор администрация модератор официальный адміністратор
    διαχειριστής 管理员 管理員 管理者 版主 官方 公式 運営 운영자 관리자 المشرف
    """.split()  # noqa: SIM905  # words read best as words
)
"""Reserved as a whole handle, and as one word of it."""

_AFFIX = ("admin", "moderator")
"""Reserved as that, too, and at the beginning and the end of a word."""

_LEET = str.maketrans("347", "eat")
_WORDS = re.compile(r"(?<=[a-z])(?=[A-Z])|[ ._'-]+")
_NUMBER = re.compile(r"(?<=.)[\d ._'-]+$")


def is_reserved(handle: str) -> bool:
    """Tell whether *handle*, which is clean, is one that no player may have."""
    plain = _NUMBER.sub("", handle)
    return any(_is_reserved(reading) for reading in {handle, plain, handle.translate(_LEET), plain.translate(_LEET)})


def _is_reserved(handle: str) -> bool:
    game, whole, word, affix = map(_keys, (_GAME, _WHOLE, _WORD, _AFFIX))
    keys = likenesses(handle)
    if not whole.isdisjoint(keys) or any(name in key for key in keys for name in game):
        return True
    of_words = keys.union(*map(likenesses, _WORDS.split(handle)))
    return not word.isdisjoint(of_words) or any(
        key.startswith(name) or key.endswith(name) for key in of_words for name in affix
    )


@lru_cache(maxsize=4)
def _keys(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(key for name in names for key in likenesses(name))
