"""Starting the language server."""

import subprocess
import sys

WITHOUT = "import sys; sys.modules['pygls'] = None; from verbale.cli import main; main(['lsp'])"


def test_without_its_packages_the_server_names_the_command_that_installs_them() -> None:
    ended = subprocess.run([sys.executable, "-c", WITHOUT], capture_output=True, text=True)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert 'pip install "verbale[lsp]"' in ended.stderr
