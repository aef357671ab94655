"""Options of gunicorn (`gunicorn -c python:kipp.web kipp.wsgi`), for one machine and for the image."""

import os
from pathlib import Path

bind = os.environ.get("KIPP_BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
worker_class = "gthread"
threads = 4
timeout = 30
graceful_timeout = 10
keepalive = 5
# Workers are renewed now and then, never all at once.
max_requests = 5_000
max_requests_jitter = 1_000
# Heartbeats in memory: a busy disk must not look like a dead worker.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108
control_socket_disable = True
# Only the reverse proxy may tell the scheme of the visitor's connection.
forwarded_allow_ips = os.environ.get("KIPP_PROXY_IPS", "127.0.0.1")
