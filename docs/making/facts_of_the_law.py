"""Every fact about the law that bears on a body, and what holds it: a part of the page on the law."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path

from pydantic import Field

from making.markdown import plain, prose, sentence, table
from making.rules import rule_file
from psed.errors import PsedError, suggestion
from psed.files.tree import read_tree
from psed.files.validating import validate
from psed.general_duty import GeneralDuty
from psed.model.base import Distinct, Model, Text, YesNo
from psed.rulepack import RulePack

FILE = Path(__file__).parents[1] / "facts-of-the-law.yaml"


class Because(StrEnum):
    """Why no rule holds a fact."""

    NO_DUTY = "not-a-duty-on-the-body"
    NEEDS_FIGURES = "needs-figures"
    NOT_COMMENCED = "not-commenced"
    REPEALED = "repealed"


class Fact(Model):
    """One fact: its number, what it says, and the rules that hold it or why there are none."""

    number: str = Field(pattern=r"^\d\.\d\d$")
    says: Text
    dates: YesNo = False
    rules: Distinct[Text] = ()
    because: Because | None = None
    note: Text | None = None


class Section(Model):
    """The facts about one part of the law, in order."""

    section: str = Field(pattern=r"^\d$")
    title: Text
    facts: tuple[Fact, ...]


class Own(Model):
    """Rules that hold no fact, and where they come from."""

    why: Text
    rules: Distinct[Text]


class Facts(Model):
    """The whole file."""

    reasons: dict[Because, Text]
    own: tuple[Own, ...]
    sections: tuple[Section, ...]


INTRODUCTION = """\
What the law says of a body, fact by fact. The facts are numbered here so that nothing is forgotten: each has
the rules that hold it, or the reason why none does. A rule may hold a fact in part, and a note says what is
missing. *By a day* marks what dates a publication. How surely a fact is known stands with the rules."""


def facts_of_the_law(duty: GeneralDuty, packs: Sequence[RulePack]) -> Iterator[str]:
    """The parts of the page: why some facts have no rule, a table for each section, rules of psed's own."""
    facts = _read()
    links = {**dict(_general(duty)), **dict(_ruled(packs))}
    yield "## Every fact, and what holds it"
    yield INTRODUCTION
    often = Counter(fact.because for section in facts.sections for fact in section.facts)
    yield "A fact has no rule for one of these reasons:"
    reasons = [
        [plain(why).capitalize(), sentence(text), str(often[why])] for why, text in facts.reasons.items()
    ]
    yield table(["Reason", "What it means", "Facts"], reasons)
    for section in facts.sections:
        yield f"### {section.section}. {prose(section.title)}"
        rows = [_row(fact, links) for fact in section.facts]
        yield table(["Number", "What it says", "By a day", "Held by, or why not"], rows)
    yield "### Rules that hold no fact"
    yield "\n".join(
        f"- {', '.join(_link(name, links) for name in own.rules)}: {sentence(own.why)}" for own in facts.own
    )


def _row(fact: Fact, links: Mapping[str, str]) -> list[str]:
    held = ", ".join(_link(name, links) for name in fact.rules)
    reason = f"No rule: {plain(fact.because)}." if fact.because else ""
    note = sentence(fact.note) if fact.note else ""
    cell = "<br>".join(part for part in (held, reason, note) if part)
    return [fact.number, sentence(fact.says), "yes" if fact.dates else "", cell]


def _link(name: str, links: Mapping[str, str]) -> str:
    """A rule, linked to its page.

    Raises:
        SystemExit: There is no such rule.
    """
    if name not in links:
        help_ = suggestion(name, links)
        raise SystemExit(f"docs/{FILE.name}: there is no rule `{name}`{f'; {help_}' if help_ else ''}")
    return f"[`{name}`]({links[name]})"


def _ruled(packs: Sequence[RulePack]) -> Iterator[tuple[str, str]]:
    """Duties and checks by pack and id, with their pages."""
    for pack in packs:
        for name in (*(duty.id for duty in pack.duties), *(check.id for check in pack.checks)):
            yield f"{pack.pack}:{name}", f"rules/{pack.pack}/{rule_file(name)}"


def _general(duty: GeneralDuty) -> Iterator[tuple[str, str]]:
    """Aims, limbs and exceptions of the general duty, with their headings on this page."""
    for aim in duty.aims:
        for name in (aim.aim, *(part.limb for part in aim.limbs)):
            yield f"general-duty:{name}", f"#{_anchor(plain(aim.aim))}"
    for exception in duty.exceptions:
        yield f"general-duty:{exception.id}", f"#{_anchor(exception.title)}"


def _anchor(heading: str) -> str:
    """The anchor of a heading, as GitHub makes it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def _read() -> Facts:
    """The facts.

    Raises:
        SystemExit: The file cannot be read as such.
    """
    faults: list[PsedError] = []
    facts = validate(Facts, read_tree(FILE, f"docs/{FILE.name}"), faults)
    if facts is None or faults:
        raise SystemExit("\n\n".join(str(fault) for fault in faults))
    return facts
