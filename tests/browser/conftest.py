"""A real browser that can resolve no name, and the page of any events in it."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from geomap.export.html import write_html

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND",
]
# What runs before the page: it counts what must never happen.
WATCH = """
window.__violations = [];
document.addEventListener('securitypolicyviolation', (event) => {
  window.__violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
});
"""


@dataclass
class Opened:
    """A page, and what it did that it should not have."""

    page: Page
    path: Path
    requests: list[str] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)

    def reopen(self) -> "Opened":
        """Load the page anew, without what was done to it and what its address kept."""
        self.page.goto(self.path.as_uri())
        self.page.wait_for_selector("html[data-ready]", state="attached", timeout=20_000)
        self.requests.clear()
        self.messages.clear()
        return self

    def faults(self) -> list[str]:
        """Return requests beyond the file itself, errors, dialogs and policy violations."""
        own = self.path.as_uri()
        violations: list[str] = self.page.evaluate("window.__violations")
        return [url for url in self.requests if url != own] + self.messages + violations

    def note(self, message: ConsoleMessage) -> None:
        """Keep what the console says when it is a warning or an error."""
        if message.type in {"error", "warning"}:
            self.messages.append(message.text)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return the machine's Chromium."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.fail(
            f"the browser tests need Chromium, and none of {', '.join(NAMES)} is on the path; "
            "install one, on Debian with: apt-get install chromium",
            pytrace=False,
        )
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield launched
        launched.close()


@contextmanager
def _maps(browser: Browser, folder: Path) -> Iterator[Callable[..., Opened]]:
    """Give a function that writes the page of events and opens it from its file."""
    contexts = []

    def opener(events: Any, *, width: int = 1280, height: int = 800, **options: Any) -> Opened:
        path = folder / "map.html"
        write_html(events, path, **options)
        context = browser.new_context(viewport={"width": width, "height": height})
        contexts.append(context)
        page = context.new_page()
        opened = Opened(page=page, path=path)
        page.add_init_script(WATCH)
        page.on("request", lambda request: opened.requests.append(request.url))
        page.on("console", opened.note)
        page.on("pageerror", lambda error: opened.messages.append(str(error)))
        page.on("dialog", lambda dialog: (opened.messages.append("dialog"), dialog.dismiss()))
        page.goto(path.as_uri())
        page.wait_for_selector("html[data-ready]", state="attached", timeout=20_000)
        return opened

    yield opener
    for context in contexts:
        context.close()


@pytest.fixture
def open_map(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Opened]]:
    """Return a function that writes the page of events and opens it from its file."""
    with _maps(browser, tmp_path) as opener:
        yield opener


@pytest.fixture(scope="module")
def open_shared(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[..., Opened]]:
    """Return the same for a page that the tests of a module share: looked at only, or reopened."""
    with _maps(browser, tmp_path_factory.mktemp("shared")) as opener:
        yield opener
