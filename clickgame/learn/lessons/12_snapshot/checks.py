"""Is there always one whole snapshot, whenever the power fails?"""

from learn import Disk, PowerCut, chance, expect

PARTS = (0.0, 0.5, 1.0)
OLD, NEW = "Ada 12, Ben 3", "Ada 15, Ben 7, Cy 1"
OPERATIONS_MOST = 50


def check_saved(lesson):
    disk = Disk()
    expect("load(disk)", lesson.load(disk), "")
    lesson.save(disk, OLD)
    expect("load(disk)", lesson.load(disk), OLD)
    lesson.save(disk, NEW)
    expect("load(disk)", lesson.load(disk), NEW)


def check_returned(lesson):
    for content, names in ((0.0, 1.0), (1.0, 0.0), (0.0, 0.0)):
        disk = Disk()
        lesson.save(disk, OLD)
        lesson.save(disk, NEW)
        disk.crash(content=content, names=names)
        hint = "renamed-first" if names else "folder-not-synced" if content else "not-synced"
        hints = [(lambda got: True, "not-synced" if disk.syncs == 0 else hint)]
        expect(f"load(disk), after disk.crash(content={content}, names={names})", lesson.load(disk), NEW, hints)


def after_cut(lesson, operations, content, names):
    """Save while the power fails; give what is there then, and whether it failed in time."""
    disk = Disk()
    lesson.save(disk, OLD)
    disk.crash(content=1.0, names=1.0)
    disk.fail_after(operations)
    try:
        lesson.save(disk, NEW)
    except PowerCut:
        disk.crash(content=content, names=names)
        return lesson.load(disk)
    return None


def check_hidden_any_moment(lesson):
    ways = [(content, names) for content in PARTS for names in PARTS] + [(chance.random(), chance.random())]
    for operations in range(OPERATIONS_MOST):
        for content, names in ways:
            got = after_cut(lesson, operations, content, names)
            if got is None:
                return
            what = f"load(disk), when the power failed after {operations} operations of save"
            hints = [("", "renamed-first"), (lambda got: True, "in-place")]
            if got != OLD:
                expect(what, got, NEW, hints)
