"""Entries on the shape of a pack, and on `accept`."""

from __future__ import annotations

from psed.linting.catalogue import Check, fault, remark

CHECKS: tuple[Check, ...] = (
    remark(
        "L090",
        "nothing to accept",
        "An entry of `accept` for which there is no remark.",
        "What it was for has been mended. Left where it is, it would hide the next one.",
        """
        accept:
          - code: L008
            rule: communities/wards
            because: Both levels ask for it.
        """,
        """
        accept:
          - code: L008
            rule: communities/lists
            because: The framework asks for it at both levels.
        rules:
          - id: communities/lists
            level: achieving
            title: A list of sources is still kept
            condition: source_list.current >= 1
        """,
        accepted=False,
    ),
    remark(
        "L091",
        "unknown code or rule to accept",
        "An entry of `accept` that names no code which can be accepted, or no rule of the pack.",
        "It silences nothing, and whoever wrote it thinks that it does.",
        """
        accept:
          - code: L800
            because: Both levels ask for it.
        """,
        """
        accept:
          - code: L008
            rule: communities/lists
            because: The framework asks for it at both levels.
        rules:
          - id: communities/lists
            level: achieving
            title: A list of sources is still kept
            condition: source_list.current >= 1
        """,
        accepted=False,
    ),
    fault(
        "S001",
        "unknown key",
        "A key that psed does not know would be passed over, and what it says with it.",
        """
        rules:
          - id: communities/sources
            relatd: [communities/wards]
        """,
        """
        rules:
          - id: communities/sources
            related: [communities/wards]
        """,
    ),
    fault(
        "S002",
        "missing key",
        "A rule without a source, a reason or a mend cannot be followed, judged or acted on.",
        """
        rules:
          - id: communities/lists   # has no `why:`
            level: achieving
            title: The list of sources is published
            source:
              - cite: A report of 2010, page 4
                basis: known
            condition: source_list.published >= 1
            mend:
              do: Publish the list
              provides:
                - kind: source_list
                  published: true
        """,
        """
        rules:
          - id: communities/lists
            level: achieving
            title: The list of sources is published
            source:
              - cite: A report of 2010, page 4
                basis: known
            condition: source_list.published >= 1
            why: Others can add what is missing.
            mend:
              do: Publish the list
              provides:
                - kind: source_list
                  published: true
        """,
    ),
    fault(
        "S003",
        "wrong form",
        "A value of another form than its key takes cannot be read as anything.",
        """
        rules:
          - id: communities/sources
            valid_from: spring 2024
        """,
        """
        rules:
          - id: communities/sources
            valid_from: 2021-04-01
          - id: communities/wards
            valid_from: 2021-04-01
        """,
    ),
    fault(
        "S004",
        "misspelt word of a closed list",
        "A word outside its closed list stands for nothing.",
        """
        rules:
          - id: communities/sources
            aims: [advanse]
        """,
        """
        rules:
          - id: communities/sources
            aims: [advance]
        """,
    ),
)
"""Shape and `accept`."""
