"""The pages of `psed lint`: a list of codes, and a page for each."""

from __future__ import annotations

from collections.abc import Iterable

from making.markdown import MADE, fenced, prose, sentence, table
from psed.linting import CHECKS, Check

BASE = "[this pack](../../tests/linting/base.yaml)"


def lint_pages() -> dict[str, str]:
    """Every page, by its path within docs/."""
    return {"lint/index.md": _index()} | {f"lint/{code}.md": _page(check) for code, check in CHECKS.items()}


def _index() -> str:
    remarks = [check for check in CHECKS.values() if check.code.startswith("L")]
    faults = [check for check in CHECKS.values() if not check.code.startswith("L")]
    return f"""\
{MADE}
# What psed lint says

[Contents](../index.md)

`psed lint` says of a rule pack what a careful author would want to be told. It takes paths of packs or ids of
shipped ones; without any it reads all shipped packs and the shipped kinds.

```console
$ psed lint examples/oakshire/pack.yaml
All checks passed.
```

It exits with 0 where there is nothing to remark, 1 where there is, 2 on wrong usage and 4 where a file cannot
be read as a pack. `--format` gives `json`, `github` (shown beside the lines of a change) or `sarif` (2.1.0).

`--fix` mends two things in the file, line by line, so that comments and layout stay: a word for which there
is one suggestion that is nearly the same, if it stands once on its line, and a `monotone: false` or
`timed: true` that the condition does not bear out. It says what it did, and a second time it does nothing. A
shipped pack is mended only where it is named by its path.

## Remarks

The pack loads, but something in it is suspect.

{_table(remarks)}

## Let a remark stand

Say so in `pack.yaml`, with a reason that the next reader understands. Leave `rule:` out for the whole pack.
An entry that no remark answers to is a remark itself.

{fenced("yaml", _accept("L008"))}

What is accepted does not change the `sha256` of a pack.

## Faults

The pack does not load at all, so nothing else is looked at. These are the ones that authors meet;
[errors](../errors.md) lists all.

{_table(faults)}

## What is not looked at

A question is answered by trying every way in which the facts of a condition can stand, a few values for each.
Where these may not stand for all others (two facts of different domains are compared) or where there are more
than 10,000 ways, no remark is made. So silence is no proof.

The parts of packs on these pages belong to {BASE}.
"""


def _table(checks: Iterable[Check]) -> str:
    rows = [[f"[{check.code}]({check.code}.md)", check.name, prose(check.what)] for check in checks]
    return table(["Code", "Name", "What"], rows)


def _page(check: Check) -> str:
    return "\n\n".join(
        [
            MADE,
            f"# {check.code}: {check.name}",
            "[Contents](../index.md) · [What psed lint says](index.md)",
            prose(check.what) + _elsewhere(check),
            "## Why",
            prose(check.why),
            "## Bad",
            fenced("yaml", check.bad),
            "## Good",
            fenced("yaml", check.good),
            f"Both are parts of {BASE}.",
            "## Let it stand",
            *_let_it_stand(check),
        ]
    )


def _elsewhere(check: Check) -> str:
    if check.code.startswith("L"):
        return ""
    return f" What psed says then is shown under [errors](../errors.md#{check.code.lower()})."


def _let_it_stand(check: Check) -> list[str]:
    if check.accepted:
        told = "Add this to `pack.yaml`, with your reason. Leave `rule:` out for the whole pack."
        return [told, fenced("yaml", _accept(check.code))]
    if check.code.startswith("L"):
        return [sentence("It cannot be accepted: it is about what is accepted")]
    return [sentence("It cannot be accepted: psed reads no pack that has it")]


def _accept(code: str) -> str:
    return f"accept:\n  - code: {code}\n    rule: communities/sources\n    because: why this is right here"
