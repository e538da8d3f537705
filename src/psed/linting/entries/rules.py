"""Entries on rules beside one another."""

from __future__ import annotations

from psed.linting.catalogue import Check, fault, remark

CHECKS: tuple[Check, ...] = (
    remark(
        "L006",
        "need out of force",
        "A rule needs another that begins later than it, or ends earlier.",
        "A need that is not in force drops out, so on those days the rule asks less, and nobody is told.",
        """
        rules:
          - id: communities/sources
            valid_from: 2024-04-01
          - id: communities/wards
            needs: [communities/sources]   # in force since 2021, as its pack
        """,
        """
        rules:
          - id: communities/sources
            valid_from: 2024-04-01
          - id: communities/wards
            valid_from: 2024-04-01
            needs: [communities/sources]
        """,
    ),
    remark(
        "L007",
        "day without a version",
        "Between the end of one version of a rule and the beginning of the next there are days on which "
        "neither is in force.",
        "On those days nothing is asked. Where the law did change so, accept it and say why; most gaps are a "
        "slip in a date.",
        """
        rules:
          - id: communities/sources
            valid_to: 2023-03-31
          - id: communities/sources
            valid_from: 2024-04-01
            condition: source_list.published >= 1
        """,
        """
        rules:
          - id: communities/sources
            valid_to: 2024-03-31
          - id: communities/sources
            valid_from: 2024-04-01
            condition: source_list.published >= 1
        """,
    ),
    remark(
        "L008",
        "same condition twice",
        "Two rules that are in force together and for the same bodies ask for the same.",
        "One of them was copied and not changed, or one criterion counts twice.",
        """
        rules:
          - id: communities/lists
            level: achieving
            title: The list of sources can be read by anyone
            condition: source_list.current >= 1   # that of communities/sources
        """,
        """
        rules:
          - id: communities/lists
            level: achieving
            title: The list of sources can be read by anyone
            condition: source_list.published >= 1
        """,
    ),
    remark(
        "L009",
        "implied by a need",
        "A condition, or a part of it, holds wherever the rules that it needs are met.",
        "The need asks for it already. Said twice, it is changed in one place and forgotten in the other.",
        """
        rules:
          - id: communities/wards
            needs: [communities/sources]
            condition: source_list.current >= 1 and source_list.wards_apart >= 1
        """,
        """
        rules:
          - id: communities/wards
            needs: [communities/sources]
            condition: source_list.wards_apart >= 1
        """,
    ),
    remark(
        "L010",
        "mend that does not mend",
        "What the mend of a rule provides does not make its condition met, with nothing else on file.",
        "A body that does what psed says must get what psed promises. Plans are made from mends.",
        """
        rules:
          - id: communities/wards
            mend:
              do: Give the sources ward by ward
              provides:
                - kind: source_list
        """,
        """
        rules:
          - id: communities/wards
            mend:
              do: Give the sources ward by ward
              provides:
                - kind: source_list
                  detail:
                    places: [ward]
        """,
    ),
    remark(
        "L015",
        "hole between bands",
        "A total that the areas can come to lies in no band.",
        "Such a total gives no level at all. Where a framework is published so, accept it and say which; "
        "else an end was mistyped, or halves were not thought of.",
        """
        combine: sum-bands
        bands:
          step: 0.5
          of:
            - {level: floor, below: 1}
            - {level: developing, from: 1, to: 1}
            - {level: achieving, from: 2}
        """,
        """
        combine: sum-bands
        bands:
          of:
            - {level: floor, below: 1}
            - {level: developing, from: 1, to: 1}
            - {level: achieving, from: 2}
        """,
    ),
    fault(
        "P003",
        "unknown rule",
        "A need that names no rule would ask nothing.",
        """
        rules:
          - id: communities/wards
            needs: [communities/source]
        """,
        """
        rules:
          - id: communities/wards
            needs: [communities/sources]
        """,
    ),
    fault(
        "P004",
        "cycle",
        "Rules that need each other in a circle cannot be decided in any order.",
        """
        rules:
          - id: communities/wards
            needs: [communities/gaps]
          - id: communities/gaps
            needs: [communities/wards]
        """,
        """
        rules:
          - id: communities/wards
            needs: [communities/sources]
          - id: communities/gaps
            needs: [communities/wards]
        """,
    ),
    fault(
        "P005",
        "need of a higher level",
        "A lower level would quietly ask for a higher one.",
        """
        rules:
          - id: communities/sources
            needs: [communities/gaps]   # achieving, above developing
        """,
        """
        rules:
          - id: communities/gaps
            needs: [communities/sources]
        """,
    ),
    fault(
        "P006",
        "outcome without an example",
        "Examples are the test of a rule and the page that people read. An outcome without one is untried.",
        """
        rules:
          - id: communities/sources
            examples:
              - name: a list in date
                as_at: 2026-11-21
                evidence:
                  - kind: source_list
                    dated: 2025-05-06
                then: met
        """,
        """
        rules:
          - id: communities/sources
            condition: source_list.current > 0
            examples:
              - name: a list in date
                as_at: 2026-11-21
                evidence:
                  - kind: source_list
                    dated: 2025-05-06
                then: met
              - name: a list out of date
                as_at: 2026-11-21
                evidence:
                  - kind: source_list
                    dated: 2020-05-06
                then: not_met
              - name: nothing on file
                as_at: 2026-11-21
                then: unknown
        """,
    ),
    fault(
        "P007",
        "boundary without an example",
        "Only an example that stands exactly on a number or a day tells `>=` from `>`.",
        """
        rules:
          - id: communities/gaps
            condition: gap_figures.periods >= 7   # no example has seven
        """,
        """
        rules:
          - id: communities/gaps
            condition: gap_figures.periods >= 3   # one example has three
        """,
    ),
    fault(
        "P008",
        "dates that contradict",
        "A rule in force outside its pack, or ending before it begins, is never read.",
        """
        rules:
          - id: communities/sources
            valid_from: 2020-04-01   # the pack begins on 1 January 2021
        """,
        """
        rules:
          - id: communities/sources
            valid_from: 2021-01-01
        """,
    ),
    fault(
        "P011",
        "two versions on one day",
        "On each day one version of a rule must decide, or the outcome hangs on the order of the file.",
        """
        rules:
          - id: communities/sources
            valid_to: 2024-04-30
          - id: communities/sources
            valid_from: 2024-04-01
            condition: source_list.published >= 1
        """,
        """
        rules:
          - id: communities/sources
            valid_to: 2024-03-31
          - id: communities/sources
            valid_from: 2024-04-01
            condition: source_list.published >= 1
        """,
    ),
    fault(
        "P015",
        "mend that provides nothing",
        "A finding without a way out helps nobody. Where no single item of evidence can do it, say why.",
        """
        rules:
          - id: communities/sources
            mend:
              do: List the sources
              provides: []
        """,
        """
        rules:
          - id: communities/sources
            mend:
              do: List the sources
              provides: []
              cannot_provide: The list is drawn up by several services together.
        """,
    ),
    fault(
        "P016",
        "untrue declaration",
        "`monotone` and `timed` tell readers and tests what to expect; psed works both out and compares.",
        """
        rules:
          - id: communities/sources
            monotone: false
            because: More lists make it worse.
        """,
        """
        rules:
          - id: communities/sources
            condition: source_list.current >= 1
        """,
    ),
    fault(
        "P017",
        "bands that do not go together",
        "A total that lies in two bands would have two levels, and which of them is a guess.",
        """
        combine: sum-bands
        bands:
          of:
            - {level: floor, below: 1}
            - {level: developing, from: 1, to: 2}
            - {level: achieving, from: 2}
        """,
        """
        combine: sum-bands
        bands:
          of:
            - {level: floor, below: 1}
            - {level: developing, from: 1, below: 2}
            - {level: achieving, from: 2}
        """,
    ),
)
"""Needs, versions, doubles, mends, bands and examples; and what is refused."""
