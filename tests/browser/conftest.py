"""A real browser that can resolve no name, and the page of any events in it."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Dialog,
    Error,
    Page,
    Request,
    sync_playwright,
)

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

    def faults(self) -> list[str]:
        """Return requests beyond the file itself, errors, dialogs and policy violations."""
        own = self.path.as_uri()
        violations: list[str] = self.page.evaluate("window.__violations")
        return (
            [url for url in self.requests if url.partition("#")[0] != own]
            + self.messages
            + violations
        )

    def listen(self) -> None:
        """Begin to write down what the page does."""
        for event, listener in self._listeners().items():
            self.page.on(event, listener)

    def forget(self) -> None:
        """Write down no more."""
        for event, listener in self._listeners().items():
            self.page.remove_listener(event, listener)

    def _listeners(self) -> dict[Any, Callable[[Any], None]]:
        return {
            "request": self._note_request,
            "console": self._note_console,
            "pageerror": self._note_error,
            "dialog": self._note_dialog,
        }

    def _note_request(self, request: Request) -> None:
        self.requests.append(request.url)

    def _note_error(self, error: Error) -> None:
        self.messages.append(str(error))

    def _note_dialog(self, dialog: Dialog) -> None:
        self.messages.append("dialog")
        dialog.dismiss()

    def _note_console(self, message: ConsoleMessage) -> None:
        """Keep what the console says when it is a warning or an error."""
        if message.type in {"error", "warning"}:
            self.messages.append(message.text)


Opener = Callable[..., Opened]


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


@pytest.fixture(scope="session")
def spare_pages() -> list[Page]:
    """Return blank pages that wait to be used again: a tab costs more than what most tests do."""
    return []


@pytest.fixture
def open_map(browser: Browser, spare_pages: list[Page], tmp_path: Path) -> Iterator[Opener]:
    """Return a function that writes the page of events and opens it from its file."""
    yield from _openers(browser, spare_pages, tmp_path)


@pytest.fixture(scope="module")
def share_map(
    browser: Browser, spare_pages: list[Page], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Opener]:
    """Return the same for a page that all tests of a module read, and none changes."""
    yield from _openers(browser, spare_pages, tmp_path_factory.mktemp("shared"))


def _openers(browser: Browser, spare_pages: list[Page], folder: Path) -> Iterator[Opener]:
    used: list[Opened] = []

    def opener(
        events: Any, *, width: int = 1280, height: int = 800, fragment: str = "", **options: Any
    ) -> Opened:
        path = folder / f"map{len(used)}.html"
        write_html(events, path, **options)
        page = spare_pages.pop() if spare_pages else _new_page(browser)
        opened = Opened(page=page, path=path)
        used.append(opened)
        page.set_viewport_size({"width": width, "height": height})
        opened.listen()
        page.goto(path.as_uri() + fragment)
        page.wait_for_selector("html[data-ready]", state="attached", timeout=20_000)
        return opened

    yield opener
    for opened in used:
        _clear(opened)
        spare_pages.append(opened.page)


def _new_page(browser: Browser) -> Page:
    """Return a tab in a window of its own."""
    context = browser.new_context(reduced_motion="reduce")  # a click on what glides may miss
    context.add_init_script(WATCH)
    return context.new_page()


def _clear(opened: Opened) -> None:
    """Leave nothing of a test: no document, listener, further tab or emulated medium."""
    page = opened.page
    opened.forget()
    for other in page.context.pages:
        if other is not page:
            other.close()
    page.emulate_media(media="null", color_scheme="null", reduced_motion="reduce")
    page.goto("about:blank")
