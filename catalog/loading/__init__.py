"""Loading the catalogue from its files: read, check every row, then write all or nothing."""

from catalog.loading.files import EntryFile, register
from catalog.loading.load import Report, load
from catalog.loading.rows import BadRowsError, Problem

__all__ = ["BadRowsError", "EntryFile", "Problem", "Report", "load", "register"]
