"""Turn a story into an audiobook, offline.  The public API, and nothing else."""
