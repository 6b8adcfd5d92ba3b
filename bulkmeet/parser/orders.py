"""The order of day, month and year that dates are read in: as said, as their header says, or as they agree on."""

from collections.abc import Iterator, Sequence

from bulkmeet.cells.dates import DateOrder, infer_order, readings
from bulkmeet.cells.text import quoted
from bulkmeet.columns import fields
from bulkmeet.columns.fields import BY_MAP, Column
from bulkmeet.columns.recognise import recognise
from bulkmeet.model import Issue, Problem
from bulkmeet.parser.readers import DATES, issue_at
from bulkmeet.settings import Settings
from bulkmeet.sheet import Distinct, Sheet


def date_order(sheet: Sheet, mapping: fields.Mapping, settings: Settings) -> tuple[DateOrder | None, list[Issue]]:
    """The order for the columns whose header says none, and what there is to tell of it.

    None where nothing depends on it, and where the dates do not settle it: then each of them is an error.
    """
    cells = sheet.rows.columns
    dates = [column for column in mapping.columns if column.field in DATES]
    if settings.date_order is not None:
        return settings.date_order, list(_contradicted(dates, cells, settings.date_order, sheet.header_row))
    columns = [column for column in dates if column.order is None]
    order = infer_order(cell for column in columns for cell in cells[column.index].cells)
    if order == "contradictory":
        problem = Problem(
            "date_order_mixed",
            "Some dates here can only be day first and others only month first; "
            "write them all one way, or add --date-order dmy or --date-order mdy when you run bulkmeet.",
            "warning",
        )
        return None, [issue_at(problem, columns[0], sheet.header_row)]
    if order is None or order == "ambiguous":
        return None, []
    return order, []


def _contradicted(
    columns: list[Column], cells: Sequence[Distinct], said: DateOrder, header_row: int
) -> Iterator[Issue]:
    """An error at each header that gives another order than --date-order, where its dates depend on that.

    What --map says of the column is meant, and no contradiction.
    """
    for column in columns:
        by_header = column.order is not None and column.order == recognise(column.header).order
        if not by_header or column.order == said or column.how.startswith(BY_MAP):
            continue
        if any(len(set(readings(cell).values())) > 1 for cell in cells[column.index].cells):
            message = (
                f"The header {quoted(column.header)} says {column.order}, and --date-order says {said}; "
                "leave the option out when you run bulkmeet, or take the order out of the header."
            )
            yield issue_at(Problem("date_order_contradicts", message), column, header_row, column.header)
