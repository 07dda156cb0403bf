"""Read many reports on many cores or machines. Reading is pure, so any engine gives the same record."""

from parley.scale.engine import Engine, read_many, read_shards
from parley.scale.shards import SHARD, Shard, Step, read_shard, union

__all__ = ["SHARD", "Engine", "Shard", "Step", "read_many", "read_shard", "read_shards", "union"]
