"""A file to a sheet: the only place that reads the users' files."""
