"""Hostile inputs: seeds that are nearly right, ways to spoil them, and the doors they are tried at."""
