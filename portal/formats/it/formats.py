"""Italian dates as columns of staff's lists hold them: short, and without the months Django writes with a capital."""

DATE_FORMAT = "d/m/Y"
DATETIME_FORMAT = "d/m/Y, H:i"
