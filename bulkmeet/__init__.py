"""bulkmeet: the meetings of a spreadsheet, created in Dialpad."""

__version__ = "0.1.0"
