"""`python -m tests.fairplay [TRACES [SEED]]`: how many of so many people, and of programs, are noticed."""

import sys
from collections import Counter

from tests.fairplay.report import SOON, table
from tests.fairplay.traces import PEOPLE, PRESSES, TIMERS

BOTS_EACH = 100

if __name__ == "__main__":
    traces = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    seed = sys.argv[2] if len(sys.argv) > 2 else ""
    each = -(-traces // (len(PEOPLE) * len(TIMERS)))
    print(f"who                  timer     traces  in {SOON:,}  in {PRESSES:,}  signs")
    people = flags = 0
    for name, timer, noticed in table(each=each, bots=BOTS_EACH, seed=seed):
        count = len(noticed)
        ever = [one for one in noticed if one.after]
        soon = sum(one.after <= SOON for one in ever)
        signs = Counter(sign for one in ever for sign in one.signs)
        people, flags = people + (name in PEOPLE) * each, flags + (name in PEOPLE) * len(ever)
        told = ", ".join(f"{sign} {count}" for sign, count in signs.most_common())
        print(f"{name:20} {timer:8} {count:7} {soon / count:7.1%} {len(ever) / count:9.1%}  {told}".rstrip())
    print(f"{flags} of {people:,} people noticed")
