"""Make the pages that follow from the rules and the vocabulary, so that they cannot fall behind.

    python docs/make.py            writes them
    python docs/make.py --check    exits with 1 and lists those that are not up to date

The same rules give the same bytes. Pages written by hand are left alone.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path

DOCS = Path(__file__).parent
if str(DOCS) not in sys.path:
    sys.path.insert(0, str(DOCS))

from making import checks, duties, errors, law, lint, rules, vocabulary  # noqa: E402

from psed.loading import packs  # noqa: E402


def pages() -> dict[str, str]:
    """Every page that is made, by its path within docs/."""
    made = {
        "kinds.md": vocabulary.kinds_page(),
        "facts.md": vocabulary.facts_page(),
        "organisation-kinds.md": vocabulary.organisation_kinds_page(),
        "errors.md": errors.errors_page(),
        "rules/index.md": rules.rules_index(),
        "rules/by-area.md": rules.by_area(),
        "rules/by-source.md": rules.by_source(),
        **lint.lint_pages(),
    }
    for pack in packs():
        if pack.general_duty:
            made["law.md"] = law.law_page(pack, pack.general_duty, packs())
        if pack.rules:
            made[f"rules/{pack.pack}/index.md"] = rules.pack_page(pack)
        if pack.duties:
            made[f"rules/{pack.pack}/index.md"] = duties.law_pack_page(pack)
        for name in dict.fromkeys(duty.id for duty in pack.duties):
            made[f"rules/{pack.pack}/{rules.rule_file(name)}"] = duties.duty_page(pack, name)
        if pack.checks:
            made[f"rules/{pack.pack}/index.md"] = checks.checks_page(pack)
        for name in dict.fromkeys(check.id for check in pack.checks):
            made[f"rules/{pack.pack}/{rules.rule_file(name)}"] = checks.check_page(pack, name)
        for name in dict.fromkeys(rule.id for rule in pack.rules):
            made[f"rules/{pack.pack}/{rules.rule_file(name)}"] = rules.rule_page(pack, name)
    return {path: _tidy(text) for path, text in sorted(made.items())}


def stale() -> list[str]:
    """Pages that are missing, differ from what would be made, or belong to no rule or check any more."""
    made = pages()
    wrong = [path for path, text in made.items() if _on_disk(path) != text]
    left = (
        path.relative_to(DOCS).as_posix()
        for name in ("lint", "rules")
        for path in (DOCS / name).rglob("*.md")
    )
    return sorted([*wrong, *(path for path in left if path not in made)])


def write() -> list[str]:
    """Write what is not up to date; the paths written or taken away."""
    made, changed = pages(), stale()
    for path in changed:
        file = DOCS / path
        if path not in made:
            file.unlink()
            continue
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(made[path], encoding="utf-8", newline="\n")
    return changed


def _on_disk(path: str) -> str | None:
    file = DOCS / path
    return file.read_bytes().decode("utf-8") if file.is_file() else None


def _tidy(text: str) -> str:
    """One empty line between parts, and one line break at the end."""
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def main(arguments: Sequence[str]) -> int:
    """Write the pages, or with `--check` say which are not up to date."""
    if list(arguments) not in ([], ["--check"]):
        print("usage: python docs/make.py [--check]", file=sys.stderr)
        return 2
    check = bool(arguments)
    paths = stale() if check else write()
    for path in paths:
        print(f"{'not up to date' if check else 'wrote'}: docs/{path}")
    if check and paths:
        print("make them again: python docs/make.py", file=sys.stderr)
    return int(check and bool(paths))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
