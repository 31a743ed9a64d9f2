"""
What the map costs: seconds to write, size, and how the page behaves in a real browser.

Beside it stock folium from the same events: Marker, MarkerCluster and FastMarkerCluster. Their
pages need a network to open, so only writing and size are compared.

`python tests/bench/bench_map.py [EVENTS ...]` needs Chromium on the path.
"""

import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import folium
from folium.plugins import FastMarkerCluster, MarkerCluster
from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from synthetic import Corpus, make_corpus

from geomap.export.html import write_html

SIZES = (200, 5_000, 20_000, 50_000, 200_000)
MARKERS_UP_TO = 5_000  # beyond, stock markers take minutes
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
TURNS = 10
# Milliseconds from the change of a filter until the browser has painted it.
FILTER_MS = """async (selector) => {
  const box = document.querySelector(selector);
  const times = [];
  for (let turn = 0; turn < TURNS; turn += 1) {
    const start = performance.now();
    box.click();
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[TURNS >> 1];
}""".replace("TURNS", str(TURNS))
# Keeps the milliseconds between frames, to be read when the drag is over.
WATCH_FRAMES = """() => {
  window.__gaps = [];
  let last = performance.now();
  const frame = () => {
    const now = performance.now();
    window.__gaps.push(now - last);
    last = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}"""
MEDIAN_FPS = "() => 1000 / window.__gaps.sort((a, b) => a - b)[window.__gaps.length >> 1]"


def tell(line: str) -> None:
    """Write one line of the table."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(sizes: list[int]) -> None:
    """Print a line for each size, then the same for stock folium."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = next(filter(None, map(shutil.which, NAMES)))
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        tell("map            events  write s     MB  open s  filter ms  of it cpu  pan fps")
        for size in sizes:
            page = Path(folder) / "map.html"
            tell(f"{_written('geomap', _ours, size, page)} {_behaviour(page, browser)}")
        for size in sizes:
            for name, make in STOCK.items():
                if size <= MARKERS_UP_TO or make is _fast_clusters:
                    tell(_written(name, make, size, Path(folder) / f"{name}.html"))
        browser.close()


def _written(name: str, make: Callable[[Corpus, Path], None], size: int, path: Path) -> str:
    corpus = make_corpus(size)
    seconds = _timed(lambda: make(corpus, path))
    return f"{name:14} {size:6} {seconds:8.2f} {path.stat().st_size / 1e6:6.2f}"


def _behaviour(path: Path, browser: Browser) -> str:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    clock = _Clock(page)
    opened = _timed(lambda: _open(page, path))
    page.wait_for_timeout(1000)
    before = clock.cpu_ms()
    changed = page.evaluate(FILTER_MS, "#layers input")
    cpu = (clock.cpu_ms() - before) / TURNS
    figures = f"{opened:7.2f} {changed:10.0f} {cpu:10.0f} {_drag(page):8.0f}"
    page.close()
    return figures


class _Clock:
    """The processor time of a page's main thread, which other programs do not lengthen much."""

    def __init__(self, page: Page) -> None:
        self._session = page.context.new_cdp_session(page)
        self._session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def cpu_ms(self) -> float:
        found = self._session.send("Performance.getMetrics")["metrics"]
        return 1000 * next(each["value"] for each in found if each["name"] == "TaskDuration")


def _timed(action: Callable[[], None]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def _drag(page: Page) -> float:
    """Return the median of frames a second while the map is dragged to and fro."""
    page.mouse.move(900, 500)
    page.mouse.down()
    page.evaluate(WATCH_FRAMES)
    for step in range(40):
        page.mouse.move(900 + 15 * (step % 20), 500 + 5 * (step % 20))
    frames: float = page.evaluate(MEDIAN_FPS)
    page.mouse.up()
    return frames


def _open(page: Page, path: Path) -> None:
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-ready=true]", state="attached", timeout=300_000)


def _ours(corpus: Corpus, path: Path) -> None:
    write_html(corpus.events, path, claims=corpus.claims, documents=corpus.documents)


def _markers(corpus: Corpus, path: Path) -> None:
    frame = folium.Map(tiles=None)
    for place, words in _spots(corpus):
        folium.Marker(place, popup=words).add_to(frame)
    frame.save(str(path))


def _clusters(corpus: Corpus, path: Path) -> None:
    frame = folium.Map(tiles=None)
    cluster = MarkerCluster().add_to(frame)
    for place, words in _spots(corpus):
        folium.Marker(place, popup=words).add_to(cluster)
    frame.save(str(path))


def _fast_clusters(corpus: Corpus, path: Path) -> None:
    frame = folium.Map(tiles=None)
    FastMarkerCluster([place for place, _ in _spots(corpus)]).add_to(frame)
    frame.save(str(path))


def _spots(corpus: Corpus) -> list[tuple[list[float], str]]:
    words = {claim.id: claim.quote.text for claim in corpus.claims}
    return [
        ([event.where.shape.lat, event.where.shape.lon], words[event.lead_claim])
        for event in corpus.events
    ]


STOCK = {"Marker": _markers, "MarkerCluster": _clusters, "FastCluster": _fast_clusters}

if __name__ == "__main__":
    main([int(text) for text in sys.argv[1:]] or list(SIZES))
