"""Stand-ins for gunicorn and Celery, and a supervisor of them, as real processes.

python tests/runtime/dummies.py supervise FOLDER     until it is told to stop
python tests/runtime/dummies.py service MODE         a service with two children of its own
"""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from kipp.stack import Stack
from kipp.supervisor import Service, Supervisor, exit_on_signals

# What a service does with SIGTERM: end in order, forget its children, or not listen at all.
MODES = ["orderly", "forgetful", "deaf", "escaping"]


def service(mode: str) -> None:
    own_session = mode == "escaping"
    children = [
        subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"], start_new_session=own_session)
        for _ in range(2)
    ]
    if mode == "deaf":
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    elif mode == "orderly":
        signal.signal(signal.SIGTERM, lambda *_: [child.terminate() for child in children] and sys.exit())
    time.sleep(600)


def supervise(folder: Path) -> None:
    exit_on_signals()
    services = [
        Service(mode, [sys.executable, "-m", "tests.runtime.dummies", "service", mode], grace=1) for mode in MODES
    ]
    with Stack(folder, durable=False), Supervisor(services, log_dir=folder / "log") as supervisor:
        (folder / "started").write_text(str(os.getpid()))
        while True:
            time.sleep(0.1)
            supervisor.tend()


if __name__ == "__main__":
    {"service": service, "supervise": lambda folder: supervise(Path(folder))}[sys.argv[1]](sys.argv[2])
