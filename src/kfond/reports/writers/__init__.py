"""Writers: one document, a file for each format. They walk the blocks; none of them writes a text of its own."""
