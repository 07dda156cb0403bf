"""The web desk: pages over an archive, rendered on the server; htmx swaps parts of them, and nothing comes from outside."""
