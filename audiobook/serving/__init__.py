"""Proof-listening: hear the book in the browser, correct it, hear it again."""

from audiobook.serving.desk import Desk
from audiobook.serving.server import Server

__all__ = ["Desk", "Server"]
