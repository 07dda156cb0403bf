"""Watching feeds and folders: what comes in, round by round, filed where it belongs."""

from parley.desk.watch.clock import Clock, SystemClock
from parley.desk.watch.rounds import Round, Watcher
from parley.desk.watch.settings import Folder, Settings, Source, read_settings

__all__ = ["Clock", "Folder", "Round", "Settings", "Source", "SystemClock", "Watcher", "read_settings"]
