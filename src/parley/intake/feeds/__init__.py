"""Feeds of a newsroom: RSS, Atom, JSON Feed and sitemaps, as items that point at reports."""

from parley.intake.feeds.item import LIMIT, Feed, Item
from parley.intake.feeds.read import read_feed

__all__ = ["LIMIT", "Feed", "Item", "read_feed"]
