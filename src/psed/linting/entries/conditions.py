"""Entries on one condition by itself."""

from __future__ import annotations

from psed.linting.catalogue import Check, fault, remark

CHECKS: tuple[Check, ...] = (
    remark(
        "L001",
        "always met",
        "A condition, a scope, an item test or a comparison in one of them holds whatever is on file.",
        "A criterion that cannot fail tells nobody anything, and lifts a level that nothing supports.",
        """
        rules:
          - id: communities/sources
            condition: source_list.current >= 0
        """,
        """
        rules:
          - id: communities/sources
            condition: source_list.current >= 1
        """,
    ),
    remark(
        "L002",
        "never met",
        "A condition, a scope, an item test or a comparison in one of them never holds, because its parts "
        "contradict one another or a number lies outside what the fact can be.",
        "A criterion that nobody can meet closes its level, and all levels above it, to everybody.",
        """
        rules:
          - id: communities/gaps
            condition: gap_figures.periods > 100   # the kind says: high: 100
        """,
        """
        rules:
          - id: communities/gaps
            condition: gap_figures.periods >= 3
        """,
    ),
    remark(
        "L003",
        "part without effect",
        "A part of a condition can be taken out, and the condition is the same in every case.",
        "Whoever reads the rule takes each part for something that is asked. A part without effect is often "
        "a slip: the wrong fact, or `or` where `and` was meant.",
        """
        rules:
          - id: communities/sources
            condition: source_list.published >= 1 and source_list.current >= 1
        """,
        """
        rules:
          - id: communities/sources
            condition: source_list.published >= 1
        """,
    ),
    remark(
        "L013",
        "unknown where it need not be",
        "A condition uses one fact in both directions, and where that fact is not known it comes out unknown "
        "although every value the fact may have gives the same.",
        "`unknown` is then right but more cautious than it need be: somebody looks for a figure that decides "
        "nothing. Named once more, what the cases have in common decides without it.",
        """
        rules:
          - id: communities/sources
            condition: (organisation.employees >= 150 and source_list.published >= 1)
              or (organisation.employees < 150 and "ward" in source_list.places)
            timed: true
            because: A newer count of employees decides from its day on.
        """,
        """
        rules:
          - id: communities/sources
            condition: (organisation.employees >= 150 and source_list.published >= 1)
              or (organisation.employees < 150 and "ward" in source_list.places)
              or (source_list.published >= 1 and "ward" in source_list.places)
            timed: true
            because: A newer count of employees decides from its day on.
        """,
    ),
    fault(
        "C001",
        "too costly",
        "Packs may come from strangers. A bound on length and depth keeps the time that a condition takes "
        "within sight, and a condition past it is past reading too.",
        """
        rules:
          - id: communities/sources
            condition: (((((((((((((source_list.current >= 1)))))))))))))
        """,
        """
        rules:
          - id: communities/sources
            condition: source_list.current >= 1
        """,
    ),
    fault(
        "C004",
        "unknown fact",
        "A name that no kind can give would never be known, and its rule never decided.",
        """
        rules:
          - id: communities/sources
            condition: source_list.curent >= 1
        """,
        """
        rules:
          - id: communities/sources
            condition: source_list.current >= 1
        """,
    ),
    fault(
        "C005",
        "wrong type",
        "A number is never equal to a text, nor a day to a number, so such a comparison decides nothing.",
        """
        rules:
          - id: communities/sources
            condition: source_list.current >= "1"
        """,
        """
        rules:
          - id: communities/sources
            condition: source_list.current >= 1
        """,
    ),
    fault(
        "C006",
        "misspelt value",
        "A word outside the closed list of a fact is in no item, so the rule would quietly never be met.",
        """
        rules:
          - id: communities/sources
            condition: '"wrad" in source_list.places'
        """,
        """
        rules:
          - id: communities/sources
            condition: '"ward" in source_list.places'
        """,
    ),
    fault(
        "C008",
        "not a yes or a no",
        "A number by itself is neither met nor not met.",
        """
        rules:
          - id: communities/sources
            condition: source_list.current
        """,
        """
        rules:
          - id: communities/sources
            condition: source_list.current >= 1
        """,
    ),
    fault(
        "C009",
        "constant part",
        "What reads no fact is the same for everybody; it is left from a trial, or a name in quotes.",
        """
        rules:
          - id: communities/sources
            condition: source_list.current >= 1 and 1 == 1
        """,
        """
        rules:
          - id: communities/sources
            condition: source_list.current >= 1
        """,
    ),
)
"""Always, never, without effect; and what is refused."""
