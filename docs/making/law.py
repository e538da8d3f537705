"""The page of the general duty."""

from __future__ import annotations

from collections.abc import Iterator

from making.markdown import MADE, STATUS, cited, codes, in_force, plain, prose, sentence, source_list, table
from psed.model.duty import Characteristic
from psed.rulepack import GeneralDuty, RulePack


def law_page(pack: RulePack, duty: GeneralDuty) -> str:
    """The general duty as psed holds it."""
    parts = [
        MADE,
        f"# {prose(pack.title)}",
        "[Contents](index.md)",
        f"Pack `{pack.pack}` {pack.version}; {STATUS[pack.status]}. In force {in_force(pack)}.",
        "psed holds the general duty as data: who is bound, what counts where, and what is excepted. There "
        "are no rules here on purpose. Whether due regard was had is for people to judge, and psed says "
        "nothing about it. This page is not legal advice. How sure a statement is stands in brackets after "
        "each source.",
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
        "## What is left out",
        LEFT_OUT,
    ]
    return "\n\n".join(parts)


LEFT_OUT = """\
- The specific duties of England, Wales and Scotland: what must be published, by whom and by when. No pack for
  them is shipped yet.
- The list of bodies in Schedule 19. psed knows [kinds of organisation](organisation-kinds.md), not each body.
- The whole list in Schedule 18, paragraph 4.
- What courts have said of due regard. It is about how a decision was made, and a dossier does not show that.
- The duty in section 1 of the Act on socio-economic inequalities, which is another duty.
- The duties on race, disability and gender in force before 5 April 2011."""


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
        if exception.organisation_kinds:
            lines.append(f"- Kinds of body with such functions: {codes(exception.organisation_kinds)}.")
        yield "\n".join([*lines, source_list(exception.source)])
