"""The read-along player: one page that opens from the disk, without a server or a network."""

from audiobook.publishing.player.writing import write_player

__all__ = ["write_player"]
