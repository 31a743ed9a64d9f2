"""The places of an index by their rows: one memory-mapped file, each place with a checksum."""

import mmap
import zlib
from array import array
from collections.abc import Iterable
from itertools import accumulate
from pathlib import Path

import msgspec

from gazetteer.errors import IndexDamagedError
from gazetteer.model import Place

RECORDS = "places.bin"
_CRC_BYTES = 4
# The crc32 of any bytes with their own crc32 after them.
_RESIDUE = 0x2144DF1C
_decode = msgspec.msgpack.Decoder(Place).decode


def write_records(places: Iterable[Place], path: Path) -> None:
    """
    Write places in their order; the first has row 0.

    The file is a number of 8 bytes, that of the places; where each begins and the last ends;
    then the places, each before the crc32 of its bytes.
    """
    encoder = msgspec.msgpack.Encoder(order="deterministic")
    lengths, records = array("Q"), bytearray()
    for place in places:
        record = encoder.encode(place)
        records += record + zlib.crc32(record).to_bytes(_CRC_BYTES, "little")
        lengths.append(len(record) + _CRC_BYTES)
    starts = accumulate(lengths, initial=8 * (len(lengths) + 2))
    path.write_bytes(array("Q", [len(lengths), *starts]).tobytes() + records)


class RecordTable:
    """The read-only places of an index, by row."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        numbers = memoryview(self._mapped)
        count = numbers[:8].cast("Q")[0]
        self._name = str(path)
        self._starts = numbers[8 : 8 * (count + 2)].cast("Q")

    def read(self, row: int) -> Place:
        """
        Return the place of a row.

        Raises
        ------
        IndexDamagedError
            If there is no such row, or its checksum is wrong.
        """
        try:
            sealed = self._mapped[self._starts[row] : self._starts[row + 1]]
        except IndexError as error:
            message = f"{self._name}: no place {row}: build the index again"
            raise IndexDamagedError(message) from error
        if zlib.crc32(sealed) != _RESIDUE:
            message = f"{self._name}: place {row} fails its checksum: build the index again"
            raise IndexDamagedError(message)
        return _decode(sealed[:-_CRC_BYTES])
