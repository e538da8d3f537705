"""`psed init` and `psed demo`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from psed.cli.output import emit


@click.command(epilog="Example: psed demo")
def demo() -> None:
    """Assess a fictional council, to see what psed says. Nothing is written."""
    from psed.assessing import assess
    from psed.dossiers import load
    from psed.loading import examples_folder
    from psed.report import text

    oakshire = load(examples_folder() / "oakshire" / "dossier.yaml")
    emit(text.one(assess(oakshire, as_at=dt.date(2026, 11, 21))), None)


@click.command(epilog="Example: psed init our-council.yaml")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--decision", is_flag=True, help="The record of one decision, and not a dossier.")
def init(file: Path, decision: bool) -> None:
    """Write a dossier to begin with, with remarks on what each line is for.

    With --decision, write the record of one decision, for `psed check-decision` and `psed paragraph`.
    """
    if file.exists():
        raise click.UsageError(f"{file} is there already; psed init does not write over it")
    if file.suffix.lower() not in (".yaml", ".yml"):
        raise click.UsageError(f"give the file the ending .yaml: {file.with_suffix('.yaml')}")
    emit(DECISION if decision else TEMPLATE, str(file))


TEMPLATE = """\
# A dossier: one body, and what it holds on file.
# The one framework shipped so far, eflg-2009, was in force from 1 April 2009 to 31 March 2012, so
# read it on a day of that time:  psed assess THIS-FILE --as-at 2011-08-31
psed-dossier: 1

organisation:
  id: example:my-council          # a lasting code, such as gss:E07000130
  name: My Council
  kind: district                  # county, district, unitary, nhs-trust, school, ...
  nation: england                 # of the duty: who made the regulations you follow
  headcount:
    - on: 2011-03-31
      employees: 480              # persons, not full-time equivalents
      basis: reported             # reported, payroll, legal-test, estimated

packs:
  - eflg-2009                     # `psed packs` lists what there is

# What you hold. A date may be a day (2011-03-31), a month (2011-03), a year (2011) or a
# financial year (2010/11). Leave a line out when you do not know it: unknown is an answer.
evidence:
  - id: E-01
    kind: community_profile       # kinds are listed in docs/kinds.md
    title: District profile
    dated: 2010-06                # when its content was true
    published_on: 2010-07-14      # leave out if it is not published
    recorded_on: 2011-01-05       # the day you put it on file
    characteristics:
      - age
      - disability
      - race
      - sex
    strength: document            # assertion, document, published, independently-checked
    detail:
      breakdowns:
        - borough
    source:
      document: District profile 2010
      place: pages 3 to 12
    held_by: Policy Officer       # a post, never a person

# Kinds you have looked for and do not hold. What is not named at all stays unknown.
none_held:
  - kind: data_sharing_protocol
    as_at: 2011-01-05
    by: Policy Officer
"""


DECISION = """\
# The record of one decision. Fill in what the record says, and take out the rest: what is left out is
# not known, and never read as a no. Write a no as `false`, or name it under `says_none`.
#   psed check-decision THIS-FILE     what it shows, and what to ask
#   psed paragraph THIS-FILE          a draft of the paragraph for the paper
# Every key is told in docs/decisions.md. Name posts and bodies, never persons.
psed-decision: 1

organisation:
  name: My Council
  kind: district                  # county, district, unitary, nhs-trust, school, ...
  nation: england                 # of the duty: who made the regulations you follow

decision:
  id: CABINET-1
  title: What is to be decided
  # What it is about: service-reduction, policy, budget, technology, ... More than one will do.
  # about:
  #   - service-reduction
  # meeting_on: 2027-01-12        # the day of the meeting
  # taken_on: 2027-01-12          # the day on which it was decided; leave it out before the meeting
  # by: Cabinet

  # What went to those who decide, and what they were told of the duty.
  # papers:
  #   dated: 2027-01-04
  #   assessment: whole           # how much of the assessment the papers held
  # duty_told: true
  # names_duty: true
  # needs_considered: true        # whether needs that come with a characteristic were looked at

  # The aims of the duty that the paper deals with.
  # aims:
  #   - eliminate
  #   - advance
  #   - foster

  # Who is affected, and how. Of a characteristic that is not listed nothing is known.
  # impacts:
  #   - characteristic: disability
  #     effect: negative
  #     who: Visitors who come in the morning

  # The assessment, if there is one.
  # assessments:
  #   - id: EQIA-1
  #     completed_on: 2026-12-01
  #     author: Policy Officer

  # What is done about it, and when it is looked at again.
  # mitigations:
  #   - what: A session by appointment
  #     characteristics:
  #       - disability
  #     held_by: Head of Libraries
  # review_on: 2027-07-12

  # What the record itself says that there is none of.
  # says_none:
  #   - alternatives
"""
