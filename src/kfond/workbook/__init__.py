"""Spreadsheets as cells with their place. The only room that knows the file formats."""

import os

from kfond.workbook.folder import files_meant
from kfond.workbook.reading import read_workbook
from kfond.workbook.sheets import Sheet, SheetCell, Workbook

# openpyxl takes lxml where it finds it: 0.1 s slower to load, and other bytes in what it writes.
os.environ.setdefault("OPENPYXL_LXML", "False")

__all__ = ["Sheet", "SheetCell", "Workbook", "files_meant", "read_workbook"]
