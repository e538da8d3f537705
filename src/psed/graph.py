"""The only door to networkx: what rests on what, each edge with the file and line that made it.

The arrow points from what rests to what it rests on:
`level -> area -> rule -> (rule | fact) -> kind -> evidence`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from enum import StrEnum

import networkx as nx

from psed import words
from psed.compiled import CompiledPack, CompiledRule, compile_pack
from psed.dossiers import default_packs
from psed.errors import NotFound, Place, suggestion
from psed.language.tree import Node, facts_read
from psed.loading import vocabulary
from psed.model.dossier import Dossier
from psed.rulepack import RulePack


class NodeType(StrEnum):
    """What a node stands for; its id begins with this and a colon."""

    LEVEL = "level"
    AREA = "area"
    RULE = "rule"
    FACT = "fact"
    KIND = "kind"
    EVIDENCE = "evidence"


def build_graph(*packs: RulePack, dossier: Dossier | None = None) -> nx.DiGraph[str]:
    """The dependency graph of rule packs, and of a dossier where one is given.

    Args:
        packs: The packs; those the dossier names if none are given.
        dossier: Adds its evidence.

    Returns:
        A directed graph. Every node has `type` (see `NodeType`) and `title`, and a rule its `level`;
        every edge has `place`, the file and line that made it. The graph is yours: changing it changes
        nothing else.
    """
    result: nx.DiGraph[str] = nx.DiGraph()
    chosen = packs or (default_packs(dossier) if dossier else ())
    for pack in chosen:
        _add_pack(result, compile_pack(pack, vocabulary()))
    if dossier is None:
        return result
    for item in dossier.evidence:
        kind, name = f"kind:{item.kind}", f"evidence:{item.id}"
        _node(result, kind, NodeType.KIND, item.kind)
        _node(result, name, NodeType.EVIDENCE, item.title)
        result.add_edge(kind, name, place=str(dossier._places.get(item.id, f"evidence {item.id}")))
    return result


def _node(result: nx.DiGraph[str], name: str, kind: NodeType, title: str) -> None:
    if name not in result:
        result.add_node(name, type=str(kind), title=title)


def _add_pack(result: nx.DiGraph[str], compiled: CompiledPack) -> None:
    pack = compiled.pack
    for level in pack.levels:
        _node(result, f"level:{pack.pack}:{level}", NodeType.LEVEL, f"{pack.title}, {level}")
    for area in pack.areas:
        _node(result, f"area:{pack.pack}:{area.id}", NodeType.AREA, area.title)
    for ready in compiled.rules:
        _add_rule(result, compiled, ready)
    for duty in compiled.duties:
        name, kind = f"rule:{duty.id}", duty.rule.schedule.served_by.kind
        _node(result, name, NodeType.RULE, duty.rule.title)
        _node(result, f"kind:{kind}", NodeType.KIND, compiled.lexicon.vocabulary.kinds[kind].meaning)
        _edge(result, name, f"kind:{kind}", duty.place)


def _add_rule(result: nx.DiGraph[str], compiled: CompiledPack, ready: CompiledRule) -> None:
    pack, rule = compiled.pack, ready.rule
    name, area = f"rule:{ready.id}", f"area:{pack.pack}:{rule.area_id}"
    _node(result, name, NodeType.RULE, rule.title)
    result.nodes[name]["level"] = rule.level
    _edge(result, f"level:{pack.pack}:{rule.level}", area, ready.places["level"])
    _edge(result, area, name, ready.place)
    for need in ready.needs:
        title = next((r.title for r in pack.rules if pack.rule_id(r) == need), need)
        _node(result, f"rule:{need}", NodeType.RULE, title)
        _edge(result, name, f"rule:{need}", ready.places[need])
    _add_facts(result, compiled, ready, ready.condition, ready.places["condition"])
    if ready.applies_when:
        _add_facts(result, compiled, ready, ready.applies_when, ready.places["applies_when"])


def _edge(result: nx.DiGraph[str], first: str, second: str, place: Place) -> None:
    """An edge, with the first place that made it."""
    if not result.has_edge(first, second):
        result.add_edge(first, second, place=str(place))


def _add_facts(
    result: nx.DiGraph[str], compiled: CompiledPack, ready: CompiledRule, node: Node, place: Place
) -> None:
    kinds = compiled.lexicon.vocabulary.kinds
    for fact in facts_read(node):
        _node(result, f"fact:{fact}", NodeType.FACT, compiled.lexicon.catalogue[fact].meaning)
        _edge(result, f"rule:{ready.id}", f"fact:{fact}", place)
        kind = fact.partition(".")[0]
        if kind in kinds:
            _node(result, f"kind:{kind}", NodeType.KIND, kinds[kind].meaning)
            _edge(result, f"fact:{fact}", f"kind:{kind}", place)


def touched_by(made: nx.DiGraph[str], name: str) -> tuple[str, ...]:
    """Everything that rests on a node: what a change to it could touch, in the order of ids.

    Raises:
        NotFound: The graph has no such node.
    """
    if name not in made:
        raise NotFound("P003", f"the graph has no `{name}`", help=suggestion(name, made.nodes))
    return tuple(sorted(nx.ancestors(made, name)))


def narrowed(made: nx.DiGraph[str], *, area: str | None = None, level: str | None = None) -> nx.DiGraph[str]:
    """The rules of an area, of a level, or of both, with all they rest on and their areas and levels.

    Args:
        made: The graph; it stays as it is.
        area: An area by its id, with or without its pack.
        level: A level, with or without its pack.

    Raises:
        NotFound: The graph has no such area or level, or no rule of the one at the other.
    """
    areas = set(_named(made, area, NodeType.AREA)) if area else None
    levels = set(_named(made, level, NodeType.LEVEL)) if level else None
    keep: set[str] = set()
    for rule in (name for name in made if made.nodes[name]["type"] == NodeType.RULE):
        above = {name for name in made.predecessors(rule) if made.nodes[name]["type"] == NodeType.AREA}
        at = f"level:{_label(rule).partition(':')[0]}:{made.nodes[rule].get('level')}"
        if (areas is None or above & areas) and (levels is None or at in levels):
            keep |= {rule, at, *above, *nx.descendants(made, rule)}
    if not keep:
        raise NotFound("P003", f"no rule of area `{area}` is at level `{level}`", help="name one of the two")
    return _part(made, keep)


def around(made: nx.DiGraph[str], name: str) -> nx.DiGraph[str]:
    """A node, all that it rests on and all that rests on it.

    Args:
        made: The graph; it stays as it is.
        name: A node's id, with or without its type and its pack, such as `E-04`.

    Raises:
        NotFound: The graph has no such node.
    """
    keep: set[str] = set()
    for found in _named(made, name, *NodeType):
        keep |= {found, *nx.ancestors(made, found), *nx.descendants(made, found)}
    return _part(made, keep)


def _part(made: nx.DiGraph[str], keep: set[str]) -> nx.DiGraph[str]:
    part: nx.DiGraph[str] = made.subgraph(keep).copy()
    return part


def _named(made: nx.DiGraph[str], name: str, *types: NodeType) -> list[str]:
    """The nodes of some types that have a name."""
    nodes = [node for node in made if made.nodes[node]["type"] in types]
    found = [node for node in nodes if name in (node, _label(node), _short(node))]
    if not found:
        what = types[0] if len(types) == 1 else "node"
        known = nodes if ":" in name else [_short(node) for node in nodes]
        raise NotFound("P003", f"the graph has no {what} `{name}`", help=suggestion(name, known))
    return found


def unreachable(made: nx.DiGraph[str]) -> tuple[str, ...]:
    """Kinds and evidence that no rule reads, in the order of ids."""
    leaves = [n for n in made if made.nodes[n]["type"] in (NodeType.KIND, NodeType.EVIDENCE)]
    return tuple(sorted(name for name in leaves if not _is_read(made, name)))


def _is_read(made: nx.DiGraph[str], name: str) -> bool:
    return any(made.nodes[above]["type"] == NodeType.RULE for above in nx.ancestors(made, name))


def circles(made: nx.DiGraph[str]) -> tuple[tuple[tuple[str, str, str], ...], ...]:
    """Each circle of needs, edge by edge: what needs, what is needed, and the place that says so.

    A pack with a circle does not load, so this is for graphs that were changed or put together.
    """
    found = []
    for trail in sorted(nx.simple_cycles(made), key=lambda t: (len(t), min(t))):
        first = trail.index(min(trail))
        turned = [*trail[first:], *trail[:first]]
        pairs = zip(turned, [*turned[1:], turned[0]], strict=True)
        found.append(tuple((a, b, str(made.edges[a, b].get("place", ""))) for a, b in pairs))
    return tuple(found)


def order_of_evaluation(made: nx.DiGraph[str]) -> tuple[str, ...]:
    """The rules with each after those it needs, ties by id.

    Raises:
        networkx.NetworkXUnfeasible: Rules need each other in a circle; see `circles`.
    """
    rules = [name for name in made if made.nodes[name]["type"] == NodeType.RULE]
    needs = made.subgraph(rules).reverse()
    return tuple(nx.lexicographical_topological_sort(needs))


# Written out.


def to_json(made: nx.DiGraph[str]) -> str:
    """Nodes and edges as JSON, in the order of ids."""
    nodes = [{"id": name, **made.nodes[name]} for name in sorted(made)]
    edges = [{"from": a, "to": b, **made.edges[a, b]} for a, b in sorted(made.edges)]
    return (
        words.screen_json(json.dumps({"nodes": nodes, "edges": edges}, ensure_ascii=False, indent=1)) + "\n"
    )


def to_graphml(made: nx.DiGraph[str]) -> str:
    """GraphML, for yEd, Gephi and others."""
    ordered: nx.DiGraph[str] = nx.DiGraph()
    ordered.add_nodes_from((words.screen(name), _shown(made.nodes[name])) for name in sorted(made))
    ordered.add_edges_from(
        (words.screen(a), words.screen(b), _shown(made.edges[a, b])) for a, b in sorted(made.edges)
    )
    return "\n".join(nx.generate_graphml(ordered)) + "\n"


def _shown(attributes: Mapping[str, object]) -> dict[str, object]:
    """The attributes of a node or an edge, without what XML cannot hold."""
    return {
        key: words.screen(value) if isinstance(value, str) else value for key, value in attributes.items()
    }


_SHAPES = {
    NodeType.LEVEL: ("([", "])", "oval"),
    NodeType.AREA: ("[/", "/]", "folder"),
    NodeType.RULE: ("[", "]", "box"),
    NodeType.FACT: ("(", ")", "ellipse"),
    NodeType.KIND: ("{{", "}}", "hexagon"),
    NodeType.EVIDENCE: ("[(", ")]", "cylinder"),
}


def to_mermaid(made: nx.DiGraph[str]) -> str:
    """Mermaid, for Markdown pages that draw it."""
    ids = {name: f"n{number}" for number, name in enumerate(sorted(made))}
    lines = ["flowchart LR"]
    for name, short in ids.items():
        before, after, _ = _SHAPES[NodeType(made.nodes[name]["type"])]
        lines.append(f'  {short}{before}"{_mermaid_text(_label(name))}"{after}')
    lines += [f"  {ids[a]} --> {ids[b]}" for a, b in sorted(made.edges)]
    return "\n".join(lines) + "\n"


def _mermaid_text(text: str) -> str:
    return "".join(f"#{ord(sign)};" if sign in '"#<>&`\n' else sign for sign in words.screen(text))


def to_dot(made: nx.DiGraph[str]) -> str:
    """DOT, for Graphviz."""
    lines = ["digraph psed {", "  rankdir=LR;", *_dot_nodes(made)]
    lines += [f"  {_quoted(a)} -> {_quoted(b)};" for a, b in sorted(made.edges)]
    return "\n".join([*lines, "}"]) + "\n"


def _dot_nodes(made: nx.DiGraph[str]) -> Iterator[str]:
    for name in sorted(made):
        shape = _SHAPES[NodeType(made.nodes[name]["type"])][2]
        yield f"  {_quoted(name)} [label={_quoted(_label(name))}, shape={shape}];"


def _quoted(text: str) -> str:
    escaped = words.screen(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _label(name: str) -> str:
    """A node's id without its type."""
    return name.partition(":")[2]


def _short(name: str) -> str:
    """A node's id without its type and its pack."""
    label = _label(name)
    return label.partition(":")[2] or label


WRITERS = {"mermaid": to_mermaid, "dot": to_dot, "graphml": to_graphml, "json": to_json}
"""How a graph can be written, by the name of the format."""
