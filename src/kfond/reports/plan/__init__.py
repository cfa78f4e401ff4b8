"""The plan as a reader meets it: a document, a row a round for spreadsheets, JSON for scripts."""
