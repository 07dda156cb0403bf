"""What tests of several folders share, and what keeps their outcome from hanging on the machine that runs them."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

from tests.browser import browser

__all__ = ["browser"]

# Deadlines and "too slow" are judged by the wall clock: beside other work they would fail by chance.
settings.register_profile("parley", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True)
# The gate asks the same examples of everybody; every other run looks for new ones.
settings.register_profile("gate", settings.get_profile("parley"), derandomize=True, database=None)
settings.load_profile(os.environ.get("PARLEY_TEST_EXAMPLES", "parley"))

# What a shell or a build server sets for its own sake: colours and widths of what is printed, ways out to the web,
# and settings of a Parley that is installed here.
_FOREIGN = (
    *("COLUMNS", "LINES", "TERMINAL_WIDTH", "FORCE_COLOR", "NO_COLOR", "PY_COLORS", "GITHUB_ACTIONS"),
    *("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "PARLEY_MODEL_KEY", "PARLEY_SMTP_PASSWORD"),
)
for _name in _FOREIGN:
    os.environ.pop(_name, None)
    os.environ.pop(_name.lower(), None)
