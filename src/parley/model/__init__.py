"""The types that stages meet in: frozen dataclasses on the standard library alone."""
