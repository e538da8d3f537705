"""Reading and writing dossiers, and whether one holds together: all faults at once."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

import yaml

from psed.checking import details_faults
from psed.errors import MAX_FAULTS, InvalidDossier, NotFound, Place, PsedError, suggestion
from psed.facts.items import dated_between
from psed.files.tree import MAX_BYTES, Path_, Tree, read_tree, why_not
from psed.files.validating import validate
from psed.loading import MAX_FILES, expect, load_pack, pack_by_id, shipped, vocabulary
from psed.model.decision import Decision
from psed.model.dossier import Dossier
from psed.model.evidence import Evidence, EvidenceKind
from psed.model.outcome import digest
from psed.rulepack import RulePack
from psed.vocabulary import Vocabulary

Found = Iterator[tuple[str, str, Path_, str | None]]


def load(path: str | Path) -> Dossier:
    """Read a dossier, with the packs it names.

    Args:
        path: A YAML or JSON file. Packs given as paths lie in its folder.

    Raises:
        InvalidDossier: All that is wrong with it, each fault with file, line and how to mend it.
        InvalidRulePack: A pack it names has faults.
    """
    path = Path(path)
    faults: list[PsedError] = []
    try:
        tree = read_tree(path)
    except PsedError as error:
        raise InvalidDossier(f"1 fault in {path}", [error]) from error
    dossier = None
    if expect(tree, "psed-dossier", faults):
        dossier = validate(Dossier, tree, faults)
    if dossier is not None:
        found = _named_packs(dossier, path.parent, tree, faults)
        dossier._packs = found
        dossier._places = {e.id: tree.place(("evidence", n)) for n, e in enumerate(dossier.evidence)}
        dossier._placer = tree.place
        try:
            words = vocabulary_for(found)
        except PsedError as error:
            faults.append(error.at(tree.place(("packs",))))
            raise InvalidDossier(f"{len(faults)} faults in {path}", faults) from error
        faults += [
            PsedError(code, message, tree.place(where), help_)
            for code, message, where, help_ in islice(check(dossier, words, found), MAX_FAULTS)
        ]
    if faults or dossier is None:
        faults.sort(key=lambda f: (f.place.line or 0) if f.place else 0)
        raise InvalidDossier(f"{len(faults)} faults in {path}", faults)
    return typed(dossier, words)


def _named_packs(dossier: Dossier, folder: Path, tree: Tree, faults: list[PsedError]) -> tuple[RulePack, ...]:
    found = []
    size = 0
    for index, name in enumerate(dossier.packs):
        try:
            size += _size(folder / name) if _is_path(name) else 0
            if size > 2 * MAX_BYTES:
                raise PsedError("F002", "the packs are over 16 MiB together", help="name fewer")
            found.append(named_pack(name, folder))
        except PsedError as error:
            faults.append(error.at(tree.place(("packs", index))))
    return tuple(found)


def _size(path: Path) -> int:
    try:
        files = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
        return sum(file.stat().st_size for file in files[:MAX_FILES])
    except (OSError, ValueError):
        return 0


def named_pack(name: str, folder: Path | None = None) -> RulePack:
    """A shipped pack by its id, or a pack of one's own by its path inside a folder.

    Raises:
        PsedError: P012 for an unknown id; F009 for a path that leads outside the folder.
        InvalidRulePack: The pack has faults.
    """
    if not _is_path(name):
        return pack_by_id(name)
    if folder is None:
        raise NotFound("P012", f"`{name}` is a path, and this dossier was not read from a folder")
    path = folder / name
    try:
        inside = Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))
        if inside:
            path.stat()
    except FileNotFoundError as error:
        message = f"cannot read the pack `{name}`: there is no such file"
        raise PsedError("F001", message, help="check the path and its spelling") from error
    except (OSError, ValueError) as error:
        message = f"cannot read the pack: {why_not(error)}"
        raise PsedError("F001", message, help="check the path and its spelling") from error
    if not inside:
        help_ = "put the pack into the dossier's folder"
        raise PsedError("F009", f"the path `{name}` leads outside the folder", help=help_)
    return load_pack(path)


def _is_path(name: str) -> bool:
    return name.endswith((".yaml", ".yml")) or "/" in name or "\\" in name or name.startswith(".")


def vocabulary_for(packs: Iterable[RulePack]) -> Vocabulary:
    """The shipped vocabulary with the kinds that some packs bring.

    Raises:
        PsedError: Two packs bring a kind of one name that means two things (P014).
    """
    brought: dict[str, tuple[EvidenceKind, str]] = {}
    for pack in packs:
        for kind in pack.kinds:
            first, owner = brought.setdefault(kind.name, (kind, pack.pack))
            if first != kind:
                message = f"the kind `{kind.name}` means one thing in `{owner}` and another in `{pack.pack}`"
                raise PsedError(
                    "P014", message, help="rename it in one of the packs, or read them one at a time"
                )
    return vocabulary().with_kinds(kind for kind, _ in brought.values())


def check(dossier: Dossier, words: Vocabulary, packs: Iterable[RulePack]) -> Found:
    """What does not hold together in a dossier: code, message, where and how to mend it."""
    body = dossier.organisation.kind
    if body not in words.organisation_kinds:
        message = f"unknown kind of organisation `{body}`"
        yield "D007", message, ("organisation", "kind"), suggestion(body, words.organisation_kinds)
    yield from _taken_over(dossier, words)
    yield from _ids(dossier)
    for index, item in enumerate(dossier.evidence):
        yield from _evidence(item, ("evidence", index), words)
    yield from _references(dossier)
    yield from _none_held(dossier, words)
    yield from _complete(dossier, words)
    yield from _declined(dossier, packs)


def _taken_over(dossier: Dossier, words: Vocabulary) -> Found:
    """Kinds and duties named where the body takes over what others published, or a duty by choice."""
    for index, before in enumerate(dossier.organisation.inherits_from):
        for number, last in enumerate(before.published):
            if last.kind not in words.kinds:
                here = ("organisation", "inherits_from", index, "published", number, "kind")
                yield from _unknown_kind(last.kind, here, words)
    for key in ("adopted", "own_deadlines"):
        for index, named in enumerate(getattr(dossier.organisation, key)):
            name = named.duty.partition(":")[0]
            pack = pack_by_id(name) if name in shipped() else None
            duties = [pack.rule_id(duty) for duty in pack.duties] if pack else []
            if pack and named.duty not in duties:
                place = ("organisation", key, index, "duty")
                yield "D009", f"unknown duty `{named.duty}`", place, suggestion(named.duty, duties)


def _ids(dossier: Dossier) -> Found:
    for key in ("evidence", "objectives", "decisions", "actions"):
        seen: set[str] = set()
        for index, item in enumerate(getattr(dossier, key)):
            if item.id in seen:
                yield "S005", f"the id `{item.id}` is given twice", (key, index, "id"), "give each its own id"
            seen.add(item.id)


def _evidence(item: Evidence, here: Path_, words: Vocabulary) -> Found:
    kind = words.kinds.get(item.kind)
    if kind is None:
        yield from _unknown_kind(item.kind, (*here, "kind"), words)
        return
    yield from details_faults(kind, item.detail, (*here, "detail"))


def _unknown_kind(name: str, here: Path_, words: Vocabulary) -> Found:
    meant = words.by_alias(name)
    help_ = f"this is an alias of `{meant}`; write that" if meant else suggestion(name, words.kinds)
    if not meant and not help_.startswith("did"):
        help_ = "kinds are listed in docs/kinds.md"
    yield "D001", f"unknown kind of evidence `{name}`", here, help_


def _references(dossier: Dossier) -> Found:
    known = {item.id for item in dossier.evidence}
    for index, item in enumerate(dossier.evidence):
        for number, older in enumerate(item.supersedes):
            if older not in known:
                here = ("evidence", index, "supersedes", number)
                yield "D004", f"there is no evidence `{older}`", here, suggestion(older, known)
    yield from record_references(dossier, known)
    yield from _supersession(dossier)


def record_references(dossier: Dossier, known: set[str]) -> Found:
    """What decisions and objectives cite that is not there, and versions that are given twice."""
    cited: list[tuple[Path_, Iterable[str]]] = []
    for index, objective in enumerate(dossier.objectives):
        cited += [
            (("objectives", index, key), getattr(objective, key)) for key in ("published_in", "evidence")
        ]
    for index, decision in enumerate(dossier.decisions):
        here = ("decisions", index)
        yield from _versions(decision, here)
        if not known:
            continue  # a record by itself cites evidence that is held elsewhere
        cited += [((*here, "evidence"), decision.evidence)]
        cited += [
            ((*here, "impacts", n, "evidence"), each.evidence) for n, each in enumerate(decision.impacts)
        ]
    for path, names in cited:
        for number, name in enumerate(names):
            if name not in known:
                yield "D004", f"there is no evidence `{name}`", (*path, number), suggestion(name, known)


def _versions(decision: Decision, here: Path_) -> Found:
    """Versions of an assessment have ids of their own and supersede one another."""
    ids = [each.id for each in decision.assessments]
    for number, each in enumerate(decision.assessments):
        path = (*here, "assessments", number)
        if each.id in ids[:number]:
            yield "S005", f"the id `{each.id}` is given twice", (*path, "id"), "give each its own id"
        for place, older in enumerate(each.supersedes):
            others = [name for name in ids if name != each.id]
            if older not in others:
                message = f"there is no other assessment `{older}`"
                yield "D004", message, (*path, "supersedes", place), suggestion(older, others)


def _supersession(dossier: Dossier) -> Found:
    older = {item.id: list(item.supersedes) for item in dossier.evidence}
    done: set[str] = set()
    told: set[str] = set()
    for item in dossier.evidence:
        if item.id in done:
            continue
        way = [(item.id, iter(older[item.id]))]
        on_way = {item.id}
        while way:
            name, rest = way[-1]
            for other in rest:
                if other in on_way:
                    told.add(other)
                elif other in older and other not in done:
                    way.append((other, iter(older[other])))
                    on_way.add(other)
                    break
            else:
                way.pop()
                on_way.discard(name)
                done.add(name)
    for index, item in enumerate(dossier.evidence):
        if item.id in told:
            told.discard(item.id)
            message = f"`{item.id}` supersedes itself by way of others"
            here = ("evidence", index, "supersedes")
            yield "D005", message, here, "only a newer item supersedes an older one"


def _none_held(dossier: Dossier, words: Vocabulary) -> Found:
    first: dict[str, tuple[dt.date, str]] = {}
    for item in dossier.evidence:
        day = dated_between(item)[1]
        if item.kind not in first or day < first[item.kind][0]:
            first[item.kind] = (day, item.id)
    for index, none in enumerate(dossier.none_held):
        here = ("none_held", index)
        if none.kind not in words.kinds:
            yield from _unknown_kind(none.kind, (*here, "kind"), words)
        day, held = first.get(none.kind, (dt.date.max, ""))
        if held and day <= none.as_at:
            message = (
                f"`{none.kind}` is said not to be held on {none.as_at}, but `{held}` is there on that day"
            )
            yield "D006", message, here, "take out whichever is wrong"


def _complete(dossier: Dossier, words: Vocabulary) -> Found:
    """All there was of a kind since a day: said once, of nothing older on file, and of what is held."""
    none = {each.kind: index for index, each in enumerate(dossier.none_held)}
    said: dict[str, int] = {}
    for index, each in enumerate(dossier.complete):
        here = ("complete", index)
        if each.kind not in words.kinds:
            yield from _unknown_kind(each.kind, (*here, "kind"), words)
        if each.kind in said:
            message = f"`{each.kind}` is said to be complete twice"
            yield "D010", message, (*here, "kind"), "keep the one that holds"
        said.setdefault(each.kind, index)
        if each.as_at < each.first:
            message = f"`{each.kind}` is said on {each.as_at} to be complete from {each.first}, a later day"
            yield "D010", message, (*here, "from"), "say it of a day that is over"
        if each.kind in none:
            there = _at(dossier, ("none_held", none[each.kind]))
            message = f"`{each.kind}` is said to be complete from {each.first}, and not to be held{there}"
            yield "D010", message, here, "take out whichever is wrong"
        for number, item in enumerate(dossier.evidence):
            public = item.publication if item.kind == each.kind and item.publication_said else None
            if public and public[1] < each.first:
                there = f"`{item.id}`{_at(dossier, ('evidence', number))}"
                message = f"`{each.kind}` is said to be complete from {each.first}, and {there} came before"
                yield "D010", message, (*here, "from"), f"say `from: {public[0]}`, or an earlier day"


def _at(dossier: Dossier, path: Path_) -> str:
    """Where something stands, to go behind its name; nothing for a dossier that was not read from a file."""
    place = dossier._placer(path) if dossier._placer else None
    return f" ({place})" if place else ""


def _declined(dossier: Dossier, packs: Iterable[RulePack]) -> Found:
    rules = {pack.rule_id(rule): rule for pack in packs for rule in pack.rules}
    known_packs = {pack.pack for pack in packs}
    for index, declined in enumerate(dossier.not_applicable):
        here = ("not_applicable", index, "rule")
        if declined.rule in rules:
            if not rules[declined.rule].may_decline:
                message = f"the rule `{declined.rule}` may not be declined"
                yield "D008", message, here, "only rules with `may_decline: true` may be; take it out"
        elif declined.rule.partition(":")[0] in known_packs or ":" not in declined.rule:
            help_ = suggestion(declined.rule, rules, "rules are written `pack:rule`")
            yield "D009", f"unknown rule `{declined.rule}`", here, help_


def require_valid(dossier: Dossier, packs: Iterable[RulePack]) -> Dossier:
    """A dossier made in Python, checked as one from a file is, with its details typed.

    Raises:
        InvalidDossier: It does not hold together.
    """
    packs = tuple(packs)
    words = vocabulary_for((*packs, *dossier._packs))
    faults = [
        PsedError(code, message, Place(".".join(map(str, where))), help_)
        for code, message, where, help_ in islice(check(dossier, words, packs), MAX_FAULTS)
    ]
    if faults:
        raise InvalidDossier(f"{len(faults)} faults in the dossier of {dossier.organisation.name}", faults)
    return typed(dossier, words)


def typed(dossier: Dossier, words: Vocabulary) -> Dossier:
    """The same dossier with every detail of its type."""
    evidence = []
    for item in dossier.evidence:
        kind = words.kinds[item.kind]
        values = {}
        for name, value in item.detail.items():
            detail = kind.detail(name)
            assert detail is not None
            values[name] = detail.read(value)
        same = item.detail == values
        evidence.append(item if same else item.model_copy(update={"detail": type(item.detail)(values)}))
    if all(a is b for a, b in zip(evidence, dossier.evidence, strict=True)):
        return dossier
    copy = dossier.model_copy(update={"evidence": tuple(evidence)})
    copy._packs, copy._places, copy._placer = dossier._packs, dossier._places, dossier._placer
    return copy


# Writing.


def content(dossier: Dossier) -> dict[str, Any]:
    """A dossier as plain values in the order of the contract, without what is blank."""
    whole = dossier.model_dump(mode="python", by_alias=True)
    plain = _plain(whole)
    assert isinstance(plain, dict)
    return plain


def _plain(value: object) -> Any:
    if isinstance(value, Mapping):
        items = {str(k): _detail(v) if k == "detail" else _plain(v) for k, v in value.items()}
        items.pop("psed-dossier", None)
        kept = {k: v for k, v in items.items() if v is not None and v != {} and (v != [] or k in _EMPTY_SAYS)}
        return {"psed-dossier": 1, **kept} if "psed-dossier" in value else kept
    if isinstance(value, frozenset | set):
        return sorted(str(v) for v in value)
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    if isinstance(value, bool | int) or value is None:
        return value
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def _detail(value: Mapping[str, object]) -> dict[str, Any]:
    """Details as plain values: an empty set says that there is nothing of the sort."""
    return {name: _plain(part) for name, part in value.items()}


_EMPTY_SAYS = ("characteristics", "aims", "functions", "evidence_covers")
"""Keys whose empty list says something: nobody in particular, no aim, no function of that sort."""


def dossier_sha256(dossier: Dossier) -> str:
    """The SHA-256 of a dossier's content, whatever the order of its lists and the layout of its file."""
    plain = content(dossier)
    for key, value in plain.items():
        if isinstance(value, list):
            plain[key] = sorted((_sorted(v) for v in value), key=lambda v: json.dumps(v, sort_keys=True))
    plain["organisation"] = _sorted(plain["organisation"])
    return digest(plain)


def _sorted(value: Any) -> Any:
    """A value with its own lists in order too: no list of a dossier means anything by its order."""
    if isinstance(value, dict):
        return {k: _sorted(v) for k, v in value.items()}
    if isinstance(value, list):
        return sorted((_sorted(v) for v in value), key=lambda v: json.dumps(v, sort_keys=True))
    return value


class _Dumper(yaml.SafeDumper):
    """Block style, lists indented, and quotes only where psed's own reading needs them."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - PyYAML looks for it on the class
        sign: [(tag, pattern) for tag, pattern in resolvers if tag.endswith(":null")]
        for sign, resolvers in yaml.SafeDumper.yaml_implicit_resolvers.items()
    }

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        return super().increase_indent(flow, False)


def to_yaml(dossier: Dossier) -> str:
    """A dossier as YAML. Reading it gives the same dossier, and writing that the same bytes."""
    plain = _texts(content(dossier))
    return yaml.dump(plain, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100)


def _texts(value: Any) -> Any:
    """Every scalar as the text that a reader would type."""
    if isinstance(value, dict):
        return {key: _texts(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_texts(part) for part in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


def to_json(dossier: Dossier) -> str:
    """A dossier as JSON. Reading it gives the same dossier, and writing that the same bytes."""
    return json.dumps(content(dossier), ensure_ascii=False, indent=2) + "\n"


def default_packs(dossier: Dossier) -> tuple[RulePack, ...]:
    """The packs that a dossier names.

    Raises:
        PsedError: A name is unknown, or is a path though the dossier was not read from a file.
    """
    if dossier._packs or not dossier.packs:
        return dossier._packs
    return tuple(named_pack(name) for name in dossier.packs)


def always_read(dossier: Dossier) -> tuple[RulePack, ...]:
    """The shipped law packs, and packs of checks where the dossier has a record to check."""
    folders = {"law": True, "decisions": dossier.decisions, "objectives": dossier.objectives}
    return tuple(pack_by_id(name) for name, path in shipped().items() if folders.get(path.parent.name))
