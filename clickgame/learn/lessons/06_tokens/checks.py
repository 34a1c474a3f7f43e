"""Is everybody known by their cookie, and by nothing else?"""

import random

from learn import chance, expect


def check_new(lesson):
    player, cookie = lesson.Door().arrive(None)
    expect("type(player) is int", type(player) is int, True)
    expect("len(cookie) >= 20", isinstance(cookie, str) and len(cookie) >= 20, True, [(False, "no-secret")])


def check_again(lesson):
    door = lesson.Door()
    ada, her_cookie = door.arrive(None)
    ben, his_cookie = door.arrive(None)
    expect("ada == ben", ada == ben, False)
    expect("door.arrive(her_cookie)", door.arrive(her_cookie), (ada, her_cookie), [(lambda got: True, "stranger")])
    expect("door.arrive(his_cookie)", door.arrive(his_cookie), (ben, his_cookie), [(lambda got: True, "stranger")])


def check_forged(lesson):
    door = lesson.Door()
    ada, _ = door.arrive(None)
    made_up = "x" * 43
    player, cookie = door.arrive(made_up)
    expect("player == ada", player == ada, False)
    expect("cookie == made_up", cookie == made_up, False, [(True, "adopted")])


def kept_in(thing, seen=()):
    """List all texts within *thing*."""
    if isinstance(thing, str):
        return {thing}
    if isinstance(thing, bytes):
        return {thing.decode(errors="replace")}
    if isinstance(thing, dict):
        thing = [*thing.keys(), *thing.values()]
    elif hasattr(thing, "__dict__") and id(thing) not in seen:
        return kept_in(vars(thing), (*seen, id(thing)))
    return set().union(*(kept_in(each, seen) for each in thing)) if isinstance(thing, (list, set, tuple)) else set()


def check_kept(lesson):
    door = lesson.Door()
    _, cookie = door.arrive(None)
    is_kept = any(cookie in text for text in kept_in(vars(door)))
    expect("cookie in vars(door)", is_kept, False, [(True, "kept-cookie")])


def check_hidden_guess(lesson):
    cookies = []
    for _ in range(2):
        random.seed(1)
        cookies.append(lesson.Door().arrive(None)[1])
    expect("two doors after random.seed(1) give one cookie", cookies[0] == cookies[1], False, [(True, "predictable")])
    door, many = lesson.Door(), chance.randint(300, 500)
    expect("how many cookies differ", len({door.arrive(None)[1] for _ in range(many)}), many)
