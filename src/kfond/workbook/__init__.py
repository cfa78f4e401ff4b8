"""Spreadsheets as cells with their place. The only room that knows the file formats."""

from kfond.workbook.folder import files_meant
from kfond.workbook.reading import read_workbook
from kfond.workbook.sheets import Sheet, SheetCell, Workbook

__all__ = ["Sheet", "SheetCell", "Workbook", "files_meant", "read_workbook"]
