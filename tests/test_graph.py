"""The graph: typed nodes, edges that know their place, circles edge by edge."""

from __future__ import annotations

import re

import networkx as nx
import pytest

import psed
from psed.graph import (
    NodeType,
    around,
    circles,
    narrowed,
    order_of_evaluation,
    to_json,
    touched_by,
    unreachable,
)

PACK = "oakshire-four-modules"


@pytest.fixture
def made() -> nx.DiGraph[str]:
    oakshire = psed.load(psed.examples_folder() / "oakshire" / "dossier.yaml")
    return psed.build_graph(dossier=oakshire)


def test_it_is_a_networkx_digraph_with_a_type_and_a_title_on_every_node(made: nx.DiGraph[str]) -> None:
    assert type(made) is nx.DiGraph
    for name in made:
        node = made.nodes[name]
        assert name.startswith(f"{NodeType(node['type'])}:")
        assert node["title"]


def test_every_edge_knows_the_file_and_line_that_made_it(made: nx.DiGraph[str]) -> None:
    places = [made.edges[edge]["place"] for edge in made.edges]
    assert places
    assert all(re.search(r"(pack|dossier)\.yaml:\d+$", place) for place in places)


def test_a_place_is_where_the_text_stands(made: nx.DiGraph[str]) -> None:
    edge = ("rule:oakshire-four-modules:workforce/monitoring", "fact:staff_profile.five_groups")
    file, _, line = made.edges[edge]["place"].rpartition(":")
    lines = (psed.examples_folder() / "oakshire" / "pack.yaml").read_text(encoding="utf-8").splitlines()
    assert file.endswith("pack.yaml")
    assert "staff_profile.five_groups" in lines[int(line) - 1]


def test_evidence_is_reached_from_the_level_it_supports(made: nx.DiGraph[str]) -> None:
    assert nx.has_path(made, "level:oakshire-four-modules:achieving", "evidence:E-04")
    assert "rule:oakshire-four-modules:workforce/strategy" in touched_by(made, "evidence:E-04")
    assert "rule:oakshire-four-modules:leadership/priorities" not in touched_by(made, "evidence:E-04")


def test_what_no_rule_reads_is_unreachable(made: nx.DiGraph[str]) -> None:
    assert unreachable(made) == ()
    made.add_node("evidence:E-99", type="evidence", title="Read by nobody")
    assert unreachable(made) == ("evidence:E-99",)


def test_needs_come_before_what_needs_them(made: nx.DiGraph[str]) -> None:
    order = order_of_evaluation(made)
    assert len(order) == 11
    needed, needing = (f"rule:oakshire-four-modules:communities/{name}" for name in ("sources", "profile"))
    assert order.index(needed) < order.index(needing)


def test_a_shipped_pack_has_no_circle_and_a_made_one_is_told_edge_by_edge(made: nx.DiGraph[str]) -> None:
    assert circles(made) == ()
    needed, needing = (f"rule:oakshire-four-modules:communities/{name}" for name in ("sources", "profile"))
    made.add_edge(needed, needing, place="mine.yaml:7")
    ((first, second),) = circles(made)
    assert first[:2] == (needing, needed)
    assert second == (needed, needing, "mine.yaml:7")
    with pytest.raises(nx.NetworkXUnfeasible):
        order_of_evaluation(made)


def test_a_name_that_is_not_there_gets_the_nearest(made: nx.DiGraph[str]) -> None:
    with pytest.raises(psed.NotFound) as caught:
        touched_by(made, "evidence:E-4")
    assert caught.value.help == "did you mean `evidence:E-04`?"


def rules(made: nx.DiGraph[str]) -> set[str]:
    return {name.rpartition(":")[2] for name in made if made.nodes[name]["type"] == NodeType.RULE}


def test_an_area_is_shown_with_what_its_rules_rest_on_and_nothing_else(made: nx.DiGraph[str]) -> None:
    before = to_json(made)
    part = narrowed(made, area="workforce")
    assert rules(part) == {"workforce/recruitment", "workforce/monitoring", "workforce/strategy"}
    assert f"area:{PACK}:workforce" in part
    assert f"area:{PACK}:leadership" not in part
    assert {f"level:{PACK}:developing", f"level:{PACK}:achieving"} <= set(part)
    assert nx.has_path(part, f"area:{PACK}:workforce", "evidence:E-04")
    assert "evidence:E-07" not in part
    part.clear()
    assert to_json(made) == before, "the whole stays as it is"


def test_a_level_is_shown_with_the_rules_that_its_own_need(made: nx.DiGraph[str]) -> None:
    part = narrowed(made, level="achieving")
    assert f"level:{PACK}:developing" not in part
    assert "workforce/recruitment" not in rules(part)
    assert {"communities/profile", "communities/sources"} <= rules(part), "the first needs the second"
    both = narrowed(made, area=f"{PACK}:communities", level=f"{PACK}:developing")
    assert rules(both) == {"communities/sources"}


def test_around_a_node_is_all_below_it_and_all_above(made: nx.DiGraph[str]) -> None:
    part = around(made, "E-04")
    assert set(part) == {"evidence:E-04", *touched_by(made, "evidence:E-04")}
    rule = f"rule:{PACK}:workforce/monitoring"
    for name in (rule, rule.removeprefix("rule:"), "workforce/monitoring"):
        assert {f"area:{PACK}:workforce", f"level:{PACK}:achieving", "evidence:E-04"} < set(
            around(made, name)
        )
    assert rules(around(made, rule)) == {"workforce/monitoring"}


def test_no_part_of_a_name_that_is_not_there(made: nx.DiGraph[str]) -> None:
    with pytest.raises(psed.NotFound, match="the graph has no area `workfroce`") as caught:
        narrowed(made, area="workfroce")
    assert caught.value.help == "did you mean `workforce`?"
    with pytest.raises(psed.NotFound, match="the graph has no level `acheiving`"):
        narrowed(made, level="acheiving")
    with pytest.raises(psed.NotFound, match="the graph has no node `evidence:E-4`") as caught:
        around(made, "evidence:E-4")
    assert caught.value.help == "did you mean `evidence:E-04`?"
    made.remove_node(f"rule:{PACK}:workforce/recruitment")
    with pytest.raises(psed.NotFound, match="no rule of area `workforce` is at level `developing`"):
        narrowed(made, area="workforce", level="developing")
