"""Benchmarks: `./go bench NAME --data FILE... [--pred OUT.jsonl] [--peers]`."""
