"""What findings depend on, as one short name: code, lexicons, model and libraries."""

import platform
from hashlib import sha256
from importlib import metadata
from pathlib import Path

from verbale.lint.parse import model_package
from verbale.resources import PACKAGE, lexicons_folder

CODE = ("lint", "model")
LIBRARIES = ("spacy", "thinc", "numpy", "ahocorasick_rs")


def version(house: Path | None = None) -> str:
    """Changes whenever the same text might get other findings; 32 hexadecimal digits."""
    digest = sha256(platform.python_version().encode())
    for library in (*LIBRARIES, model_package()):
        digest.update(f"{library} {metadata.version(library)}\n".encode())
    folders = [*(PACKAGE / name for name in CODE), lexicons_folder(), *([house] if house else [])]
    for folder in folders:
        for file in sorted(folder.rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts:
                content = file.read_bytes()
                digest.update(f"{file.relative_to(folder)} {len(content)}\n".encode())
                digest.update(content)
    return digest.hexdigest()[:32]
