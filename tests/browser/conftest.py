"""A browser on the live server, with small worlds made by the actions."""

import pytest
from django.test import Client
from playwright.sync_api import BrowserContext, Page, expect

from tests.servers import base_url, browser_context_args, browser_type_launch_args

__all__ = ["base_url", "browser_context_args", "browser_type_launch_args"]

# A busy machine is no failure of a page.
expect.set_options(timeout=20_000)

WATCH = """document.addEventListener("securitypolicyviolation", event =>
  console.error(`refused by the policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`));"""


class Complaints(list):
    """What the browser complained about: errors of scripts, refused by the policy, files not found."""

    def listen_to(self, page: Page) -> None:
        page.add_init_script(WATCH)
        page.on("console", lambda message: message.type == "error" and self.append(f"{page.url}: {message.text}"))
        page.on("pageerror", lambda error: self.append(f"{page.url}: {error}"))


def bring_session(client: Client, context: BrowserContext, url: str, **cookies: str) -> None:
    """Let the browser go on where the client is: its session, and what else is named."""
    cookies |= {name: morsel.value for name, morsel in client.cookies.items()}
    context.add_cookies([{"name": name, "value": value, "url": url} for name, value in cookies.items()])


@pytest.fixture
def complaints():
    return Complaints()


@pytest.fixture
def sign_in(new_context, live_server, complaints):
    """Open a page for somebody, or for nobody."""

    def sign_in(user=None, **context) -> Page:
        page = new_context(**context).new_page()
        page.set_default_timeout(30_000)
        complaints.listen_to(page)
        if user:
            client = Client()
            client.force_login(user)
            bring_session(client, page.context, live_server.url)
        return page

    return sign_in
