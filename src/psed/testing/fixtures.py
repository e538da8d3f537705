"""What tests of packs and dossiers ask for most: packs by name, and asserting levels and outcomes."""

from __future__ import annotations

from pathlib import Path

from psed import words
from psed.loading import load_pack, pack_by_id
from psed.model.outcome import Assessment, Outcome
from psed.reasoning.explain import Why, explain
from psed.rulepack import RulePack


def pack_named(name: str) -> RulePack:
    """A pack by its path, or a shipped one by its id.

    Raises:
        InvalidRulePack: It has faults.
        NotFound: There is none of that name.
    """
    return load_pack(name) if Path(name).exists() else pack_by_id(name)


def assert_level(
    assessment: Assessment, framework: str, supported: str | None, possible: str | None = None
) -> None:
    """Fail, with psed's explanation, unless a framework supports a level.

    Args:
        assessment: What was assessed.
        framework: The id of the framework.
        supported: The level that what is on file must support; `None` for below the lowest.
        possible: The level it could support; not looked at if not given.
    """
    found = next((f for f in assessment.frameworks if f.id == framework), None)
    assert found is not None, f"`{framework}` was not read"
    assert found.level is not None, f"`{framework}` gives no overall level"
    told = _lines(explain(assessment, framework))
    assert found.level.supported == supported, f"supports {found.level.supported}, not {supported}\n{told}"
    if possible is not None:
        assert found.level.possible == possible, (
            f"could support {found.level.possible}, not {possible}\n{told}"
        )


def assert_outcome(assessment: Assessment, rule: str, outcome: Outcome | str) -> None:
    """Fail, with psed's explanation, unless a rule comes out so.

    Args:
        assessment: What was assessed.
        rule: As `pack:rule`, or the rule alone where that is enough.
        outcome: What it must come out as.
    """
    finding = assessment[rule]
    told = _lines(explain(assessment, finding.rule))
    assert finding.outcome == Outcome(outcome), f"{rule} came out {finding.outcome}, not {outcome}\n{told}"


def _lines(why: Why, depth: int = 0) -> str:
    below = "".join(_lines(part, depth + 1) for part in why.rests_on)
    return f"{'  ' * depth}{words.with_id(why.says, why.about, bool(why.about))}\n{below}"
