"""Is what was answered on record, and does a line prove itself?"""

from learn import Disk, chance, expect, expect_raises

ROWS = [["ada", 1201], ["ben", 7], ["ada", 1202], ["cy", 450]]


def written(lesson, rows=ROWS):
    disk = Disk()
    journal = lesson.Journal(disk)
    for row in rows:
        journal.append(row)
    return disk


def check_back(lesson):
    expect("rows(disk)", lesson.rows(written(lesson)), ROWS)


def check_safe(lesson):
    for content, names in ((0.0, 1.0), (1.0, 0.0), (0.0, 0.0)):
        disk = written(lesson)
        disk.crash(content=content, names=names)
        what = f"rows(disk), after disk.crash(content={content}, names={names})"
        got = lesson.rows(disk) if disk.names() else "no file"
        expect(what, got, ROWS, [("no file", "folder"), (lambda got: True, "answers-first")])


def name_of(disk):
    return disk.names()[0]


def check_torn(lesson):
    disk = written(lesson)
    name = name_of(disk)
    text = disk.read(name)
    without_last = len("".join(text.splitlines(keepends=True)[:-1]))
    for length in range(without_last, len(text)):
        disk.write(name, text[:length])
        try:
            got = lesson.rows(disk)
        except lesson.Damaged:
            got = "raises Damaged"
        except ValueError:
            got = "raises ValueError"
        hints = [("raises Damaged", "gives-up"), (lambda got: True, "half-line")]
        expect(f"rows(disk), with {len(text) - length} characters cut off", got, ROWS[:-1], hints)
    numbers = written(lesson, [1234, 5678])
    numbers.write(name, numbers.read(name)[:-3])
    expect(
        "rows(disk), with 3 characters of 5678 cut off", lesson.rows(numbers), [1234], [(lambda got: True, "half-line")]
    )


HINTS = [(ValueError, "half-line"), (lambda got: len(got) < len(ROWS), "looks-away"), (lambda got: True, "half-line")]


def check_damaged(lesson):
    disk = written(lesson)
    name = name_of(disk)
    disk.write(name, disk.read(name).replace("1201", "9201"))
    expect_raises("rows(disk), with 1201 changed to 9201", lesson.Damaged, lambda: lesson.rows(disk), HINTS)


def check_hidden_cheap(lesson):
    disk = written(lesson)
    journal = lesson.Journal(disk)
    appended, write = [], disk.write
    disk.write = lambda name, text: (appended.append(len(text)), write(name, text))
    for _ in range(chance.randint(5, 9)):
        journal.append(["ada", 1])
    expect("how often a file was written anew", len(appended), 0, [(lambda got: got > 0, "rewrites")])
