"""Do the files come to what was promised?"""

import json
from zlib import crc32

from learn import Disk, chance, expect


def framed(value):
    text = json.dumps(value)
    return f"{crc32(text.encode()):08x} {text}\n"


def disk_of(*, journal=(), snapshots=()):
    disk = Disk()
    for upto, scores in snapshots:
        disk.write(f"snapshot-{upto}", framed({"upto": upto, "scores": scores}))
    for row in journal:
        disk.append("journal", framed(row))
    return disk


ROWS = [(1, "ada", 4), (2, "ben", 6), (3, "ada", 5), (4, "cy", 2)]


def check_empty(lesson):
    expect("recover(Disk())", lesson.recover(Disk()), {})
    got = lesson.recover(disk_of(journal=ROWS))
    expect("recover(disk), without snapshots", got, {"ada": 9, "ben": 6, "cy": 2}, [({}, "no-snapshot")])


def check_after(lesson):
    disk = disk_of(journal=ROWS, snapshots=[(2, {"ada": 4, "ben": 6})])
    hints = [(lambda got: got["ben"] == 12, "twice"), (lambda got: True, "journal-only")]
    expect("recover(disk), with snapshot-2 and rows 1 to 4", lesson.recover(disk), {"ada": 9, "ben": 6, "cy": 2}, hints)
    disk = disk_of(journal=ROWS[2:], snapshots=[(2, {"ada": 4, "ben": 6})])
    hints = [(lambda got: "ben" not in got, "journal-only")]
    expect(
        "recover(disk), with snapshot-2 and rows 3 and 4", lesson.recover(disk), {"ada": 9, "ben": 6, "cy": 2}, hints
    )


def check_newest(lesson):
    rows = [(11, "ada", 1), (12, "ada", 1)]
    disk = disk_of(journal=rows, snapshots=[(9, {"ada": 9}), (10, {"ada": 10})])
    got = lesson.recover(disk)
    expect(
        "recover(disk), with snapshot-9, snapshot-10 and rows 11 and 12",
        got,
        {"ada": 12},
        [({"ada": 11}, "text-order")],
    )


def check_damaged(lesson):
    disk = disk_of(journal=ROWS, snapshots=[(1, {"ada": 4}), (3, {"ada": 9, "ben": 6})])
    disk.write("snapshot-3", disk.read("snapshot-3").replace("9", "7"))
    try:
        got = lesson.recover(disk)
    except (TypeError, AttributeError) as error:
        got = f"raises {type(error).__name__}"
    expect(
        "recover(disk), with snapshot-3 damaged", got, {"ada": 9, "ben": 6, "cy": 2}, [(lambda got: True, "gave-up")]
    )


def check_end(lesson):
    disk = disk_of(journal=ROWS)
    disk.write("journal", disk.read("journal").replace("5]", "8]"))
    got = lesson.recover(disk)
    hints = [(lambda got: "cy" in got, "past-the-end")]
    expect("recover(disk), with row 3 not whole", got, {"ada": 4, "ben": 6}, hints)


def check_hidden_random(lesson):
    for _ in range(20):
        disk, scores, journal = Disk(), {}, ""
        rows = chance.randint(1, 30)
        for number in range(1, rows + 1):
            player, presses = chance.choice("abc"), chance.randint(1, 9)
            journal += framed([number, player, presses])
            scores[player] = scores.get(player, 0) + presses
            if chance.random() < 0.2:
                text = framed({"upto": number, "scores": scores})
                is_torn = chance.random() < 0.4
                disk.write(f"snapshot-{number}", text[: len(text) // 2] if is_torn else text)
        disk.write("journal", journal + framed([rows + 1, "a", 5])[: chance.randint(0, 20)])
        expect(f"recover(disk), after {rows} rows", lesson.recover(disk), scores)
