"""Tables in documents of Word since 2007 (.docx, .docm), by ECMA-376. Macros are never run."""

from kfond.workbook.docx.document import has_table, read_docx

__all__ = ["has_table", "read_docx"]
