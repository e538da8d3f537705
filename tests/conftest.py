"""How long Hypothesis searches: `PSED_HYPOTHESIS_PROFILE` is `default`, `thorough` or `mutation`."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, Phase, settings

_SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)
_PHASES = (Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink)

# The same cases every time, so that a fresh clone passes or fails alike everywhere.
settings.register_profile(
    "default",
    max_examples=60,
    deadline=None,
    derandomize=True,
    phases=_PHASES,
    suppress_health_check=_SLOW,
)
settings.register_profile(
    "thorough", max_examples=1000, deadline=None, phases=_PHASES, suppress_health_check=_SLOW
)
settings.register_profile("mutation", settings.get_profile("default"), max_examples=15)
settings.load_profile(os.environ.get("PSED_HYPOTHESIS_PROFILE", "default"))
