"""What was learnt from annotated reports: which mentions of meetings and which words of deeds make entries.

`linear` is the model and `gold` reads annotations, for both judges; no judge learns from names (`nameless`).
"""
