"""What the tests of the server for assistants share."""

from __future__ import annotations

from tests.patient import patient

__all__ = ["patient"]
