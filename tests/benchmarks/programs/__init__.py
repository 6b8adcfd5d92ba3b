"""The other processes of the benchmarks: the server, and what bulkmeet is measured against."""
