"""From a report to a record: what this report says, entry by entry."""
