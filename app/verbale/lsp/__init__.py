"""The language server: the same desk as the command line, for editors.

It speaks the Language Server Protocol 3.17 and needs the extra ``lsp``.
What editors ask of it: docs/editors.md.
"""
