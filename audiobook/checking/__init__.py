"""Evidence: is this machine fit, and is a built book whole?"""

from audiobook.checking.check import check
from audiobook.checking.doctor import doctor

__all__ = ["check", "doctor"]
