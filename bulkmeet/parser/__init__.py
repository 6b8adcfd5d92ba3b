"""A sheet's rows and the way its columns are read to drafts: one record a row, every issue with its cell. Pure."""

from bulkmeet.parser.distinct import Distinct, distinct_columns
from bulkmeet.parser.rows import Parsing, parse_rows

__all__ = ["Distinct", "Parsing", "distinct_columns", "parse_rows"]
