"""Readers: each turns a sentence's parse and cues into claims of one kind."""
