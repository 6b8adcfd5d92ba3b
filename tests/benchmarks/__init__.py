"""`make bench`: how fast and how small bulkmeet is, each figure beside its bound, measured in one run."""
