"""Living with findings: which are known, which are new, and what can be mended."""
