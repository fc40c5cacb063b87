"""Evidence: is this machine fit, is a built book whole, is every word to be heard?"""

from audiobook.checking.doctor import doctor
from audiobook.checking.examination import check
from audiobook.checking.listening import Whisper, listened
from audiobook.checking.respeaking import respeak
from audiobook.checking.shop import acx, failed

__all__ = ["Whisper", "acx", "check", "doctor", "failed", "listened", "respeak"]
