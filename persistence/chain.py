"""Which parts of which segments make up the journal, and whether they may be trusted.

Each segment says which one it follows, and from which place. So the journal is found from its end: the newest segment
that counts, what that one follows, and so on back to the segment that goes with the snapshot.

A power cut may take away the end of what was written, even of more than one segment, but nothing that was durable.
What was durable is told by what came later: a segment's own header, notes of what had been synced, snapshots, the
mark. So where a line is not whole, it is either beyond all that, and the journal ends there, or something has been
damaged, and we say so.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from persistence import files
from persistence.files import Damaged
from persistence.scan import Scan
from persistence.segment import Position


@dataclass(slots=True)
class Chain:
    """The journal: its *links*, oldest first, each a segment's number and how many of its bytes belong to it.

    *lost* bytes behind the last link are not whole, and were never known to be durable; *lost_lines* of them were lines
    that are whole but stand behind one that is not. *strays* are segments that go on from there, and go with them.
    """

    links: list[Position] = field(default_factory=list[Position])
    lost: int = 0
    lost_lines: int = 0
    strays: list[int] = field(default_factory=list[int])


def trace(scans: Mapping[int, Scan], *, base: int, begun: Collection[int] = ()) -> Chain:
    """Find the journal from the segment *base* on; 0: from its very beginning.

    *begun* are the numbers of all snapshot files, whole or not, and of the mark: that there is one proves that its
    segment was begun and that those before it are durable. Raises Damaged, with a sentence that names the file.
    """
    durable = _durable(scans, base=base, begun=begun)
    newest = max((number for number, scan in scans.items() if scan.counts_from), default=0)
    if not newest:
        raise Damaged("there is no journal that could be followed")
    chain = Chain(strays=[number for number in sorted(scans) if number > newest and scans[number].later])
    number, upto, is_sealed = newest, scans[newest].size, False
    while True:
        scan = _counted(scans, number)
        due = upto if is_sealed else min(upto, durable.get(number, 0))
        if scan.good < due:
            raise Damaged(
                f"{files.name(files.JOURNAL, number)} is damaged at byte {scan.good}, "
                f"and its first {due} bytes were durable"
            )
        if scan.good < upto:
            chain.strays = [newer for newer, _ in chain.links] + chain.strays
            chain.links = []
            chain.lost, chain.lost_lines = scan.size - scan.good, scan.later
        chain.links.insert(0, (number, min(scan.good, upto)))
        if number == base or (base == 0 and scan.follows is None):
            return chain
        is_sealed = is_sealed or number in durable or scan.counts_from <= scan.born
        number, upto = _before(scan, base=base)


def _durable(scans: Mapping[int, Scan], *, base: int, begun: Collection[int]) -> dict[int, int]:
    durable: dict[int, int] = {}
    for scan in scans.values():
        if scan.good < scan.born:
            raise Damaged(f"{files.name(files.JOURNAL, scan.number)} is damaged at byte {scan.good}, in its beginning")
        for number, length in scan.synced:
            if number >= base:
                durable[number] = max(length, durable.get(number, 0))
    for number in begun:
        if number >= base:
            durable.setdefault(number, 0)
    for number in sorted(durable):
        durable[number] = max(durable[number], _counted(scans, number).counts_from)
    return durable


def _counted(scans: Mapping[int, Scan], number: int) -> Scan:
    scan = scans.get(number)
    if scan is None:
        raise Damaged(f"{files.name(files.JOURNAL, number)} is missing")
    if not scan.counts_from:
        raise Damaged(f"{files.name(files.JOURNAL, number)} is damaged at byte {scan.good}, in its beginning")
    return scan


def _before(scan: Scan, *, base: int) -> Position:
    if scan.follows is None or not base <= scan.follows[0] < scan.number:
        raise Damaged(f"{files.name(files.JOURNAL, scan.number)} does not go on from where it should")
    return scan.follows
