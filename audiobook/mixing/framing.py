"""Tell the packets of an encoded stream apart, to count them and to cut between them.

The bytes that an encoder wrote come in, its packets go out.  A stream that ends
inside a packet, or holds anything else, is refused: it was not written whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from audiobook.errors import SoundError
from audiobook.mixing.codecs import Framing

MPEG_KBPS = {  # layer III, by version bits: 3 is MPEG-1, 2 and 0 are MPEG-2 and 2.5
    True: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0),
    False: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0),
}
ADTS_HEADER = 7  # bytes
MPEG_RATES = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}


def packets(stream: bytes, framing: Framing) -> list[bytes]:
    """Take a stream apart; SoundError where it is not whole."""
    try:
        if framing in ("opus", "flac"):
            return _ogg(stream)[2:]  # after the two headers
        length_of = _adts_length if framing == "adts" else mpeg_length
        return [stream[start:end] for start, end in _bounds(stream, length_of)]
    except (IndexError, ValueError) as err:
        raise _not_whole() from err


def whole_packets(adts: bytes) -> int:
    """Count the packets of AAC without taking it apart; SoundError where it is not whole."""
    try:
        return sum(1 for _ in _bounds(adts, _adts_length))
    except (IndexError, ValueError) as err:
        raise _not_whole() from err


def _not_whole() -> SoundError:
    return SoundError(
        "ffmpeg wrote a stream that is not whole",
        "run the same command again; if it stays, run `audiobook doctor`",
    )


def mpeg_length(stream: bytes, at: int) -> int:
    """Read the length of an MPEG audio frame, layer III, from its header (ISO 11172-3, 2.4.1).

    >>> mpeg_length(bytes.fromhex("fffb9064"), 0)
    417
    """
    first, second, third = stream[at : at + 3]
    version = second >> 3 & 3
    kbps = MPEG_KBPS[version == 3][third >> 4]
    if first != 0xFF or second & 0xE6 != 0xE2 or version == 1 or not kbps:
        raise ValueError(at)
    rate = MPEG_RATES[version][third >> 2 & 3]
    return (144 if version == 3 else 72) * kbps * 1000 // rate + (third >> 1 & 1)


def _adts_length(stream: bytes, at: int) -> int:
    if stream[at] != 0xFF or stream[at + 1] & 0xF6 != 0xF0:
        raise ValueError(at)
    length = (stream[at + 3] & 3) << 11 | stream[at + 4] << 3 | stream[at + 5] >> 5
    if length <= ADTS_HEADER:
        raise ValueError(at)
    return length


def _bounds(stream: bytes, length_of: Callable[[bytes, int], int]) -> Iterator[tuple[int, int]]:
    """Find where each frame begins and ends; ValueError where the last is cut short."""
    at = 0
    while at < len(stream):
        end = at + length_of(stream, at)
        if not at < end <= len(stream):
            raise ValueError(at)
        yield at, end
        at = end


def _ogg(stream: bytes) -> list[bytes]:
    """Undo the lacing of RFC 3533, section 6."""
    found = []
    packet = b""
    at = 0
    while at < len(stream):
        if stream[at : at + 4] != b"OggS":
            raise ValueError(at)
        table = stream[at + 27 : at + 27 + stream[at + 26]]
        at += 27 + len(table)
        for lace in table:
            packet += stream[at : at + lace]
            at += lace
            if lace < 255:
                found.append(packet)
                packet = b""
    if packet or at != len(stream):
        raise ValueError(at)
    return found
