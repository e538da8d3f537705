"""The page of the general duty."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from making.facts_of_the_law import facts_of_the_law
from making.how_surely import how_surely
from making.markdown import MADE, STATUS, cited, codes, in_force, plain, prose, sentence, source_list, table
from psed.general_duty import GeneralDuty
from psed.model.duty import Characteristic
from psed.rulepack import RulePack


def law_page(pack: RulePack, duty: GeneralDuty, every: Sequence[RulePack]) -> str:
    """The general duty as psed holds it, what is left out, and what holds each fact about the law."""
    parts = [
        MADE,
        f"# {prose(pack.title)}",
        "[Contents](index.md)",
        f"Pack `{pack.pack}` {pack.version}; {STATUS[pack.status]}. In force {in_force(pack)}.",
        "psed holds the general duty as data: who is bound, what counts where, and what is excepted. There "
        "are no rules here on purpose. Whether due regard was had is for people to judge, and psed says "
        "nothing about it. This page is not legal advice. How sure a statement is stands in brackets after "
        "each source.",
        "Specific duties and neighbouring law stand in packs of their own. [What holds each fact about the "
        "law](#every-fact-and-what-holds-it) is told at the end.",
        "## Who is bound",
        source_list(duty.who),
        "## What is owed",
        f"{sentence(duty.title)} *Due regard* is the Act's own term; *aim* is the usual word for each of "
        "the three needs it lists.",
        *_aims(duty),
        "## Which characteristic counts for which aim",
        table(
            ["Characteristic", *(str(aim.aim) for aim in duty.aims)],
            [
                [plain(c), *("yes" if c in aim.characteristics else "no" for aim in duty.aims)]
                for c in Characteristic
            ],
        ),
        "## Exceptions",
        *_exceptions(duty),
        "## Notes",
        source_list([*duty.notes, *pack.notes]),
        *how_surely(),
        "## What is left out",
        _left_out(every),
        *facts_of_the_law(duty, every),
    ]
    return "\n\n".join(parts)


LEFT_OUT = """\
Of the general duty:

- The list of bodies in Schedule 19. psed knows [kinds of organisation](organisation-kinds.md), not each body.
  A dossier can say which lists name the body, in [`listings`](dossier.md#organisation).
- Limits that single entries of that list set, such as those of broadcasters.
- The whole list in Schedule 18, paragraph 4. No star marks a body left out there by its name.
- Whether due regard was had. What courts have said of it is read against the record of a decision, in
  [`due-regard`](rules/due-regard/index.md), and comes out as findings on that record.

Of other law, beyond what these packs hold ({packs}):

- How the figures of the gender pay gap are worked out, on which two places they stand, and for how long.
- How small numbers are hidden or rounded.
- The general duties on race, disability and gender of the time before 5 April 2011. Their schemes, reviews,
  reports and figures are held; the duties themselves stand in the notes of those packs.
- The yearly report on gender in England of that time, which was owed as far as practicable; policies on race
  of schools, colleges and universities in Scotland; what schools owed on disability, each by its day.
- What the Welsh Ministers publish between their reports, believed to be asked for and not seen.
- Websites first published since 23 September 2018, in the year before all others had to follow.
- The Human Rights Act 1998, which is a question of its own."""


def _left_out(every: Sequence[RulePack]) -> str:
    """What is not held, with links to the packs that hold specific duties."""
    links = [f"[`{pack.pack}`](rules/{pack.pack}/index.md)" for pack in every if pack.duties]
    return LEFT_OUT.format(packs=", ".join(links) or "none is shipped")


def _aims(duty: GeneralDuty) -> Iterator[str]:
    for aim in duty.aims:
        yield f"### {plain(aim.aim).capitalize()}"
        yield sentence(aim.title)
        yield source_list(aim.source)
        rows = [
            [f"`{part.limb}`", prose(part.title), "<br>".join(cited(s) for s in part.source)]
            for part in aim.limbs
        ]
        yield table(["Limb", "In psed's words", "Source"], rows)


def _exceptions(duty: GeneralDuty) -> Iterator[str]:
    for exception in duty.exceptions:
        yield f"### {prose(exception.title)}"
        yield f"Id `{exception.id}`."
        if exception.note:
            yield sentence(exception.note)
        lines = [f"- Aims left out: {codes(exception.aims)}."]
        all_nine = len(exception.characteristics) == len(Characteristic)
        named = "all nine" if all_nine else codes(exception.characteristics)
        lines.append(f"- Characteristics left out: {named}.")
        for characteristic, part in exception.still_counts.items():
            lines.append(f"- Of {plain(characteristic)} only a part is left out: {prose(part)} still counts.")
        if exception.organisation_kinds:
            lines.append(f"- Kinds of body with such functions: {codes(exception.organisation_kinds)}.")
        if exception.possible_kinds:
            lines.append(f"- Kinds of body some of which have them: {codes(exception.possible_kinds)}.")
        if exception.functions:
            only = f", where its kind is {codes(exception.only_kinds)}" if exception.only_kinds else ""
            named = codes(exception.functions)
            lines.append(f"- Any body says so with `functions`: {named}{only}.")
        yield "\n".join([*lines, source_list(exception.source)])
