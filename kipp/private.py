"""Files that hold secrets: readable by their owner only, from the first byte on."""

import os
from pathlib import Path


def write_private(path: Path, text: str) -> None:
    """The old content stays until the new one is whole."""
    part = path.with_name(f".{path.name}.part")
    part.unlink(missing_ok=True)
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
    part.replace(path)
