"""Turn a story into an audiobook, offline.  The public API, and nothing else."""

__version__ = "0.1.0"
