"""Time, in one place: samples in, milliseconds or a written time out.

Inside the house time is an integer count of samples.  Pauses are asked for in
milliseconds and become samples once, rounded down; writers turn samples into
the notation of their format.
"""

from __future__ import annotations


def samples(ms: int, rate: int) -> int:
    """Turn milliseconds into samples, rounding down.

    >>> samples(350, 22_050)
    7717
    """
    return ms * rate // 1000


def milliseconds(count: int, rate: int) -> int:
    """Turn samples into milliseconds, rounded to the nearest.

    >>> milliseconds(7717, 22_050)
    350
    """
    return (2000 * count + rate) // (2 * rate)


def seconds(count: int, rate: int) -> float:
    """Turn samples into seconds.

    >>> seconds(11_025, 22_050)
    0.5
    """
    return count / rate


def stamp(ms: int, separator: str = ".") -> str:
    """Write milliseconds as `HH:MM:SS.mmm`; SubRip wants a comma.

    >>> stamp(56_000, ",")
    '00:00:56,000'
    """
    whole, rest = divmod(ms, 1000)
    minutes, second = divmod(whole, 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour:02}:{minute:02}:{second:02}{separator}{rest:03}"


def spoken_length(ms: int) -> str:
    """Write a length as a person would say it.

    >>> spoken_length(271_400), spoken_length(36_061_000), spoken_length(4_200)
    ('4 min 31 s', '10 h 1 min', '4 s')
    """
    whole = ms // 1000
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"
