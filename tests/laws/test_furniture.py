"""What stands around a report on its page changes nothing of what is drawn."""

import tomllib
from pathlib import Path

import pytest
from reading import read_story

_FILE = Path(__file__).parents[1] / "data" / "agency_style.toml"
REPORTS = [report["text"] for report in tomllib.loads(_FILE.read_text())["report"]][::12]
AROUND = {
    "tag": "#Chernihiv #News {}",
    "bracket": "[Chernihiv] {}",
    "agency": "CHERNIHIV, Ukraine, 5 June 2024 (AFP) - {}",
    "dateline": "CHERNIHIV, Ukraine — {}",
    "channel": "Ministry of Defence of Ukraine (Kyiv) via Telegram: {}",
    "link": "{}. Related: A missile killed four people in Chernihiv.",
    "links": "{}\n\nREAD ALSO: Explosions rock Chernihiv as drones strike",
    "caption": "{} (Photo: rescuers at a house in Chernihiv hit by a missile. Plain Press)",
}
POSTS = [
    "Російські війська обстріляли Куп'янськ, двоє людей поранені.",
    "У Покровську безпілотник влучив у житловий будинок.",
    "ВСУ обстреляли Горловку из артиллерии, ранена женщина.",
]
AROUND_POSTS = {
    "tag": "#Чернігів #новини {}",
    "link": "{}\n\nЧитайте також: Вибухи в Чернігові: що відомо.",
    "link_ru": "{} Читайте также: Взрывы в Чернигове.",
    "caption": "{} (Фото: наслідки удару по Чернігову)",
}


def drawn(text, index, **about):
    """Return type and places of each mark."""
    events = read_story(text, index, published=None, **about).events
    return {(e.type, *(p.name for p in e.where.places)) for e in events if e.mappable}


@pytest.mark.parametrize("around", AROUND.values(), ids=AROUND)
@pytest.mark.parametrize("report", REPORTS)
def test_a_report_is_the_same_in_its_page(index, report, around):
    """
    Tags, datelines, senders, captions and links name places, and nothing happens there.
    """
    alone = drawn(report, index)

    assert drawn(around.format(report.rstrip(".")), index) - alone == set()


@pytest.mark.parametrize("around", AROUND_POSTS.values(), ids=AROUND_POSTS)
@pytest.mark.parametrize("post", POSTS)
def test_a_post_is_the_same_among_its_tags(index, post, around):
    """
    The same for posts in Ukrainian and Russian.
    """
    language = "ru" if "ВСУ" in post else "uk"

    assert drawn(around.format(post), index, language=language) == drawn(
        post, index, language=language
    )
