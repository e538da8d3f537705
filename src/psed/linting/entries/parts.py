"""Entries on levels, areas, kinds and sources."""

from __future__ import annotations

from psed.linting.catalogue import Check, fault, remark

CHECKS: tuple[Check, ...] = (
    remark(
        "L004",
        "level out of reach",
        "A level that no rule is of; or two rules that one level asks for, whose conditions never hold "
        "together.",
        "Nobody can come out at such a level, whatever they do. A rule that is never met by itself closes "
        "its level too: that is L002.",
        """
        levels: [developing, achieving, excellent]   # no rule is of the level excellent
        """,
        """
        levels: [developing, achieving]
        """,
    ),
    remark(
        "L005",
        "area without rules",
        "An area that no rule belongs to.",
        "It never has a level and is left out of the whole, though the list of areas promises it.",
        """
        areas:
          - id: communities
            title: Communities
          - id: leadership
            title: Leadership
        """,
        """
        areas:
          - id: communities
            title: Communities
        """,
    ),
    remark(
        "L011",
        "kind that nobody reads",
        "A kind of evidence that no rule reads and that is not `reserved`, or that is `reserved` and read. "
        "The kinds of a pack are looked for in that pack, those of psed in all shipped packs.",
        "A body would record evidence that counts for nothing, and not be told.",
        """
        kinds:
          - name: forum_notes
            meaning: Notes of what local groups said
        """,
        """
        kinds:
          - name: forum_notes
            meaning: Notes of what local groups said
            reserved: For the rules on talking with local groups, which come in the next version.
        """,
    ),
    remark(
        "L012",
        "detail or item test that nobody reads",
        "A detail that neither a condition nor an item test reads, or an item test that no condition reads.",
        "A body is asked to fill in what decides nothing; or a rule was meant to read it and does not.",
        """
        kinds:
          - name: source_list
            details:
              - name: languages
                meaning: The languages it is in
                type: set
                values: [english, welsh]
                over: union
        """,
        """
        kinds:
          - name: source_list
            details:
              - name: languages
                meaning: The languages it is in
                type: set
                values: [english, welsh]
                over: union
        rules:
          - id: communities/welsh
            level: achieving
            title: The list of sources is there in Welsh
            condition: '"welsh" in source_list.languages'
            mend:
              do: Translate the list of sources
              provides:
                - kind: source_list
                  detail:
                    languages: [welsh]
        """,
    ),
    remark(
        "L014",
        "source that says too little",
        "A source that was `seen` has no `url`, or one that is `derived` or `doubtful` has no `note` (for a "
        "kind, no `basis_note`). Packs that are `fictional` need no notes.",
        "Nobody can follow it, or see what is psed's own reading and what is not.",
        """
        rules:
          - id: communities/surveys
            level: achieving
            title: The list of sources is published
            source:
              - cite: A report of 2010, page 4
                basis: seen
            condition: source_list.published >= 1
            why: Others can add what is missing.
            mend:
              do: Publish the list
              provides:
                - kind: source_list
                  published: true
        """,
        """
        rules:
          - id: communities/surveys
            level: achieving
            title: The list of sources is published
            source:
              - cite: A report of 2010, page 4
                url: https://example.org/report
                basis: seen
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
        "P001",
        "unknown level",
        "A rule of a level that the pack does not have would count nowhere.",
        """
        rules:
          - id: communities/wards
            level: acheiving
        """,
        """
        rules:
          - id: communities/wards
            level: achieving
        """,
    ),
    fault(
        "P002",
        "unknown area",
        "A rule of an area that the pack does not have would count nowhere.",
        """
        rules:
          - id: comunities/lists
            condition: source_list.published >= 1
        """,
        """
        rules:
          - id: communities/lists
            condition: source_list.published >= 1
        """,
    ),
    fault(
        "P010",
        "unknown kind of evidence",
        "A mend or an example that names no kind brings nothing.",
        """
        rules:
          - id: communities/sources
            mend:
              do: List the sources
              provides:
                - kind: sources_list
        """,
        """
        rules:
          - id: communities/sources
            mend:
              do: List the sources
              provides:
                - kind: source_list
        """,
    ),
    fault(
        "P014",
        "clashing name or alias",
        "One word must stand for one kind, or a document's own word cannot be read.",
        """
        kinds:
          - name: source_list
            aliases: [EqIA]   # stands for psed's own kind eia
        """,
        """
        kinds:
          - name: source_list
            aliases: [list of figures on local people]
        """,
    ),
)
"""Levels, areas, kinds, sources; and what is refused."""
