"""The web desk: pages over an archive, rendered on the server; htmx swaps parts, nothing comes from outside."""
