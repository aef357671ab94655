"""Real servers, a real worker and a browser per person."""

import pytest
from playwright.sync_api import expect

from tests.servers import base_url, broker, browser_context_args, browser_type_launch_args, worker

__all__ = ["base_url", "broker", "browser_context_args", "browser_type_launch_args", "enter", "worker"]


# A busy machine is no failure of a journey.
expect.set_options(timeout=20_000)


@pytest.fixture
def enter(worker, live_server, new_context):
    """Open the door for a person: a browser of one's own, nobody signed in yet."""

    def enter(role, **context):
        page = new_context(**context).new_page()
        page.set_default_timeout(30_000)
        return role(page, live_server.url)

    return enter
