"""``verbale lsp``: findings in an editor, while one writes."""

import click

from verbale.model.errors import UserError


@click.command()
@click.option("--stdio", is_flag=True, help="Speak on standard input and output, as it always does.")
def lsp(*, stdio: bool) -> None:
    """Serve an editor that speaks the Language Server Protocol.

    \b
    Any editor: verbale lsp --stdio
    In Neovim:  vim.lsp.start({ name = "verbale", cmd = { "verbale", "lsp" } })
    In Helix:   command = "verbale", args = ["lsp"]

    The editor starts it and speaks with it on standard input and output; there is nothing to type. Findings
    come as diagnostics, with why on hover and wordings as code actions. Nothing leaves this machine.
    docs/editors.md has the settings of several editors, and how a text is compared with its ledger.
    """
    try:
        from verbale.lsp.server import serve
    except ModuleNotFoundError as missing:
        if missing.name is None or missing.name.startswith("verbale"):
            raise
        raise UserError(
            "The language server needs packages that are not installed. "
            'Install them with: pip install "verbale[lsp]"'
        ) from None
    serve()
