'use strict';
/*
 * The page: reads the data blocks, keeps one state, draws what the state lets through.
 * folium made the map (a global of the same name as its element); everything on it comes from here.
 */

const $ = (id) => document.getElementById(id);
const map = window[document.querySelector('.folium-map').id];
const narrow = window.matchMedia('(max-width: 760px)');

/** Types that the reader has switched off: the whole of the filter so far. */
const state = { hidden: new Set() };

/** All that was read from the file: events, palette, regions, basemap, labels, about. */
let data = null;
/** What is on the map, so that it can be drawn anew. */
const drawing = { areas: null, marks: null, labels: null, canvas: null, boxes: [] };

// ---- reading -------------------------------------------------------------------------------

/** Read a data block; deflated ones are unpacked by the browser. @returns {Promise<object>} */
async function readBlock(id) {
  const block = $(id);
  if (block.type === 'application/json') return JSON.parse(block.textContent);
  const bytes = Uint8Array.from(atob(block.textContent), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'));
  return new Response(stream).json();
}

/** Turn columns into objects, with the shared values put back where rows point to them. */
function rows(table, { pools, pooled }) {
  const columns = Object.entries(table).map(([name, values]) => [
    name, name in pooled ? values.map((at) => (at === null ? null : pools[pooled[name]][at])) : values,
  ]);
  return Array.from({ length: table.id.length }, (_, i) => Object.fromEntries(columns.map(([name, values]) => [name, values[i]])));
}

async function readData() {
  const [raw, ...geography] = await Promise.all(['geomap-data', 'geomap-geography', 'geomap-ground'].map(readBlock));
  const { regions, scale } = Object.assign({}, ...geography);
  const outlines = Object.fromEntries(Object.entries(regions).map(([name, steps]) => [name, linesOf(steps, scale)]));
  const documents = rows(raw.documents, raw);
  const claims = rows(raw.claims, raw).map((claim) => ({ ...claim, document: documents[claim.document] }));
  const events = rows(raw.events, raw).map((event) => ({
    ...event, lead: claims[event.lead], claims: event.claims.map((at) => claims[at]), denials: event.denials.map((at) => claims[at]),
  }));
  return Object.assign({}, raw, ...geography, {
    regions: outlines, events, drawn: events.filter(isDrawn), listed: events.filter((event) => !isDrawn(event)),
  });
}

function isDrawn({ mappable, where: { shape } }) {
  return mappable && Number.isFinite(shape?.lat) && Number.isFinite(shape.lon);
}

function isShown(event) {
  return !state.hidden.has(event.type);
}

// ---- the panel -----------------------------------------------------------------------------

function fillPanel() {
  $('layers-section').hidden = $('signs-section').hidden = data.events.length === 0;
  document.title = data.title;
  $('title').textContent = data.title;
  $('layers').append(...layerBoxes());
  $('signs').append(...signs());
  $('unplaced').append(...listsByReason());
  $('unplaced-section').hidden = data.listed.length === 0;
  $('drawn').append(eventList(data.drawn));
  $('drawn-section').hidden = data.drawn.length === 0;
  $('about').append(...about());
  $('sheet').addEventListener('click', toggleSheet);
}

function toggleSheet() {
  const open = $('panel').classList.toggle('open');
  $('sheet').setAttribute('aria-expanded', String(open));
  $('sheet').setAttribute('aria-label', open ? 'Hide legend and lists' : 'Show legend and lists');
}

/** "9 events drawn, 4 without a place, 2 denied or planned". */
function summarise() {
  const shown = data.drawn.filter(isShown).length;
  if (data.events.length === 0) {
    $('summary').textContent = 'No event was found in what was read.';
    return;
  }
  const placeless = data.listed.filter((event) => !event.where.shape).length;
  const total = data.drawn.length;
  const count = shown === total ? `${total} ${total === 1 ? 'event' : 'events'} drawn` : `${shown} of ${total} drawn events shown`;
  const rest = data.listed.length - placeless;
  $('summary').textContent = `${count}, ${placeless} without a place${rest ? `, ${rest} denied or not current` : ''}`;
}

/** One checkbox a type, in the palette's order, grouped by family. */
function layerBoxes() {
  const { types, families } = data.palette;
  const present = new Set(data.events.map((event) => event.type));
  return Object.entries(families).flatMap(([family, { label }]) => {
    const own = Object.keys(types).filter((type) => types[type].family === family && present.has(type));
    return own.length ? [h('fieldset', {}, h('legend', {}, label), ...own.map(layerBox))] : [];
  });
}

function layerBox(type) {
  const ofType = data.events.filter((event) => event.type === type);
  const drawn = ofType.filter(isDrawn).length;
  const box = h('input', { type: 'checkbox', value: type });
  box.checked = true;
  box.disabled = drawn === 0;
  box.addEventListener('change', () => {
    state.hidden[box.checked ? 'delete' : 'add'](type);
    draw();
  });
  const listed = ofType.length - drawn;
  return h('label', { class: 'layer' }, box, symbol({ type }, data.palette), h('span', {}, data.palette.types[type].label),
    h('span', { class: 'count', title: `${drawn} drawn, ${listed} listed only` }, String(drawn),
      listed > 0 && h('small', {}, ` + ${listed} listed`)));
}

/** What solid, hollow and the badges mean. */
function signs() {
  const type = data.drawn[0]?.type ?? Object.keys(data.palette.types)[0];
  const lines = [
    [{ type }, 'Asserted, in the settlement named'], [{ type, hollow: true }, 'Somewhere in the dashed area'],
    [{ type, badges: ['alleged'] }, 'Alleged'], [{ type, badges: ['confirmed'] }, 'Confirmed'],
    [{ type, badges: ['disputed'] }, 'Disputed: somebody denies it'],
  ];
  const hatched = h('li', {}, h('span', { class: 'hatched' }), 'Hatched: place weakly known');
  return [...lines.map(([look, words]) => h('li', {}, symbol(look, data.palette), words)), hatched];
}

function listsByReason() {
  return Object.keys(NOT_DRAWN).flatMap((reason) => {
    const events = data.listed.filter((event) => reasonNotDrawn(event) === reason);
    return events.length ? [h('h3', {}, `${NOT_DRAWN[reason]} (${events.length})`), eventList(events)] : [];
  });
}

/** Events as buttons that open their cards. */
function eventList(events) {
  return h('ul', { class: 'events' }, ...events.map((event) => {
    const words = event.where.expression || event.where.places ? placeTitle(event.where) : event.lead?.quote.text ?? '';
    const button = h('button', { type: 'button' }, eventSymbol(event, data.palette),
      h('span', {}, h('b', {}, typeLabel(event, data.palette.types)), h('span', { class: 'where', dir: 'auto' }, words)));
    button.addEventListener('click', () => open(event, button));
    return h('li', {}, button);
  }));
}

/** Counts, what the caller tells (gazetteer, versions, licences), and what the map's ground is. */
function about() {
  const text = 'A program read the documents, found what they report, and placed what they place. It drew nothing that is denied, planned or merely feared, '
    + 'and nothing for which the text names no place. Marks say what was reported, not what happened. Boundaries are neutral; disputed ones are dashed.';
  const count = `${data.events.length} events from ${data.claims.id.length} statements in ${data.documents.id.length} documents`;
  return [h('p', {}, text), definitions({ Counts: count, ...data.about, 'Base map': data.basemap.attribution ?? 'none' })];
}

/** Any nesting of names and texts as a list of definitions. */
function definitions(value) {
  if (Array.isArray(value)) return h('ul', {}, ...value.map((item) => h('li', {}, definitions(item))));
  if (value === null || typeof value !== 'object') return h('span', { dir: 'auto' }, String(value ?? 'none'));
  return h('dl', {}, ...Object.entries(value).flatMap(([name, item]) => [
    h('dt', { dir: 'auto' }, plainWords(name)), h('dd', {}, definitions(item)),
  ]));
}

// ---- the map -------------------------------------------------------------------------------

function prepareMap() {
  for (const [name, level] of [['ground', 210], ['areas', 350], ['lines', 420], ['labels', 450]]) {
    map.createPane(name).style.zIndex = String(level);
  }
  for (const name of ['ground', 'lines', 'labels']) map.getPane(name).style.pointerEvents = 'none';
  drawGround();
  hatches();
  L.control.scale({ imperial: false, position: 'bottomleft' }).addTo(map);
  const credit = h('div', { class: 'credit' }, 'Made with Natural Earth · GeoNames, CC BY 4.0 · Leaflet');
  const Credit = L.Control.extend({ onAdd: () => credit });
  new Credit({ position: 'bottomright' }).addTo(map);
  for (const name of ['areas', 'marks', 'labels']) drawing[name] = L.layerGroup().addTo(map);
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

/** Draw everything that the state lets through. */
function draw() {
  drawAreas();
  drawMarks();
  summarise();
}

function drawAreas() {
  drawing.areas.clearLayers();
  const shown = data.drawn.filter(isShown);
  const many = shown.length > CANVAS_ABOVE; // then extents of single settlements are too small to matter
  const layers = shown.filter((event) => !many || event.where.shape.form !== 'point').map((event) => [event, areaOf(event, data.regions, areaOptions(event))]);
  for (const [, layer] of layers) layer.addTo(map); // bounds of a circle exist only on a map
  layers.sort(([, a], [, b]) => extentOf(b) - extentOf(a));
  for (const [event, layer] of layers) {
    drawing.areas.addLayer(layer.remove());
    const path = layer.getElement?.();
    if (path) tint(path, familyOf(event));
    if (layer.options.interactive) layer.on('click', (click) => open(event, null, click.latlng));
  }
}

function areaOptions(event) {
  const exact = event.where.shape.form === 'point';
  const kind = exact ? 'extent' : 'area';
  const weak = !exact && isWeak(event) ? ` weak weak-${data.palette.types[event.type]?.family}` : '';
  return { pane: 'areas', interactive: !exact, className: `${kind}${weak}`, bubblingMouseEvents: false };
}

function familyOf(event) {
  return data.palette.families[data.palette.types[event.type]?.family];
}

/** Marks: symbols, moved apart where they would cover each other at this zoom, or dots where too many. */
function drawMarks() {
  drawing.marks.clearLayers();
  const events = data.drawn.filter(isShown);
  const spots = events.length > CANVAS_ABOVE ? null : spotsOf(events);
  drawing.boxes = spots ?? [];
  if (spots) drawSymbols(events, spots);
  else drawDots(events);
  drawLabels();
}

/** Where each symbol finds room, off all settlements but its own; null where it is too crowded. */
function spotsOf(events) {
  const settlements = data.names.filter((place) => place.always).map((place) => ({
    ...xy(map.latLngToLayerPoint([place.lat, place.lon])), width: 9, height: 9, looseness: 0, fixed: true, home: placeKey(place),
  }));
  const corner = map.containerPointToLayerPoint([4, 4]);
  const frame = L.bounds(corner, corner.add(map.getSize()).subtract([8, 8]));
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
  drawing.canvas?.remove(); // it would lie over the areas and take their clicks
  events.forEach((event, i) => {
    const at = map.layerPointToLatLng([spots[i].x, spots[i].y]);
    if (spots[i].moved > 5 && event.where.shape.form !== 'region') drawLeader(event, at);
    drawing.marks.addLayer(mark(event, at, spots[i]));
  });
}

/** The name that stands beside the symbol of a region. */
function caption(event) {
  return event.where.shape.form === 'region' ? placeNames(event.where) || placeTitle(event.where) : '';
}

function sizeOf(event) {
  const { form } = event.where.shape;
  const looseness = { point: 1, region: 6 }[form] ?? 2; // exact marks keep their places
  const words = caption(event);
  if (!words) return { ...MARK, looseness };
  return { width: MARK.width + Math.min(textWidth(words, '600 12px system-ui, sans-serif') + 20, 190), height: MARK.height, looseness };
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
  element.setAttribute('role', 'button');
  element.setAttribute('aria-label', eventName(event, data.palette.types));
  element.dataset.event = event.id;
  element.addEventListener('keydown', (press) => {
    if (press.key !== 'Enter' && press.key !== ' ') return;
    press.preventDefault();
    open(event, element, at);
  });
}

/** A line from a mark that moved aside to its true place; only an exact place gets a dot. */
function drawLeader(event, at) {
  const home = anchorOf(event.where.shape);
  const options = { pane: 'lines', interactive: false, className: 'leader' };
  drawing.marks.addLayer(L.polyline([home, at], options));
  if (event.where.shape.form === 'point') drawing.marks.addLayer(L.circleMarker(home, { ...options, radius: 2.5, className: 'leader end' }));
}

/** Very many marks: dots on one canvas; a click opens all events under it. */
function drawDots(events) {
  drawing.canvas ??= L.canvas({ padding: 0.5 });
  const dark = window.matchMedia('(prefers-color-scheme: dark)').matches;
  for (const event of events) {
    const colour = familyOf(event)?.[dark ? 'dark' : 'colour'] ?? '#777';
    const exact = event.where.shape.form === 'point';
    const dot = L.circleMarker(anchorOf(event.where.shape), { renderer: drawing.canvas, radius: 5, weight: 1.5, color: exact ? '#fff' : colour, fillColor: exact ? colour : '#fff', fillOpacity: 0.9 });
    drawing.marks.addLayer(dot.on('click', (click) => openAll(eventsNear(events, click.latlng), click.latlng)));
  }
}

function eventsNear(events, latlng) {
  const spot = map.latLngToLayerPoint(latlng);
  return events.filter((event) => map.latLngToLayerPoint(anchorOf(event.where.shape)).distanceTo(spot) < 8);
}

/** Names of the events' own settlements first, then the largest others that find room. */
function drawLabels() {
  drawing.labels.clearLayers();
  for (const { place, shift } of fittingLabels(data.names, drawing.boxes, map)) {
    const name = h('span', { class: place.always ? 'label own' : 'label' }, h('bdi', {}, place.name));
    name.style.setProperty('left', `${shift.x}px`);
    name.style.setProperty('top', `${shift.y}px`);
    const icon = L.divIcon({ html: name, className: 'spot', iconSize: [0, 0] });
    drawing.labels.addLayer(L.marker([place.lat, place.lon], { icon, pane: 'labels', interactive: false, keyboard: false }));
  }
}

/** Settlements to label: those of drawn events always, each name at one place once. */
function labelledPlaces() {
  const own = data.drawn.flatMap((event) => event.where.places ?? []).filter((place) => place.kind === 'settlement')
    .map(({ name, lat, lon }) => ({ name, lat, lon, population: 0, always: true }));
  const others = data.labels.map(([name, lon, lat, population]) => ({ name, lat, lon, population }));
  const key = ({ name, lat, lon }) => `${name} ${lat.toFixed(1)} ${lon.toFixed(1)}`;
  return [...new Map([...own, ...others].reverse().map((place) => [key(place), place])).values()].reverse();
}

function fit() {
  const bounds = L.latLngBounds([]);
  for (const event of data.drawn) bounds.extend(anchorOf(event.where.shape));
  drawing.areas.eachLayer((layer) => bounds.extend(layer.getBounds()));
  if (!bounds.isValid()) map.setView([30, 15], 2, { animate: false });
  else map.fitBounds(bounds, { maxZoom: 11, padding: narrow.matches ? [20, 20] : [44, 44], animate: false });
}

// ---- opening an event ----------------------------------------------------------------------

/** Show an event's card: beside its mark, or in a dialog when it has none or the screen is small. */
function open(event, opener, at) {
  if (!isDrawn(event) || narrow.matches) showDialog(card(event, data.palette), opener);
  else showPopup(card(event, data.palette), at ?? anchorOf(event.where.shape), opener);
}

/** Show the card of one event, or a list of several at one place. */
function openAll(events, at) {
  if (events.length === 1) open(events[0], null, at);
  else showPopup(h('article', { class: 'card', tabindex: '-1' }, h('h2', {}, `${events.length} events here`), eventList(events)), at, null);
}

function showPopup(content, at, opener) {
  const { x, y } = map.getSize();
  const popup = L.popup({ maxWidth: Math.min(440, x - 60), minWidth: Math.min(340, x - 60), maxHeight: Math.max(180, Math.min(500, y - 90)), autoPanPadding: [16, 16], offset: [0, -8] });
  popup.setLatLng(at).setContent(content).openOn(map);
  popup.on('remove', () => giveBack(opener));
  content.focus({ preventScroll: true });
}

function showDialog(content, opener) {
  const close = h('button', { type: 'button', class: 'close', 'aria-label': 'Close' }, '×');
  close.addEventListener('click', () => $('dialog').close());
  $('dialog').replaceChildren(close, content);
  $('dialog').addEventListener('close', () => giveBack(opener), { once: true });
  $('dialog').showModal();
}

/** Return the keyboard to where it came from, if that is still there. */
function giveBack(opener) {
  const mark = opener?.dataset.event && document.querySelector(`.mark[data-event="${CSS.escape(opener.dataset.event)}"]`);
  (mark || opener)?.focus({ preventScroll: true });
}

// ---- start ---------------------------------------------------------------------------------

async function start() {
  data = await readData();
  data.names = labelledPlaces();
  fillPanel();
  prepareMap();
  drawAreas();
  fit();
  draw();
  map.on('zoomend', drawMarks);
  map.on('moveend', drawLabels);
  new ResizeObserver(() => map.invalidateSize()).observe(map.getContainer());
  $('dialog').addEventListener('click', (click) => { if (click.target === $('dialog')) $('dialog').close(); });
  document.addEventListener('keydown', (press) => { if (press.key === 'Escape') map.closePopup(); });
  document.documentElement.dataset.ready = 'true';
}

start().catch((error) => {
  $('trouble').textContent = `The map could not be opened (${error.message}). It needs a browser of 2023 or later.`;
  $('trouble').hidden = false;
  throw error;
});
