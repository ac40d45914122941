"""Loading the catalogue from its files: read, check every row, then write all or nothing."""

from catalog.loading.files import EntryFile, register
from catalog.loading.load import Report, load
from catalog.loading.rows import BadRows, Problem

__all__ = ["BadRows", "EntryFile", "Problem", "Report", "load", "register"]
