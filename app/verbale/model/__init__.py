"""The product's words as frozen values, without I/O: one topic a file, to be imported from there."""
