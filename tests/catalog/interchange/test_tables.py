"""Tables for spreadsheets: they open as they are, and run nothing."""

import csv
import io
from itertools import count, islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.interchange import tables

FORMULAS = ["=1+1", "+39 031", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "＋1", "－1", "＠SUM(A1)"]


def _read(lines, separator):
    text = "".join(lines)
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:], newline=""), delimiter=separator))


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_only_a_text(text):
    assert tables.neutral(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Fiere", "a=1", " =1", "'a", "10.000 euro", "http://a.example/?b=-1"])
def test_any_other_text_stays_as_it_is(text):
    assert tables.neutral(text) == text


@given(st.text() | st.text(alphabet="'=+-@＝a\t"))
def test_a_neutralised_text_is_restored_as_it_was(text):
    assert tables.restored(tables.neutral(text)) == text


@given(st.lists(st.lists(st.text(), min_size=1, max_size=4), max_size=4), st.sampled_from(";,"))
def test_a_table_is_read_as_it_was_written(rows, separator):
    assert _read(tables.lines(rows, separator), separator) == [[tables.neutral(cell) for cell in row] for row in rows]


def test_values_that_are_no_text_are_written_as_such():
    assert _read(tables.lines([[3, None, ""]], ","), ",") == [["3", "None", ""]]


def test_a_table_is_made_line_by_line():
    endless = ([number] for number in count())

    assert list(islice(tables.lines(endless, ","), 3)) == ["\ufeff", '"0"\r\n', '"1"\r\n']


def test_the_separator_is_what_the_readers_spreadsheet_expects():
    assert (tables.separator("it"), tables.separator("en")) == (";", ",")
