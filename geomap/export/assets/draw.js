'use strict';
/*
 * Everything that is drawn on the map: ground, areas, marks, labels.
 * What may be drawn is the state's business (filter.js); what is near what is that of marks.js.
 */

function prepareMap() {
  map.getContainer().setAttribute('role', 'main');
  map.getContainer().setAttribute('aria-label', tr('Map of reported events'));
  for (const [name, level] of [['ground', 210], ['overlays', 330], ['areas', 350], ['dots', 410], ['lines', 420], ['labels', 450]]) {
    map.createPane(name).style.zIndex = String(level);
  }
  for (const name of ['ground', 'overlays', 'dots', 'lines', 'labels']) map.getPane(name).style.pointerEvents = 'none';
  if (data.tiles) L.tileLayer(data.tiles.url, { maxZoom: data.tiles.max_zoom }).addTo(map);
  else drawGround();
  if (data.tiles) map.setMaxZoom(data.tiles.max_zoom);
  $('overlays').append(...addOverlays());
  hatches();
  L.control.scale({ imperial: false, position: 'bottomleft' }).addTo(map);
  const ground = data.tiles ? data.tiles.credit : tr('Made with Natural Earth');
  const credits = unique([ground, 'GeoNames, CC BY 4.0', ...data.overlays.map((overlay) => overlay.credit).filter(Boolean), 'Leaflet']);
  const credit = h('div', { class: 'credit' }, credits.join(' · '));
  const Credit = L.Control.extend({ onAdd: () => credit });
  new Credit({ position: 'bottomright' }).addTo(map);
  const Note = L.Control.extend({ onAdd: () => drawing.note });
  new Note({ position: 'topright' }).addTo(map);
  for (const name of ['areas', 'marks', 'labels']) drawing[name] = L.layerGroup().addTo(map);
  drawing.dots = new Dots(lookOf, tellThinned, { pane: 'dots', padding: 0.15 }).addTo(map);
  map.on('click', ({ latlng }) => openAll(drawing.dots.near(latlng), latlng));
  jumpIfAsked();
}

/** Jump where Leaflet would glide (to a card, by the arrow keys), for readers who asked for less motion. */
function jumpIfAsked() {
  const { panBy } = map;
  map.panBy = (offset, options) => panBy.call(map, offset, still.matches ? { ...options, animate: false } : options);
}

/** Say that many events stand as fewer dots. */
function tellThinned({ events, dots }) {
  drawing.note.hidden = dots === 0;
  drawing.note.textContent = events === dots ? tr`${events} events in sight, as dots. Click one, or zoom in for symbols.`
    : tr`${events} events in sight, thinned to ${dots} dots. A click lists all that lie there; zoom in for symbols.`;
}

function isDark() {
  return data.theme === 'auto' ? dark.matches : data.theme === 'dark';
}

function lookOf() {
  const night = isDark();
  return (event) => ({ colour: familyOf(event)[night ? 'dark' : 'colour'], paper: night ? '#1d2227' : '#fff', exact: event.where.shape.form === 'point', disputed: isDisputed(event) });
}

/** Land, water and boundaries: lines that belong to nobody, under everything, deaf to clicks. */
function drawGround() {
  const renderer = L.svg({ pane: 'ground', padding: 0.6 });
  const makers = { polygon: L.polygon, line: L.polyline };
  for (const { name, kind, coordinates } of data.basemap.layers) {
    const options = { pane: 'ground', renderer, interactive: false, className: `ground ${name}`, smoothFactor: 0.7 };
    makers[kind](linesOf(coordinates, data.scale), options).addTo(map);
  }
}

/** One hatching a family, for areas of which even the area is weakly known. */
function hatches() {
  const patterns = Object.entries(data.palette.families).map(([name, family]) => tint(
    svg('pattern', { id: `hatch-${name}`, class: 'hatch', width: '8', height: '8', patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
      svg('path', { d: 'M0 0V8' })), family));
  document.body.append(svg('svg', { class: 'defs', 'aria-hidden': 'true' }, svg('defs', {}, ...patterns)));
}

function drawAreas() {
  drawing.areas.clearLayers();
  const many = drawing.shown.length > CANVAS_ABOVE; // then only regions are large enough to matter
  const layers = [...eventsByArea(many ? drawing.regional : drawing.shown).values()].map((events) => [events, areaOf(events[0], data.regions, areaOptions(events))]);
  for (const [, layer] of layers) layer.addTo(map); // bounds of a circle exist only on a map
  layers.sort(([, a], [, b]) => extentOf(b) - extentOf(a));
  for (const [events, layer] of layers) {
    drawing.areas.addLayer(layer.remove());
    const path = layer.getElement?.();
    if (path) tint(path, commonFamily(events));
    if (layer.options.interactive) layer.on('click', ({ latlng }) => openAll([drawing.dots.near(latlng), events].find((some) => some.length), latlng));
  }
}

/** Events by what is drawn for them: a region once, however many lie in it. */
function eventsByArea(events) {
  const areas = new Map();
  for (const event of events) {
    const key = event.region ?? event.id;
    if (!areas.has(key)) areas.set(key, []);
    areas.get(key).push(event);
  }
  return areas;
}

/** The family that all of some events belong to; none where they differ. */
function commonFamily(events) {
  const families = unique(events.map(familyOf));
  return families.length === 1 ? families[0] : undefined;
}

function areaOptions(events) {
  const [event] = events;
  const exact = event.where.shape.form === 'point';
  const kind = exact ? 'extent' : 'area';
  const weak = !exact && events.every(isWeak) ? ` weak weak-${data.palette.types[event.type].family}` : '';
  return { pane: 'areas', interactive: !exact, className: `${kind}${weak}`, bubblingMouseEvents: false };
}

function familyOf(event) {
  return data.palette.families[data.palette.types[event.type].family];
}

/** Marks: symbols, moved apart where they would cover each other at this zoom, or dots where too many. */
function drawMarks() {
  drawing.marks.clearLayers();
  const room = roomForMarks();
  const events = drawing.shown.length <= CANVAS_ABOVE ? drawing.shown : inSight(drawing.shown, room + 1);
  const spots = events.length > room ? null : spotsOf(events);
  drawing.crowded = !spots; // then names of their settlements would hide the dots
  drawing.boxes = spots ?? [];
  drawing.dots.show(spots ? [] : drawing.local);
  if (spots) drawSymbols(events, spots);
  else drawRegionNames();
  drawLabels();
}

/** Events near enough to what is seen to be drawn; no more than asked for. */
function inSight(events, most) {
  const view = map.getBounds().pad(0.2);
  const [west, south, east, north] = [view.getWest(), view.getSouth(), view.getEast(), view.getNorth()];
  const found = [];
  for (const event of events) {
    const { lon, lat } = event.where.shape;
    if (lon >= west && lon <= east && lat >= south && lat <= north && found.push(event) === most) break;
  }
  return found;
}

/** How many symbols can lie side by side. */
function roomForMarks() {
  const { x, y } = map.getSize();
  return Math.max(CROWDED.marks, Math.floor((CROWDED.part * x * y) / (MARK.width * MARK.height)));
}

/** Among dots a region has one mark for all its events: a dot in its middle would be taken for a place. */
function drawRegionNames() {
  const regions = [...eventsByArea(drawing.regional).values()];
  const frame = frameInSight();
  const labels = regions.map((events) => regionLabel(events, frame));
  drawing.boxes = spread(labels, frame).map((spot, i) => {
    drawing.marks.addLayer(regionMark(regions[i], labels[i], map.layerPointToLatLng([spot.x, spot.y])));
    return { ...labels[i], ...spot };
  });
}

/** Name and number of a region's events; only the number where the name is wider than the region. */
function regionLabel(events, frame) {
  const { shape } = events[0].where;
  const home = map.latLngToLayerPoint(anchorOf(shape));
  const reach = L.latLng(shape.lat, shape.lon).toBounds(2 * shape.radius_m);
  const room = map.latLngToLayerPoint(reach.getSouthEast()).x - map.latLngToLayerPoint(reach.getSouthWest()).x;
  const name = `${caption(events[0])}: ${numberWords(events.length)}`;
  const fits = textWidth(name, FONT) < 0.8 * room;
  const words = fits ? name : numberWords(events.length);
  return { ...xy(home), name, words, fits, width: Math.min(textWidth(words, FONT) + 22, 220), height: 24, looseness: 1, inside: frame.contains(home) };
}

function regionMark(events, { name, words, fits, width, height }, at) {
  const face = h('span', { class: fits ? 'face captioned region' : 'face captioned region number' }, h('bdi', {}, words));
  const icon = L.divIcon({ html: face, className: 'mark', iconSize: [width, height] });
  const marker = L.marker(at, { icon, title: fits ? '' : name, bubblingMouseEvents: false });
  marker.on('click', () => openAll(events, at, marker.getElement()));
  marker.on('add', () => nameElement(marker.getElement(), name, () => openAll(events, at, marker.getElement())));
  return marker;
}

/** What the reader sees of the map, less a narrow rim, in the pixels of its layers. */
function frameInSight() {
  const corner = map.containerPointToLayerPoint([4, 4]);
  return L.bounds(corner, corner.add(map.getSize()).subtract([8, 8]));
}

/** Where each symbol finds room, off all settlements but its own; null where it is too crowded. */
function spotsOf(events) {
  const settlements = data.names.filter((place) => place.always).map((place) => ({
    ...xy(map.latLngToLayerPoint([place.lat, place.lon])), width: 9, height: 9, looseness: 0, fixed: true, home: placeKey(place),
  }));
  const frame = frameInSight();
  const homes = events.map((event) => {
    const home = map.latLngToLayerPoint(anchorOf(event.where.shape));
    return { ...xy(home), ...sizeOf(event), inside: frame.contains(home), home: placeKey(event.where.shape) };
  });
  const spots = spread([...homes, ...settlements], frame).slice(0, homes.length).map((spot, i) => {
    const moved = Math.hypot(spot.x - homes[i].x, spot.y - homes[i].y);
    return { ...homes[i], ...spot, moved };
  });
  const crowded = spots.reduce((sum, spot) => sum + spot.moved, 0) > CROWDED.pixels * spots.length;
  return crowded && spots.length > CROWDED.marks ? null : spots;
}

function drawSymbols(events, spots) {
  events.forEach((event, i) => {
    const at = map.layerPointToLatLng([spots[i].x, spots[i].y]);
    if (spots[i].moved > 5 && event.where.shape.form !== 'region') drawLeader(event, at);
    drawing.marks.addLayer(mark(event, at, spots[i]));
  });
}

/** What stands beside a symbol: the name of a region; on paper the event's number in the list. */
function caption(event) {
  const name = event.where.shape.form === 'region' ? placeNames(event.where) || placeTitle(event.where) : '';
  return [drawing.numbers?.get(event), name].filter(Boolean).join(' ');
}

function sizeOf(event) {
  const { form } = event.where.shape;
  const looseness = { point: 1, region: 6 }[form] ?? 2; // exact marks keep their places
  const words = caption(event);
  if (!words) return { ...MARK, looseness };
  return { width: MARK.width + Math.min(textWidth(words, FONT) + 20, 190), height: MARK.height, looseness };
}

function mark(event, at, { width, height }) {
  const words = caption(event);
  const face = h('span', { class: words ? 'face captioned' : 'face' }, eventSymbol(event, data.palette), words && h('bdi', {}, words));
  const icon = L.divIcon({ html: face, className: 'mark', iconSize: [width, height] });
  const marker = L.marker(at, { icon, riseOnHover: true, bubblingMouseEvents: false });
  marker.on('click', () => open(event, marker.getElement(), at));
  marker.on('add', () => nameMark(marker.getElement(), event, at));
  return marker;
}

function nameMark(element, event, at) {
  element.dataset.event = event.id;
  nameElement(element, eventName(event, data.palette.types), () => open(event, element, at));
}

/** Let the keyboard and screen readers use a mark. */
function nameElement(element, words, act) {
  element.setAttribute('role', 'button');
  element.setAttribute('aria-label', words);
  element.addEventListener('keydown', (press) => {
    if (press.key !== 'Enter' && press.key !== ' ') return;
    press.preventDefault();
    act();
  });
}

/** A line from a mark that moved aside to its true place; only an exact place gets a dot. */
function drawLeader(event, at) {
  const home = anchorOf(event.where.shape);
  const options = { pane: 'lines', interactive: false, className: 'leader' };
  drawing.marks.addLayer(L.polyline([home, at], options));
  if (event.where.shape.form === 'point') drawing.marks.addLayer(L.circleMarker(home, { ...options, radius: 2.5, className: 'leader end' }));
}

/** Names of the events' own settlements first, then the largest others that find room. */
function drawLabels() {
  drawing.labels.clearLayers();
  const names = drawing.crowded ? data.names.map((place) => ({ ...place, always: false })) : data.names;
  for (const { place, shift } of fittingLabels(names, drawing.boxes, map)) {
    const name = h('span', { class: place.always ? 'label own' : 'label' }, h('bdi', {}, place.name));
    name.style.setProperty('left', `${shift.x}px`);
    name.style.setProperty('top', `${shift.y}px`);
    const icon = L.divIcon({ html: name, className: 'spot', iconSize: [0, 0] });
    drawing.labels.addLayer(L.marker([place.lat, place.lon], { icon, pane: 'labels', interactive: false, keyboard: false }));
  }
}

/** Settlements to label: those of drawn events always, each name at one place once. */
function labelledPlaces() {
  const key = ({ name, lat, lon }) => `${name} ${lat.toFixed(1)} ${lon.toFixed(1)}`;
  const others = new Map(data.labels.map(([name, lon, lat, population]) => ({ name, lat, lon, population })).map((place) => [key(place), place]));
  const own = new Map(data.drawn.flatMap((event) => event.where.places ?? []).filter((place) => place.kind === 'settlement')
    .map((place) => [key(place), { name: place.name, lat: place.lat, lon: place.lon, population: others.get(key(place))?.population ?? 0, always: true }]));
  return [...own.values(), ...[...others].filter(([at]) => !own.has(at)).map(([, place]) => place)];
}

function fit() {
  if (data.view) {
    const [lon, lat, zoom] = data.view;
    map.setView([lat, lon], zoom, { animate: false });
    return;
  }
  const bounds = L.latLngBounds([]);
  for (const event of data.drawn) bounds.extend(anchorOf(event.where.shape));
  const near = data.drawn.filter((event) => event.where.shape.form !== 'region'); // a vague region shall not make the rest small
  if (near.length === 0) drawing.areas.eachLayer((layer) => bounds.extend(layer.getBounds()));
  for (const { where: { shape } } of near) bounds.extend(L.latLng(shape.lat, shape.lon).toBounds(2 * Math.min(shape.radius_m, 5e5)));
  if (!bounds.isValid()) map.setView([30, 15], 2, { animate: false });
  else map.fitBounds(bounds, { maxZoom: 11, padding: narrow.matches ? [20, 20] : [44, 44], animate: false });
}
