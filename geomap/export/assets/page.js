'use strict';
/*
 * The page: reads the data blocks, keeps one state, draws what the state lets through.
 * folium made the map (a global of the same name as its element); everything on it comes from here.
 */

const $ = (id) => document.getElementById(id);
const MOST_CANDIDATES = 25; // events to choose from when one is said to be the same as another
const map = window[document.querySelector('.folium-map').id];
const dark = window.matchMedia('(prefers-color-scheme: dark)');
const narrow = window.matchMedia('(max-width: 760px)');
const still = window.matchMedia('(prefers-reduced-motion: reduce)');

/** What the reader has asked for; see filter.js. */
const state = readFragment(location.hash);

/** All that was read from the file: events, palette, regions, basemap, labels, about. */
let data = null;
/** What is on the map, so that it can be drawn anew. */
const drawing = { areas: null, marks: null, labels: null, dots: null, note: null, boxes: [], passing: [], order: null, shown: [], regional: [], local: [], crowded: false, numbers: null };
/** Parts of the page that follow the state. */
const controls = { facets: [], timeline: null, table: null, card: null, address: 0, search: 0, rows: null };

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
  return Array.from({ length: Object.values(table)[0].length }, (_, i) => Object.fromEntries(columns.map(([name, values]) => [name, values[i]])));
}

async function readData() {
  const [raw, ...geography] = await Promise.all(['geomap-data', 'geomap-geography', 'geomap-ground'].map(readBlock));
  const { regions, scale } = Object.assign({}, ...geography);
  for (const name of ['span', 'quote']) raw.pools[name] = rows(raw.pools[name], raw);
  const outlines = Object.fromEntries(Object.entries(regions).map(([name, steps]) => [name, linesOf(steps, scale)]));
  const documents = rows(raw.documents, raw);
  const claims = rows(raw.claims, raw).map((claim) => ({ ...claim, document: documents[claim.document] }));
  const events = rows(raw.events, raw).map((event) => ({
    ...event, lead: claims[event.lead], claims: event.claims.map((at) => claims[at]), denials: event.denials.map((at) => claims[at]),
    drawn: isDrawn(event), region: regionOf(event), // asked of all events at each change of filter
  }));
  return Object.assign({}, raw, ...geography, {
    regions: outlines, events, drawn: events.filter((event) => event.drawn),
  });
}

// ---- opening an event ----------------------------------------------------------------------

/** Show an event's card: beside its mark, or in a dialog when it has none or the screen is small. */
function open(event, opener, at) {
  state.event = event.id;
  keepAddress();
  const content = card(event, data.palette);
  content.append(reviewBox(event, data.palette, { pick: pickPlace, near: eventsNear, changed: showReviews }), stepper(event, content, opener));
  if (!event.drawn || state.table || narrow.matches) showDialog(content, opener);
  else showPopup(content, at ?? anchorOf(event.where.shape), opener);
}

/** What passes, by day; undated events last. @returns {object[]} */
function inOrder() {
  const day = ({ when }) => when.first ?? when.last ?? '~';
  drawing.order ??= [...drawing.passing].sort((a, b) => (day(a) < day(b) ? -1 : Number(day(a) > day(b))));
  return drawing.order;
}

/** The way from an event to the one before and after it, by buttons or arrow keys, and from the table to the map. */
function stepper(event, content, opener) {
  const all = inOrder();
  const at = all.indexOf(event);
  const go = (by) => { if (at >= 0 && all[at + by]) open(all[at + by], opener); };
  const button = (by, label, sign) => {
    const made = h('button', { type: 'button', 'aria-label': label }, sign);
    made.disabled = at < 0 || !all[at + by];
    made.addEventListener('click', () => go(by));
    return made;
  };
  content.addEventListener('keydown', (press) => {
    if (press.target === content) go({ ArrowLeft: -1, ArrowRight: 1 }[press.key]);
  });
  const show = h('button', { type: 'button', class: 'show' }, tr('On the map'));
  show.addEventListener('click', () => showOnMap(event));
  return h('nav', { class: 'steps', 'aria-label': tr('Events by day') }, button(-1, tr('Earlier event'), '‹'),
    at >= 0 && h('span', {}, tr`${at + 1} of ${all.length}`), button(1, tr('Later event'), '›'), event.drawn && state.table && show);
}

/** Leave the table, and show where an event lies. */
function showOnMap(event) {
  $('dialog').close();
  state.table = false;
  changed();
  map.setView(anchorOf(event.where.shape), Math.max(map.getZoom(), 9), { animate: false });
  if (!narrow.matches) open(event, null);
}

/** Other events that may be the same: those of one type first, then by days and by distance. @returns {object[]} */
function eventsNear(event) {
  const [shape, day] = [event.where.shape, event.when.first];
  const apart = (other) => {
    const theirs = other.where.shape;
    const km = shape && theirs ? map.distance([shape.lat, shape.lon], [theirs.lat, theirs.lon]) / 1000 : 500;
    const days = day && other.when.first ? Math.abs(dayNumber(day) - dayNumber(other.when.first)) : 30;
    return km + 10 * days + (other.type === event.type ? 0 : 200);
  };
  const others = data.events.filter((other) => other !== event).map((other) => ({ other, apart: apart(other) }));
  return others.sort((a, b) => a.apart - b.apart).slice(0, MOST_CANDIDATES).map(({ other }) => other);
}

/** Let the reader click a place on the map, then show the card again. */
function pickPlace(picked) {
  const event = data.events.find(({ id }) => id === state.event);
  $('dialog').close();
  map.closePopup();
  Object.assign(state, { table: false });
  $('table').hidden = true;
  map.getContainer().classList.add('picking');
  map.once('click', ({ latlng }) => {
    map.getContainer().classList.remove('picking');
    picked(latlng);
    open(event, null);
  });
}

/** Say how many events the reader has marked, and offer them as a file. */
function showReviews() {
  $('reviews').hidden = reviews.size === 0;
  $('reviews-count').textContent = tr`Events marked: ${reviews.size}`;
}

/** Show the card of one event, or a list of several at one place. */
function openAll(events, at, opener = null) {
  if (events.length === 0) return;
  if (events.length === 1) {
    open(events[0], opener, at);
    return;
  }
  const list = h('article', { class: 'card', tabindex: '-1' }, h('h2', {}, tr`${events.length} events here`), eventList(events));
  if (narrow.matches) showDialog(list, opener);
  else showPopup(list, at, opener);
}

function showPopup(content, at, opener) {
  const { x, y } = map.getSize();
  const popup = L.popup({ maxWidth: Math.min(440, x - 60), minWidth: Math.min(340, x - 60), maxHeight: Math.max(180, Math.min(620, y - 90)), autoPanPadding: [16, 16], offset: [0, -8] });
  $('dialog').close();
  controls.card = content; // before the popup that was open closes
  popup.setLatLng(at).setContent(content).openOn(map);
  popup.on('remove', () => giveBack(content, opener));
  content.focus({ preventScroll: true });
}

function showDialog(content, opener) {
  const close = h('button', { type: 'button', class: 'close', 'aria-label': tr('Close') }, '×');
  close.addEventListener('click', () => $('dialog').close());
  controls.card = content;
  map.closePopup();
  $('dialog').replaceChildren(close, content);
  $('dialog').addEventListener('close', () => giveBack(content, opener), { once: true });
  if (!$('dialog').open) $('dialog').showModal();
  content.focus({ preventScroll: true });
}

/** The card is closed: return the keyboard to where it came from, if that is still there. */
function giveBack(content, opener) {
  if (controls.card !== content) return; // another card has taken its place
  state.event = null;
  keepAddress();
  const mark = opener?.dataset.event && document.querySelector(`.mark[data-event="${CSS.escape(opener.dataset.event)}"]`);
  (mark || opener)?.focus({ preventScroll: true });
}

// ---- the state -----------------------------------------------------------------------------

/** The state has changed: draw it, and write it into the address. */
function changed() {
  const { passing, anytime, counts } = applyState(data.events, data.heaps, state);
  Object.assign(drawing, { passing, order: null });
  sortShown(passing);
  draw();
  summarise(passing);
  fillLists(passing);
  controls.timeline?.show(anytime);
  controls.table.show(state.table ? passing : []);
  for (const { name, heap, box, count } of controls.facets) {
    box.checked = !state.off[name].has(heap);
    count.textContent = numberWords(counts[name].get(heap) ?? 0);
  }
  if ($('search').value !== state.text) $('search').value = state.text;
  $('table').hidden = !state.table;
  $('view').textContent = state.table ? tr('Map') : tr('Table');
  keepAddress();
}

/** Of what passes, what is drawn; of that, what stands for a region and what has a place of its own. */
function sortShown(passing) {
  const [shown, regional, local] = [[], [], []];
  for (const event of passing) {
    if (!event.drawn) continue;
    shown.push(event);
    (event.region ? regional : local).push(event);
  }
  Object.assign(drawing, { shown, regional, local });
}

function draw() {
  drawAreas();
  drawMarks();
}

/** Write the state into the address, once the reader rests: browsers refuse to change it all the time. */
function keepAddress() {
  if (location.protocol === 'about:') return; // a notebook's frame has none
  clearTimeout(controls.address);
  controls.address = setTimeout(() => {
    const fragment = writeFragment(state);
    if (fragment !== location.hash.slice(1)) history.replaceState(null, '', fragment ? `#${fragment}` : location.pathname);
  }, 100);
}

/** Keep where the reader looks, so that a link shows it again. */
function keepView() {
  const { lat, lng } = map.getCenter();
  state.view = [lat, lng, map.getZoom()];
  keepAddress();
}

/** Show what the address asks for: a view, an event. */
function restore() {
  if (state.view) map.setView(state.view.slice(0, 2), state.view[2], { animate: false });
  const event = data.events.find(({ id }) => id === state.event);
  if (event) open(event, null);
}

// ---- paper ---------------------------------------------------------------------------------

/**
 * Before printing: the map in the size it has on paper (see .paper in page.css), showing what the window
 * shows; nothing folded; and every event in words, under the number that its mark has.
 */
function toPaper() {
  if (drawing.numbers) return;
  const looked = { at: map.getCenter(), zoom: map.getZoom(), folded: [...document.querySelectorAll('#contents > details:not([open])')] };
  const seen = map.getBounds();
  drawing.looked = looked;
  drawing.numbers = new Map(inOrder().map((event, i) => [event, String(i + 1)]));
  document.body.classList.add('paper');
  for (const each of looked.folded) each.open = true;
  map.invalidateSize({ animate: false, pan: false });
  map.fitBounds(seen, { animate: false });
  drawMarks();
  fillLists(drawing.passing);
}

/** After printing: everything as it was. */
function toScreen() {
  if (!drawing.numbers) return;
  const { at, zoom, folded } = drawing.looked;
  drawing.numbers = null;
  document.body.classList.remove('paper');
  for (const each of folded) each.open = false;
  map.invalidateSize({ animate: false, pan: false });
  map.setView(at, zoom, { animate: false });
  drawMarks();
  fillLists(drawing.passing);
}

// ---- start ---------------------------------------------------------------------------------

async function start() {
  data = await readData();
  Object.assign(language, data.language);
  data.heaps = sortIntoHeaps(data.events);
  data.names = labelledPlaces();
  fillPanel();
  drawing.note = h('p', { class: 'crowd', role: 'status' });
  drawing.note.hidden = true;
  prepareMap();
  sortShown(data.events);
  drawAreas();
  fit();
  changed();
  restore();
  map.on('zoomend', drawMarks);
  map.on('moveend', () => { if (drawing.shown.length > CANVAS_ABOVE) drawMarks(); else drawLabels(); keepView(); });
  window.addEventListener('hashchange', () => { Object.assign(state, readFragment(location.hash)); changed(); restore(); });
  new ResizeObserver(() => map.invalidateSize()).observe(map.getContainer());
  $('dialog').addEventListener('click', (click) => { if (click.target === $('dialog')) $('dialog').close(); });
  document.addEventListener('keydown', (press) => { if (press.key === 'Escape') map.closePopup(); });
  window.addEventListener('beforeprint', toPaper);
  window.addEventListener('afterprint', toScreen);
  document.documentElement.dataset.ready = 'true';
  foldAhead(0);
}

/** Prepare the search while nothing else is to do, so that the first letter typed does not wait for it. */
function foldAhead(from) {
  for (const event of data.events.slice(from, from + 200)) searchText(event);
  if (from + 200 < data.events.length) setTimeout(() => foldAhead(from + 200), 5);
}

start().catch((error) => {
  $('trouble').textContent = `The map could not be opened (${error.message}). It needs a browser of 2023 or later.`;
  $('trouble').hidden = false;
  throw error;
});
