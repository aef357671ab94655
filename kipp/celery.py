"""Worker and beat. Celery carries hints; the truth of every job is a row of kipp.jobs."""

import os

from celery import Celery
from celery.schedules import crontab
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kipp.settings")

VISIBILITY = 600  # seconds; longer than the longest task, or a long job would run twice

app = Celery("kipp")
# Celery keeps the current app per thread; without a default, the threads of a web worker and the carrier of
# hints would speak to a broker that does not exist.
app.set_default()
app.conf.update(
    broker_url=settings.REDIS_URL,
    timezone="Asia/Jakarta",
    accept_content=["json"],
    task_serializer="json",
    task_ignore_result=True,
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    task_soft_time_limit=100,
    task_time_limit=120,
    worker_prefetch_multiplier=1,
    worker_max_tasks_per_child=50,
    worker_max_memory_per_child=400_000,
    worker_hijack_root_logger=False,
    broker_connection_retry_on_startup=True,
    broker_transport_options={
        "visibility_timeout": VISIBILITY,
        "unacked_restore_interval": 5,
        "unacked_restore_throttle": 1,
        "socket_timeout": 2,
        "socket_connect_timeout": 1,
        "health_check_interval": 25,
    },
    beat_schedule={
        "reconcile": {
            "task": "kipp.jobs.reconcile",
            "schedule": settings.JOBS_OVERDUE_AFTER,
            "options": {"expires": settings.JOBS_OVERDUE_AFTER},
        },
        "close-registration": {
            "task": "competitions.close_due",
            "schedule": 30,
            "options": {"expires": 25},
        },
        "announce": {"task": "judging.announce_due", "schedule": 30, "options": {"expires": 25}},
        "scan-again": {"task": "documents.scan_again", "schedule": 300, "options": {"expires": 290}},
        "clear-copies": {"task": "judging.clear_copies", "schedule": crontab(hour="3", minute="0")},
        "remind": {"task": "proposals.remind", "schedule": crontab(hour="8", minute="0")},
    },
)
app.autodiscover_tasks(["kipp.jobs", "kipp.documents", "competitions", "proposals", "judging", "skm"])
