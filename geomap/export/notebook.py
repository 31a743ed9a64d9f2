"""The map page inside a notebook: the same page, in a frame of its own."""

import html
from typing import NamedTuple


class MapView(NamedTuple):
    """
    A map page that a notebook shows when a cell ends with it.

    `page` is what `render_html` returns, `height_px` the height of its frame. The page stands in
    the frame as text and keeps its own policy, so that nothing of it reaches the notebook.
    """

    page: str
    height_px: int = 600

    def _repr_html_(self) -> str:
        frame = f'<iframe title="Map" width="100%" height="{int(self.height_px)}"'
        return f'{frame} style="border:0" srcdoc="{html.escape(self.page)}"></iframe>'
