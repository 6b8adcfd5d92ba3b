"""Headers to fields: the fields there are, the synonym table, and how a header is matched. Pure."""
