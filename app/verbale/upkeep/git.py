"""What git has recorded of files at one revision."""

import os
import subprocess
from functools import cached_property
from pathlib import Path

from verbale.model.errors import UserError

ENVIRONMENT = {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}


class Recorded:
    """Files of the repository around ``folder`` as they were at ``rev``.

    Raises UserError where there is no git, no repository or no such revision.
    """

    def __init__(self, folder: Path, rev: str) -> None:
        try:
            told = _git(folder, "rev-parse", "--show-toplevel")
        except FileNotFoundError:
            raise UserError(
                "--changed-since asks git, which is not here. Install git, or leave --changed-since out."
            ) from None
        if told.returncode:
            raise UserError(_no_repository(folder, told.stderr))
        self.root = Path(os.fsdecode(told.stdout.rstrip(b"\r\n")))
        found = _git(self.root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{rev}^{{commit}}")
        if found.returncode:
            raise UserError(
                f'There is no revision "{rev}" in {self.root}. Name a commit, branch or tag, such as HEAD or '
                "main; `git log --oneline` lists commits, and a shallow clone has only the last ones."
            )
        self._commit = found.stdout.decode("ascii").strip()

    @cached_property
    def changed(self) -> frozenset[str]:
        """Recorded files that differ now or are gone, as paths from the root with ``/``."""
        told = _git(
            self.root, "diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", self._commit, "--"
        )
        return frozenset(os.fsdecode(name) for name in told.stdout.split(b"\0") if name)

    @cached_property
    def files(self) -> frozenset[str]:
        """All recorded files, as paths from the root."""
        told = _git(self.root, "ls-tree", "-r", "-z", "--name-only", "--full-tree", self._commit)
        return frozenset(os.fsdecode(name) for name in told.stdout.split(b"\0") if name)

    def path_of(self, file: Path) -> str:
        """A file's path from the root."""
        return file.resolve().relative_to(self.root.resolve()).as_posix()

    def content(self, path: str) -> bytes:
        """A recorded file's bytes, as a checkout would write them."""
        return _git(self.root, "cat-file", "--filters", f"{self._commit}:{path}").stdout


def _git(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(
        ["git", "-C", str(folder), *arguments], capture_output=True, env={**os.environ, **ENVIRONMENT}
    )


def _no_repository(folder: Path, said: bytes) -> str:
    reason = said.decode("utf-8", "replace").strip().splitlines()
    if not reason or "not a git repository" in reason[0]:
        return (
            f'"{folder}" is not in a git repository. --changed-since compares with what git has recorded: '
            "name files in a repository, or leave it out."
        )
    return (
        f'git cannot open the repository of "{folder}": {reason[0]} Mend that, or leave --changed-since out.'
    )
