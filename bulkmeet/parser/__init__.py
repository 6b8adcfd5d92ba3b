"""A sheet's rows and the way its columns are read to drafts: one record a row, every issue with its cell. Pure."""

from bulkmeet.parser.rows import Parsing, parse_rows

__all__ = ["Parsing", "parse_rows"]
