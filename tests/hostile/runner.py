"""Reads hostile input, one case after another, and says of each what psed made of it and at what cost.

A program of its own, so that it can be held to 10 seconds and 512 MiB: `work()` begins it once for many
cases, and once more behind a case that ended it. It reads one job a line, and writes one line before
and one behind each case.
"""

from __future__ import annotations

import contextlib
import ctypes
import datetime as dt
import gc
import io
import json
import os
import re
import resource
import selectors
import signal
import subprocess
import sys
import time
import traceback
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from types import FrameType
from typing import IO

SECONDS = 10
MEMORY = 512 * 1024 * 1024
_DAY = dt.date(2011, 8, 31)
_DAYS = (_DAY, dt.date(2026, 11, 21))
"""A day of the old framework, and one on which duties are in force."""


@dataclass(frozen=True)
class Job:
    """One case for the runner: what lies where, and as what it is read."""

    slug: str
    what: str
    path: str
    seconds: int = SECONDS


@dataclass(frozen=True)
class Result:
    """What psed made of a case, and at what cost.

    Attributes:
        slug: The case.
        codes: The codes of all faults; none where it was read, assessed and reported.
        error: What escaped that is no fault of psed's own making: a traceback, or how the runner ended.
        length: The characters of the whole message.
        head: The beginning of the message, or of the report where there was no fault.
        odd: Characters of the message or report that a terminal would not show but obey.
        seconds: Of processor time.
        mebibytes: The most that the runner held while it read the case.
    """

    slug: str
    codes: tuple[str, ...] = ()
    error: str | None = None
    length: int = 0
    head: str = ""
    odd: str = ""
    seconds: float = 0.0
    mebibytes: float = 0.0


# In the runner.


class Stopped(BaseException):
    """Ten seconds are over. Not an `Exception`, so that psed cannot take it for a fault of its input."""


def _stop(_: int, __: FrameType | None) -> None:
    raise Stopped("not done in its time")


_begun = 0.0
_allowed = float(SECONDS)


def _look(_: int, __: FrameType | None) -> None:
    """By the clock on the wall: who has not worked by now waits for ever. A busy machine is no fault."""
    if time.process_time() - _begun < _allowed / 20:
        raise Stopped("waits, and does nothing")


def _read_pack(path: Path) -> str:
    """A pack that loads is also tried on a body of which nothing and one of which something is known."""
    import psed

    pack = psed.load_pack(path)
    body = {"id": "example:body", "name": "A body", "kind": "district", "nation": "england"}
    thing = {"id": "E-1", "kind": "thing", "title": "A thing", "dated": "2010-06-15"}
    own = any(kind.name == "thing" for kind in pack.kinds)
    texts = []
    for evidence in ([], [thing] if own else []):
        dossier = psed.Dossier.model_validate({"organisation": body, "evidence": evidence})
        texts.append(_assess(dossier, pack))
    return "\n".join(texts)


def _read_law(path: Path) -> str:
    """A law is also tried on a body that publishes, and on days on which nobody would."""
    import psed

    pack = psed.load_pack(path)
    body = {"id": "example:body", "name": "A body", "kind": "district", "nation": "england"}
    thing = {"id": "E-1", "kind": "thing", "title": "A thing", "dated": "2010", "published_on": "2010"}
    texts = []
    for evidence in ([], [thing]):
        dossier = psed.Dossier.model_validate({"organisation": body, "evidence": evidence})
        texts += [_assess(dossier, pack, on=day) for day in (dt.date.min, *_DAYS, dt.date(2200, 12, 31))]
    return "\n".join(texts)


def _read_dossier(path: Path) -> str:
    import psed

    dossier = psed.load(path)
    told = _assess(dossier)
    if time.process_time() - _begun < _allowed / 3:
        # One that takes long on one day has not the time for two; the limit is that of one reading.
        told += _assess(dossier, on=_DAYS[1])
    return told


def _assess(dossier: object, *packs: object, on: dt.date = _DAY) -> str:
    import psed
    from psed.report import text

    assessment = psed.assess(dossier, *packs, as_at=on)  # type: ignore[arg-type]
    in_error = [f.because for f in assessment.findings() if f.outcome is psed.Outcome.ERROR]
    in_error += [duty.because for duty in assessment.duties if duty.outcome is psed.Outcome.ERROR]
    assert not in_error, in_error[:3]
    assert psed.Assessment.from_json(assessment.to_json()) == assessment
    return text.one(assessment)


def _read_assessment(path: Path) -> str:
    """A saved assessment, and the reason of everything in it."""
    from psed.reasoning.explain import explain
    from psed.report import text
    from psed.saved import load_assessment

    read = load_assessment(path)
    assert json.loads(read.to_json(), parse_constant=_no_json)
    told = [text.one(read)]
    told += [str(explain(read, framework.id)) for framework in read.frameworks[:3]]
    return "\n".join(told)


def _no_json(word: str) -> None:
    raise ValueError(f"{word} is no JSON")


def _read_text(path: Path) -> str:
    """A saved assessment that is in memory already, so that no limit of files holds it back."""
    import psed

    return str(psed.Assessment.from_json(path.read_bytes()).as_at)


def _at_the_door(path: Path) -> str:
    """What the command line says of a folder or file."""
    return _command(["assess", str(path), "--as-at", _DAY.isoformat()])


def _read_decision(path: Path) -> str:
    """The record of a decision in every format, each of which stays what it is; and the draft of a paper."""
    from xml.etree import ElementTree

    from psed.cli.decisions import FORMATS
    from psed.decision_files import load_decisions
    from psed.report.decisions import HEADS

    told = {form: _command(["check-decision", str(path), "--format", form]) for form in FORMATS}
    told["paragraph"] = _command(["paragraph", str(path)])
    read = json.loads(told["json"], parse_constant=_no_json)
    titles = {decision.title for decision in load_decisions(path).decisions}
    assert {decision["title"] for decision in read["decisions"]} == titles
    suites = ElementTree.fromstring(told["junit"].encode())
    assert {case.tag for suite in suites for case in suite} == {"properties", "testcase"}
    for line in told["github"].splitlines():
        # Each is one of psed's own three commands, and holds no other: GitHub reads to the end of a line.
        assert re.match(r"::(error|warning|notice)( |::)", line), line[:200]
        assert not re.search(r"[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", line), line[:200]
        assert not re.search(r"%(?!25|0A|0D|3A|2C)", line), line[:200]
    every = [line for line in told["md"].splitlines() if line.startswith("#")]
    heads = [line for line in every if not line.startswith("###")]
    assert len(heads) == 1 + len(suites), heads
    own = {f"### {head.rstrip(':')}" for head in HEADS.values()}
    assert {line for line in every if line not in heads} <= own, every
    assert not re.search(r"(?<!\\)<", told["md"]), "markup of a stranger"
    return "\n".join(told.values())


def _command(arguments: list[str]) -> str:
    """What a command prints: faults are told by their codes alone."""
    import psed.cli
    from psed.cli.output import EXIT_FAULT
    from psed.errors import CODES

    told, said = io.StringIO(), io.StringIO()
    code: object = 0
    sys.argv = ["psed", *arguments]
    with contextlib.redirect_stdout(told), contextlib.redirect_stderr(said):
        try:
            psed.cli.main()
        except SystemExit as done:
            code = done.code
    assert code != EXIT_FAULT, said.getvalue()
    codes = [word for word in re.findall(r"\b[A-Z]\d{3}\b", said.getvalue()) if word in CODES]
    if codes:
        assert code in (3, 4), said.getvalue()
        raise _Told(codes, said.getvalue())
    assert code in (0, 1), said.getvalue()
    return told.getvalue()


def _loop(_: Path) -> str:
    while True:
        pass


def _wait(_: Path) -> str:
    time.sleep(60)
    return ""


def _kill(_: Path) -> str:
    os.kill(os.getpid(), signal.SIGKILL)
    return ""


def _grow(_: Path) -> str:
    held = []
    while True:
        held.append(bytes(1024 * 1024))


class _Told(Exception):
    """Faults of which only the text is left."""

    def __init__(self, codes: list[str], message: str) -> None:
        super().__init__(message)
        self.codes = codes


_READERS: dict[str, Callable[[Path], str]] = {
    "pack": _read_pack,
    "law": _read_law,
    "dossier": _read_dossier,
    "decision": _read_decision,
    "assessment": _read_assessment,
    "assessment in memory": _read_text,
    "command line": _at_the_door,
    # For the runner's own tests.
    "endless loop": _loop,
    "endless wait": _wait,
    "sudden death": _kill,
    "endless growth": _grow,
}


def _run(job: Job) -> Result:
    from psed.errors import Invalid, PsedError

    codes: tuple[str, ...] = ()
    error = None
    global _begun, _allowed
    _forget_peak()
    begun = _begun = time.process_time()
    _allowed = float(job.seconds)
    signal.setitimer(signal.ITIMER_REAL, job.seconds, job.seconds)
    signal.setitimer(signal.ITIMER_PROF, job.seconds)
    try:
        message = _READERS[job.what](Path(job.path))
    except Invalid as group:
        codes = tuple(sorted({str(getattr(fault, "code", "?")) for fault in group.exceptions}))
        message = str(group)
    except PsedError as fault:
        codes, message = (fault.code,), str(fault)
    except _Told as told:
        codes, message = tuple(sorted(set(told.codes))), str(told)
    except (Exception, Stopped) as escaped:
        message = ""
        error = "".join(traceback.format_exception(escaped, limit=-6, chain=False))[-2_000:]
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.setitimer(signal.ITIMER_PROF, 0)
    odd = "".join(sorted({sign for sign in message if _steers(sign)}))
    return Result(
        slug=job.slug,
        codes=codes,
        error=error,
        length=len(message) if codes else 0,
        head=message[:400],
        odd=ascii(odd)[:200] if odd else "",
        seconds=round(time.process_time() - begun, 3),
        mebibytes=round(_peak() / 1024 / 1024, 1),
    )


def _steers(sign: str) -> bool:
    """Whether a terminal obeys a character, or cannot have it, where it should show it."""
    return (unicodedata.category(sign) in ("Cc", "Cs") and sign != "\n") or sign in _TURNING


_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that turn round the order in which others are shown."""


def _forget_peak() -> None:
    """Give back what earlier cases left. Linux then counts anew the most that a process held."""
    gc.collect()
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
        Path("/proc/self/clear_refs").write_text("5")


def _peak() -> int:
    with contextlib.suppress(OSError, IndexError):
        found = re.findall(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
        return int(found[0]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def main() -> None:
    """Run the cases that standard input names."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.signal(signal.SIGALRM, _look)
    signal.signal(signal.SIGPROF, _stop)
    for line in sys.stdin:
        job = Job(**json.loads(line))
        used = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
        # Where a library does not come back to Python, the alarm is not heard; this ends it.
        resource.setrlimit(resource.RLIMIT_CPU, (int(used) + 2 * SECONDS, resource.RLIM_INFINITY))
        print(job.slug, flush=True)
        print(json.dumps(asdict(_run(job))), flush=True)


# Outside.


def work(jobs: Iterable[Job]) -> Iterator[Result]:
    """Run cases in as few processes as they allow, in their order."""
    waiting = list(jobs)
    while waiting:
        done = 0
        for result in _until_it_ends(waiting):
            yield result
            done += 1
        waiting = waiting[done:]


def _until_it_ends(jobs: list[Job]) -> Iterator[Result]:
    """Results up to the first case that ends the runner; that one's says how it ended."""
    lines = "".join(json.dumps(asdict(job)) + "\n" for job in jobs)
    with _started() as runner:
        assert runner.stdin
        assert runner.stdout
        runner.stdin.write(lines.encode())
        runner.stdin.close()
        for number, job in enumerate(jobs):
            begun = _line(runner.stdout).strip() == job.slug
            line = _line(runner.stdout) if begun else ""
            if not line.endswith("\n"):
                runner.kill()
                yield Result(job.slug, error=f"the runner ended: {_ending(runner)}")
                return
            told = json.loads(line)
            if number and "MemoryError" in str(told["error"]):
                # What the cases before it left may be to blame: it is tried again, as the first.
                runner.kill()
                return
            yield Result(**{**told, "codes": tuple(told["codes"])})


def _started() -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, str(Path(__file__).resolve())]
    return subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0, env=environment
    )


def _line(stream: IO[bytes]) -> str:
    """One line; less where the runner ended, or where it does not even hear its own alarm."""
    until = time.monotonic() + 12 * SECONDS
    got = b""
    with selectors.DefaultSelector() as selector:
        selector.register(stream, selectors.EVENT_READ)
        while not got.endswith(b"\n") and selector.select(max(0.0, until - time.monotonic())):
            part = stream.read(1)
            if not part:
                break
            got += part
    return got.decode()


def _ending(runner: subprocess.Popen[bytes]) -> str:
    code = runner.wait()
    return f"exit {code}" if code >= 0 else f"signal {signal.Signals(-code).name}"


if __name__ == "__main__":
    main()
