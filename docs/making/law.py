"""The page of the general duty."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from making.markdown import MADE, STATUS, cited, codes, in_force, plain, prose, sentence, source_list, table
from psed.model.duty import Characteristic
from psed.rulepack import GeneralDuty, RulePack


def law_page(pack: RulePack, duty: GeneralDuty, every: Iterable[RulePack]) -> str:
    """The general duty as psed holds it; of all packs, those with specific duties are named."""
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
        _left_out(every),
    ]
    return "\n\n".join(parts)


LEFT_OUT = """\
- The specific duties: what must be published, by whom and by when. They stand in packs of their own: {packs}.
  What no such pack holds is left out.
- The list of bodies in Schedule 19. psed knows [kinds of organisation](organisation-kinds.md), not each body.
- The whole list in Schedule 18, paragraph 4. No star marks a body left out there by its name.
- What courts have said of due regard. It is about how a decision was made, and a dossier does not show that.
- The duty in section 1 of the Act on socio-economic inequalities, which is another duty.
- The duties on race, disability and gender in force before 5 April 2011."""


def _left_out(every: Iterable[RulePack]) -> str:
    """What is not in the pack, with links to the packs that hold specific duties."""
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
