"""One cell to one value: texts, times, zones, durations, ids, people. Pure; knows nothing of rows or files."""
