"""Numbers in the order of the page into the row that counts up, with the strays left out.

Chapters count 1, 2, 3 over a whole book, may start again in each part, and have
songs, letters and lists among them that count too.  The cheapest reading wins.
"""

from __future__ import annotations

from collections.abc import Sequence

_LOOK_BACK = 40  # candidates a row may skip at once


def chain(numbers: Sequence[int], spans: Sequence[int], *, sure: bool) -> tuple[int, ...]:
    """Give the positions of the numbers that count up.

    `spans` are the words under each number: little is lost by leaving out one that holds
    three lines.  `sure` says that each names itself ("CHAPTER"), so that gaps are taken.

    >>> chain((1, 2, 1, 2, 3, 3, 4), (900, 900, 20, 20, 20, 900, 900), sure=False)
    (0, 1, 5, 6)
    >>> chain((1, 2, 1, 2, 3), (900, 900, 900, 900, 900), sure=False)
    (0, 1, 2, 3, 4)
    """
    if not numbers:
        return ()
    usual = sorted(spans)[len(spans) * 3 // 4] or 1
    largest = max(max(spans), 1)
    reference = max(usual, largest // 8)
    skips = [2.5 if sure else 0.3 + 1.2 * min(1.0, span / reference) for span in spans]
    costs: list[float] = []
    sources: list[int] = []
    before = 0.0  # what it costs to leave out all that came so far
    for at, number in enumerate(numbers):
        best, source = before + (0.0 if number == 1 else 0.8), -1
        left_out = 0.0
        for last in range(at - 1, max(-1, at - 1 - _LOOK_BACK), -1):
            cost = costs[last] + left_out + _step(numbers[last], number)
            if cost < best:
                best, source = cost, last
            left_out += skips[last]
        costs.append(best)
        sources.append(source)
        before += skips[at]
    return _trace(costs, sources, skips)


def _step(last: int, number: int) -> float:
    if number == last + 1:
        return 0.0
    if number == 1:
        return 0.7 if last > 1 else 1.5
    if number == last:
        return 1.5
    return 1.2 if number > last else 1.8


def _trace(
    costs: Sequence[float], sources: Sequence[int], skips: Sequence[float]
) -> tuple[int, ...]:
    after = 0.0
    best, at = costs[-1], len(costs) - 1
    for index in range(len(costs) - 2, -1, -1):
        after += skips[index + 1]
        if costs[index] + after < best:
            best, at = costs[index] + after, index
    found = []
    while at >= 0:
        found.append(at)
        at = sources[at]
    return tuple(reversed(found))
