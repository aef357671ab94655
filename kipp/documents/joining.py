"""One PDF of a paper of ours and the files that belong to it."""

import json
from collections.abc import Sequence
from pathlib import Path

from kipp.documents.pdf import LIMITS, failure
from kipp.limited import End, run

_CHILD = Path(__file__).with_name("joining_child.py")


def join(own: bytes, inserted: Sequence[bytes]) -> bytes:
    """Return our PDF with each inserted one behind one of our last pages, in order. Raises PdfFailed.

    Behind a page whose file is empty nothing is inserted. The bookmarks of our pages stay.
    """
    files = [own, *inserted]
    sizes = json.dumps([len(data) for data in files]).encode()
    outcome = run(_CHILD, [], payload=sizes + b"\n" + b"".join(files), limits=LIMITS)
    if outcome.end is not End.DONE or outcome.exit_code != 0:
        raise failure(outcome)
    return outcome.stdout
