"""`python -m tests.fairplay [TRACES [SEED]]`: how many of so many people, and of programs, are noticed."""

import sys
from collections import Counter

from tests.fairplay.networks import NETWORKS
from tests.fairplay.report import SOON, Noticed, by_network, table
from tests.fairplay.traces import PEOPLE, PRESSES, TIMERS

BOTS_EACH = 100


def say(name: str, way: str, noticed: list[Noticed]) -> int:
    """Print a row; give how many were noticed."""
    count = len(noticed)
    ever = [one for one in noticed if one.after]
    soon = sum(one.after <= SOON for one in ever)
    signs = Counter(sign for one in ever for sign in one.signs)
    told = ", ".join(f"{sign} {count}" for sign, count in signs.most_common())
    print(f"{name:20} {way:11} {count:7} {soon / count:7.1%} {len(ever) / count:9.1%}  {told}".rstrip())
    return len(ever)


def head(way: str) -> None:
    """Print what the columns are."""
    print(f"{'who':20} {way:11}  traces  in {SOON:,}  in {PRESSES:,}  signs")


if __name__ == "__main__":
    traces = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    seed = sys.argv[2] if len(sys.argv) > 2 else ""
    people = Counter[bool]()
    head("timer")
    for name, timer, noticed in table(each=-(-traces // (len(PEOPLE) * len(TIMERS))), bots=BOTS_EACH, seed=seed):
        flags = say(name, timer, noticed)
        if name in PEOPLE:
            people += Counter({True: flags, False: len(noticed) - flags})
    print(f"{people[True]} of {people.total():,} people noticed\n")
    head("network")
    people.clear()
    for name, network, noticed in by_network(
        each=-(-traces // (len(PEOPLE) * len(NETWORKS))), liars=BOTS_EACH, seed=seed
    ):
        flags = say(name, network, noticed)
        if name == "people":
            people += Counter({True: flags, False: len(noticed) - flags})
    print(f"{people[True]} of {people.total():,} people noticed")
