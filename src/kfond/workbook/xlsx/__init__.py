"""Workbooks of Excel since 2007 (.xlsx, .xlsm), by ECMA-376. Macros are left in the file and never run."""

from kfond.workbook.xlsx.book import read_xlsx

__all__ = ["read_xlsx"]
