"""What leaves the desk for people: feeds of changes, a calendar of meetings, a digest by mail, notes, a document.

Each is a pure function of a dossier and of what changed; times come from the caller, never from a clock.
"""
