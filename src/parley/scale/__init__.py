"""Read many reports on many cores or machines. Reading is pure, so any engine gives the same record."""

from parley.scale.engine import Engine, read_many
from parley.scale.shards import SHARD, Shard, Step, read_shard, union

__all__ = ["SHARD", "Engine", "Shard", "Step", "read_many", "read_shard", "union"]
