"""The dossier as plain rows, worked out once: terminal, page and Markdown only set them in type."""

from parley.views.rows.brief import Brief
from parley.views.rows.layout import lay_out

__all__ = ["Brief", "lay_out"]
