"""Files to text: bytes in, a document with a path and its text out."""
