"""`psed lint`: what a careful author would want to be told of a pack, and of the vocabulary."""

from __future__ import annotations

from psed.linting.catalogue import CHECKS, Check, check_named
from psed.linting.remark import Remark, Severity, unreadable
from psed.linting.run import lint, lint_shipped, lint_vocabulary

__all__ = [
    "CHECKS",
    "Check",
    "Remark",
    "Severity",
    "check_named",
    "lint",
    "lint_shipped",
    "lint_vocabulary",
    "unreadable",
]
