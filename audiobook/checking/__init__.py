"""Evidence: is this machine fit, and is a built book whole?"""

from audiobook.checking.doctor import doctor

__all__ = ["doctor"]
