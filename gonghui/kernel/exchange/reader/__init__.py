"""Reads what unions send: .xlsx, old .xls, CSV and HTML in several encodings, with all that stands around the rows."""

from gonghui.kernel.exchange.reader.books import Book, open_book
from gonghui.kernel.exchange.reader.faults import Unreadable
from gonghui.kernel.exchange.reader.layouts import SheetLayout, describe
from gonghui.kernel.exchange.reader.rows import Block, Plan, Reading, Skipped, samples
from gonghui.kernel.exchange.reader.sheets import Sheet

__all__ = [
    "Block",
    "Book",
    "Plan",
    "Reading",
    "Sheet",
    "SheetLayout",
    "Skipped",
    "Unreadable",
    "describe",
    "open_book",
    "samples",
]
