"""One cell to one value: texts, times, zones, durations, ids, people. Pure: no rows, no files."""
