"""
Take the README's two pictures of a map page.

`python tests/browser/take_pictures.py MAP FOLDER` needs Chromium on the path; `make pictures` calls
it with the map of the samples.
"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
DISPUTED = "() => open(data.drawn.find(isDisputed) ?? data.drawn[0], null)"
AS_DIALOG = "() => { state.table = true; changed(); }"


def main(page_file: Path, folder: Path) -> None:
    """Write `map.png`, the page as it opens, and `card.png`, the card of a disputed event."""
    with sync_playwright() as playwright:
        path = next(filter(None, map(shutil.which, NAMES)))
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = browser.new_page(
            viewport={"width": 1440, "height": 900}, color_scheme="light", reduced_motion="reduce"
        )
        page.goto(page_file.resolve().as_uri())
        page.wait_for_selector("html[data-ready=true]", state="attached")
        page.screenshot(path=folder / "map.png")
        page.set_viewport_size({"width": 1280, "height": 1100})
        page.evaluate(AS_DIALOG)
        page.evaluate(DISPUTED)
        page.locator("#dialog").screenshot(path=folder / "card.png")
        browser.close()


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
