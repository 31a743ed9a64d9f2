"""Rows as GeoNames writes them: complete, valid, and each field can be replaced by name."""

import gzip
import io
import zipfile

from places import make_place

from gazetteer.model import LonLat, PlaceKind

_DUMP = (
    *("id", "name", "ascii", "names", "lat", "lon", "letter", "code", "country", "others"),
    *("admin1", "admin2", "admin3", "admin4", "people", "height", "model", "zone", "changed"),
)
_POSTAL = (
    *("country", "postcode", "name", "oblast", "admin1", "district", "admin2", "third", "admin3"),
    *("lat", "lon", "accuracy"),
)


def dump_row(**changes):
    """Return a line of a country dump: a village of the Ukrainian south."""
    fields = {
        **dict.fromkeys(_DUMP, ""),
        "id": "900001",
        "name": "Vyhadanivka",
        "names": "Vydumanovka,Виданівка",
        "lat": "47.4456",
        "lon": "35.8343",
        "letter": "P",
        "code": "PPL",
        "country": "UA",
        "admin1": "26",
        "people": "480",
        "changed": "2024-05-06",
    }
    return "\t".join((fields | changes)[name] for name in _DUMP)


def postal_row(**changes):
    """Return a line of a postal file."""
    fields = {
        **dict.fromkeys(_POSTAL, ""),
        "country": "UA",
        "postcode": "70500",
        "name": "Вигаданівка",
        "oblast": "Zaporizka",
        "admin1": "26",
        "district": "Polohivskyi",
        "lat": "47.4456",
        "lon": "35.8343",
        "accuracy": "4",
    }
    return "\t".join((fields | changes)[name] for name in _POSTAL)


def text_of(*rows):
    """Return the bytes of a file of these lines."""
    return "".join(f"{row}\n" for row in rows).encode()


def zip_of(**members):
    """Return the bytes of an archive; `UA_txt` becomes the member UA.txt."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            info = zipfile.ZipInfo(name.replace("_", "."))
            archive.writestr(info, content, compress_type=zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def gzip_of(content):
    """Return the bytes, packed."""
    return gzip.compress(content, mtime=0)


def ukraine():
    """Return Ukraine as a known place, by which swapped coordinates are noticed."""
    return make_place(
        id="gn:690791",
        name="Ukraine",
        names=("Ukraine",),
        kind=PlaceKind.COUNTRY,
        point=LonLat(31.0, 49.0),
        radius_m=800_000.0,
        admin1=None,
    )


def read_all(source, *known):
    """Return the places of a source by name, after reading all of it."""
    return {place.name: place for place in source.read({place.id: place for place in known})}
