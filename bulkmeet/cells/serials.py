"""Numbers as points in time: Excel's serial days, epoch seconds and milliseconds, compact dates."""

from datetime import MAXYEAR, UTC, date, datetime, time, timedelta

from bulkmeet.model import When

ZERO_DAY = datetime(1899, 12, 30, tzinfo=UTC)
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 12, 31)
SECONDS_A_DAY = 86400


def when_of_number(number: float) -> When | None:
    """The point in time a bare number in a date column means, or None where it means none.

    Excel's serial days are trusted between 2000 and 2100: a number of five digits from 36526 on is nothing else
    that anybody puts under a date header, and the other numbers read here have 8, 10, 12, 13 or 14 digits. They count
    from 1900; a 1904 workbook's dates are made dates by its reader, which knows. A serial day without a fraction
    has no clock. Fractions of a day are rounded to the second: Excel keeps 10:00 as 0.416666666666667.
    """
    if not 0 < number < 1e14:
        return None
    whole = int(number)
    if len(str(whole)) in {10, 13}:
        return _of_epoch(number if whole < 1e12 else number / 1000)
    if len(str(whole)) in {8, 12, 14} and number == whole:
        return _of_digits(str(whole))
    return _of_serial(number) if len(str(whole)) == 5 else None


def clock_of_fraction(fraction: float) -> time | None:
    """The time of day of Excel's fraction of a day (0 up to 1), to the second; None where it rounds to 24:00."""
    seconds = round(fraction * SECONDS_A_DAY)
    return (ZERO_DAY + timedelta(seconds=seconds)).time() if seconds < SECONDS_A_DAY else None


def to_the_second(moment: datetime) -> datetime:
    """The nearest whole second; readers turn Excel's fractions into 09:59:59.999997."""
    whole = moment.replace(microsecond=0)
    if moment.microsecond < 500_000 or whole.year == MAXYEAR:
        return whole
    return whole + timedelta(seconds=1)


def _of_serial(serial: float) -> When | None:
    moment = ZERO_DAY + timedelta(seconds=round(serial * SECONDS_A_DAY))
    if not EARLIEST <= moment.date() <= LATEST:
        return None
    return When(moment.date(), None if serial == int(serial) else moment.time())


def _of_epoch(seconds: float) -> When | None:
    moment = datetime.fromtimestamp(round(seconds), UTC)
    return When(moment.date(), moment.time(), offset=0) if EARLIEST <= moment.date() <= LATEST else None


def _of_digits(digits: str) -> When | None:
    """yyyymmdd, and hhmm or hhmmss behind it."""
    month, day, hour, minute, second = (int(digits[start : start + 2] or "0") for start in (4, 6, 8, 10, 12))
    try:
        moment = datetime(int(digits[:4]), month, day, hour, minute, second, tzinfo=UTC)
    except ValueError:
        return None
    if not EARLIEST <= moment.date() <= LATEST:
        return None
    return When(moment.date(), moment.time() if len(digits) > len("yyyymmdd") else None)
