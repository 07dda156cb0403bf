"""Several files as one zip, the same bytes for the same files."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first day a zip can hold: no clock may stand in an export


def zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Named files as a zip.

    >>> zipped([("a.txt", b"1")]) == zipped([("a.txt", b"1")])
    True
    """
    page = io.BytesIO()
    with zipfile.ZipFile(page, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as out:
        for name, content in files:
            made = zipfile.ZipInfo(name, _EPOCH)
            made.compress_type, made.external_attr, made.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, 3
            out.writestr(made, content)
    return page.getvalue()
