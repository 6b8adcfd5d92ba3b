"""How much of a file is read before it is refused: Excel's own limits, and what honest files never reach."""

CELL_CHARACTERS = 32_767
"""Excel's limit for one cell of a workbook, in UTF-16 units."""

ROWS = 1_048_576
COLUMNS = 16_384
"""Excel's limits for a sheet."""

CELLS = 20_000_000
"""Cells of one worksheet, blanks between filled ones included."""

HEADER_ROWS = 30
"""How many rows are looked at before the headers are given up."""

TABLE_CELLS = 60_000_000
"""Cells of the table that is found, once short rows are filled up."""

SHEET_CHARACTERS = 250_000_000
"""Characters of all the cells of one worksheet; a text that is used twice counts twice."""

SHARED_TEXTS = 10_000_000
MERGES = 200_000
ERRORS = 200_000
"""Error values of one sheet in an .ods, where one may be repeated over all rows."""
MERGED_CELLS = 2_000_000
"""Cells of the table that get the value of the merge they are in."""

PARTS = 10_000
UNPACKED_BYTES = 600_000_000
OUTLINE_BYTES = 16_000_000
"""A part of the workbook that is read as a whole: the list of sheets, of styles, of relationships."""

CSV_BYTES = 500_000_000
CSV_CELL_CHARACTERS = 1_000_000
CSV_LINE_CHARACTERS = 4_000_000

CHILD_MEMORY_BYTES = 550_000_000
START_SECONDS = 10.0
BASE_SECONDS = 7.0
SECONDS_PER_MEGABYTE = 0.5
SECONDS_PER_PACKED_MEGABYTE = 8.0
LONGEST_SECONDS = 600.0
"""The child's processor time: the base, and more by the smaller of the two measures of the file's size.

100,000 meetings are 70 MB of XML in 5 MB of zip, and were measured at 8 s. A bomb is small when packed, so it
gets little more than the base.
"""


def seconds_for(unpacked: int, packed: int) -> float:
    """The processor time for a file of so many bytes, unpacked and as it is."""
    more = min(SECONDS_PER_MEGABYTE * unpacked, SECONDS_PER_PACKED_MEGABYTE * packed) / 1e6
    return min(BASE_SECONDS + more, LONGEST_SECONDS)
