"""Rules that need each other in a circle."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping

from psed.checking.shared import Found
from psed.compiled import Placer
from psed.files.tree import Path_
from psed.rulepack import (
    RulePack,
)


def circles(pack: RulePack, place: Placer) -> Found:
    """Each circle of needs once, as one fault that shows every edge with its place."""
    edges: dict[str, dict[str, Path_]] = {}
    for index, rule in enumerate(pack.rules):
        for number, need in enumerate(rule.needs):
            edges.setdefault(rule.id, {}).setdefault(need, ("rules", index, "needs", number))
    for start in sorted(_in_circles(edges))[:MAX_STARTS]:
        trail = _circle_from(start, edges)
        if trail and start == min(trail):
            pairs = list(zip(trail, [*trail[1:], trail[0]], strict=True))
            told = "; ".join(f"`{a}` needs `{b}` ({place(edges[a][b])})" for a, b in pairs[:12])
            shown = (
                [*trail, trail[0]] if len(trail) <= 12 else [*trail[:12], f"{len(trail) - 12} more", trail[0]]
            )
            message = f"rules need each other in a circle: {' -> '.join(shown)}"
            yield "P004", message, edges[trail[0]][pairs[0][1]], f"take one of these out: {told}"


MAX_STARTS = 50


def _in_circles(edges: Mapping[str, Mapping[str, Path_]]) -> set[str]:
    """The rules left once those that need nothing are taken off in turn: circles and what leads to them."""
    left = {name: {n for n in needs if n in edges} for name, needs in edges.items()}
    for _ in range(2):
        into: dict[str, set[str]] = {name: set() for name in left}
        for name, needs in left.items():
            for need in needs:
                into[need].add(name)
        done = [name for name, needs in left.items() if not needs]
        while done:
            name = done.pop()
            for other in into[name]:
                left[other].discard(name)
                if not left[other]:
                    done.append(other)
        kept = {name: needs for name, needs in left.items() if needs}
        left = {name: set() for name in kept}
        for name, needs in kept.items():
            for need in needs:
                if need in left:
                    left[need].add(name)
    return set(left)


def _circle_from(start: str, edges: Mapping[str, Mapping[str, Path_]]) -> list[str]:
    """The shortest way from a rule back to itself, or nothing."""
    came: dict[str, str] = {}
    waiting = deque([start])
    while waiting:
        here = waiting.popleft()
        for need in edges.get(here, {}):
            if need == start:
                way = [here]
                while way[-1] != start:
                    way.append(came[way[-1]])
                return way[::-1]
            if need not in came and need in edges:
                came[need] = here
                waiting.append(need)
    return []
