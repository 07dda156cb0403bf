"""The desk's pages, one module for each kind; each adds its handlers to the shared list."""
