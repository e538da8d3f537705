"""For those who test rules and dossiers: strategies, laws, fixtures and runners of examples.

`assert_level` and `assert_outcome` fail with psed's own explanation; `psed.testing.laws.check(pack)`
looks for a dossier on which a pack breaks a law; `psed.testing.strategies` is for Hypothesis.
"""

from psed.testing.fixtures import assert_level, assert_outcome, pack_named

__all__ = ["assert_level", "assert_outcome", "pack_named"]
