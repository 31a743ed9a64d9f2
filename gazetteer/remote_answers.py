"""Answers of geocoders to places, and how well these fit the name that was asked for."""

from collections.abc import Iterable, Sequence
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from gazetteer.geodesy import distance_km
from gazetteer.model import Candidate, LonLat, Place, PlaceKind, Reason
from gazetteer.names import fold, normalise
from gazetteer.sources.common import usable_names

_KINDS = {
    **dict.fromkeys(("city", "town", "village", "hamlet"), PlaceKind.SETTLEMENT),
    **dict.fromkeys(("isolated_dwelling", "municipality", "locality"), PlaceKind.SETTLEMENT),
    **dict.fromkeys(("borough", "suburb", "quarter", "neighbourhood"), PlaceKind.SETTLEMENT),
    **dict.fromkeys(("state", "region", "province", "ADM1"), PlaceKind.ADMIN1),
    **dict.fromkeys(("county", "district", "state_district", "ADM2"), PlaceKind.ADMIN2),
    **dict.fromkeys(("country", "PCLI"), PlaceKind.COUNTRY),
}
_OSM_TYPES = {"N": "node", "W": "way", "R": "relation"}
_SETTLEMENT_M, _AREA_M = 1000.0, 5000.0
_EXACT_MAIN, _EXACT, _FOLDED, _FOREIGN = 40.0, 30.0, 20.0, 0.0
_COUNTRY, _NEAR, _NEAR_KM = 15.0, 20.0, 25.0

_Name = Annotated[str, Meta(max_length=1000)]
_Lon = Annotated[float, Meta(ge=-180, le=180)]
_Lat = Annotated[float, Meta(ge=-90, le=90)]
_Position = tuple[_Lon, _Lat]


class _Address(msgspec.Struct):
    country_code: str | None = None
    state: _Name | None = None
    county: _Name | None = None
    district: _Name | None = None


class _Nominatim(msgspec.Struct):
    lat: _Lat
    lon: _Lon
    osm_id: int
    osm_type: str
    type: str
    class_: str = msgspec.field(name="class", default="")
    category: str = ""
    addresstype: str = ""
    name: _Name = ""
    address: _Address = msgspec.field(default_factory=_Address)
    namedetails: dict[str, _Name] | None = None
    boundingbox: tuple[_Lat, _Lat, _Lon, _Lon] | None = None

    def place(self) -> Place | None:
        """Take what OpenStreetMap calls a place, or a boundary that has people in it."""
        names = self.namedetails or {}
        wanted = {self.class_, self.category} & {"place", "boundary"}
        box = self.boundingbox
        return _place(
            "nominatim",
            identity=f"osm:{self.osm_type}/{self.osm_id}",
            sort=(self.addresstype or self.type) if wanted else "",
            names=(names.get("name:en", ""), self.name, *names.values()),
            point=(self.lon, self.lat),
            box=box and (box[2], box[0], box[3], box[1]),
            units=(
                self.address.country_code,
                self.address.state,
                self.address.district or self.address.county,
            ),
        )


class _Geometry(msgspec.Struct):
    coordinates: _Position


class _PhotonProperties(msgspec.Struct):
    osm_id: int
    osm_type: str
    osm_key: str
    osm_value: str
    type: str = ""
    name: _Name = ""
    countrycode: str | None = None
    state: _Name | None = None
    county: _Name | None = None
    extent: tuple[_Lon, _Lat, _Lon, _Lat] | None = None


class _Photon(msgspec.Struct):
    geometry: _Geometry
    properties: _PhotonProperties

    def place(self) -> Place | None:
        """Take what OpenStreetMap calls a place, or a boundary that has people in it."""
        told = self.properties
        box = told.extent
        return _place(
            "photon",
            identity=f"osm:{_OSM_TYPES.get(told.osm_type, told.osm_type)}/{told.osm_id}",
            sort={"place": told.osm_value, "boundary": told.type}.get(told.osm_key, ""),
            names=(told.name,),
            point=self.geometry.coordinates,
            box=box and (box[0], min(box[1::2]), box[2], max(box[1::2])),
            units=(told.countrycode, told.state, told.county),
        )


class _GeoNames(msgspec.Struct):
    lat: _Lat
    lng: _Lon
    geoname_id: int = msgspec.field(name="geonameId")
    name: _Name
    fcl: str = ""
    fcode: str = ""
    country: str | None = msgspec.field(name="countryCode", default=None)
    admin1: str | None = msgspec.field(name="adminCode1", default=None)
    state: _Name | None = msgspec.field(name="adminName1", default=None)
    population: Annotated[int, Meta(ge=0)] = 0

    def place(self) -> Place | None:
        """Take populated places and units; their ids are those of the index."""
        place = _place(
            "geonames",
            identity=f"gn:{self.geoname_id}",
            sort="city" if self.fcl == "P" else self.fcode,
            names=(self.name,),
            point=(self.lng, self.lat),
            box=None,
            units=(self.country, self.state, None),
        )
        codes = {"admin1": self.admin1, "population": self.population}
        return place and msgspec.structs.replace(place, **codes)


class _PeliasProperties(msgspec.Struct):
    gid: Annotated[str, Meta(max_length=200)]
    layer: str
    name: _Name
    country_code: str | None = None
    region: _Name | None = None
    county: _Name | None = None


class _Pelias(msgspec.Struct):
    geometry: _Geometry
    properties: _PeliasProperties
    bbox: tuple[_Lon, _Lat, _Lon, _Lat] | None = None

    def place(self) -> Place | None:
        """Take settlements and units."""
        told = self.properties
        sort = {"localadmin": "municipality"}.get(told.layer, told.layer)
        return _place(
            "pelias",
            identity=f"pelias:{told.gid}",
            sort="city" if sort == "locality" else sort,
            names=(told.name,),
            point=self.geometry.coordinates,
            box=self.bbox,
            units=(told.country_code, told.region, told.county),
        )


_FORMS: dict[str, Any] = {
    "geonames": _GeoNames,
    "nominatim": _Nominatim,
    "pelias": _Pelias,
    "photon": _Photon,
}


def read_answer(found: Iterable[Any], service: str) -> list[Place]:
    """
    Make places of what a geocoder answered; what is neither settlement nor area is left out.

    Raises
    ------
    msgspec.ValidationError
        If it is not in the service's form, or a coordinate is out of range.
    """
    records = (msgspec.convert(one, _FORMS[service], strict=False) for one in found)
    places = {place.id: place for one in records if (place := one.place()) is not None}
    return list(places.values())


def _place(
    service: str,
    *,
    identity: str,
    sort: str,
    names: Sequence[str],
    point: _Position,
    box: tuple[float, float, float, float] | None,
    units: tuple[str | None, str | None, str | None],
) -> Place | None:
    kind = _KINDS.get(sort)
    given = [name for name in names if name.strip()]
    if kind is None or not given:
        return None
    return Place(
        id=identity,
        name=given[0],
        kind=kind,
        point=LonLat(*point),
        radius_m=_radius_m(kind, LonLat(*point), box),
        country=units[0] and units[0].upper(),
        admin1_name=units[1],
        admin2_name=units[2],
        names=usable_names(given[0], given),
        sources=(f"remote:{service}",),
    )


def _radius_m(
    kind: PlaceKind, point: LonLat, box: tuple[float, float, float, float] | None
) -> float:
    """Reach from the point to the farthest corner of its box, at least the least of its kind."""
    least = _SETTLEMENT_M if kind is PlaceKind.SETTLEMENT else _AREA_M
    if box is None:
        return least
    west, south, east, north = box
    corners = [LonLat(lon, lat) for lon in (west, east) for lat in (south, north)]
    return float(round(max(least, *(1000 * distance_km(point, corner) for corner in corners))))


def weigh(
    places: Sequence[Place], name: str, *, near: LonLat | None, country: str | None
) -> list[Candidate]:
    """Rank what was found by points like those of a search; a foreign name earns none."""
    candidates = [_weigh_one(place, name, near, country) for place in places]
    return sorted(candidates, key=lambda one: (-one.score, one.place.id))


def _weigh_one(place: Place, name: str, near: LonLat | None, country: str | None) -> Candidate:
    reasons = [_name_reason(place, name), Reason(place.sources[0], 0.0)]
    if country is not None and place.country == country.upper():
        reasons.append(Reason(f"country {place.country}", _COUNTRY))
    if near is not None:
        km = distance_km(place.point, near)
        reasons.append(Reason(f"{km:,.0f} km away", round(_NEAR / (1 + km / _NEAR_KM), 2)))
    score = round(sum(reason.points for reason in reasons), 2)
    return Candidate(place=place, score=score, reasons=tuple(reasons))


def _name_reason(place: Place, name: str) -> Reason:
    wanted = normalise(name)
    if wanted == normalise(place.name):
        return Reason("exact name", _EXACT_MAIN)
    if wanted in map(normalise, place.names):
        return Reason("exact other name", _EXACT)
    if fold(name) in map(fold, place.names):
        return Reason(f"another spelling of {place.name}", _FOLDED)
    return Reason(f"another name: {place.name}", _FOREIGN)
