'use strict';
/*
 * The panel: legend and filters, how marks are read, lists of events, how all this was made.
 * page.js calls fillPanel once, and the rest when the state has changed.
 */

const MOST_HEAPS = 40; // of a facet; sources are many
const LONGEST_LIST = 100;
const LONGEST_ON_PAPER = 1000;

function fillPanel() {
  $('layers-section').hidden = $('signs-section').hidden = $('find').hidden = data.events.length === 0;
  document.title = data.title;
  translateFixed();
  $('title').textContent = data.title;
  $('layers').append(...layerBoxes());
  $('facets').append(...facetBoxes());
  $('signs').append(...signs());
  $('about').append(...about());
  $('overlays-section').hidden = data.overlays.length === 0;
  controls.timeline = timeline(data.events, state, changed);
  if (controls.timeline) $('timeline').append(controls.timeline.element);
  controls.table = eventTable(data.palette, data.events, (event, opener) => open(event, opener));
  $('table').append(controls.table.element);
  $('sheet').addEventListener('click', toggleSheet);
  $('drawn-section').addEventListener('toggle', () => $('drawn').replaceChildren(eventList(drawing.shown)));
  $('view').addEventListener('click', () => { state.table = !state.table; changed(); });
  $('all').addEventListener('click', showAll);
  $('brief').hidden = Boolean($('geomap-rows')) || data.events.length === 0;
  $('extent').textContent = extentWords();
  $('save').hidden = data.events.length === 0;
  $('save-geojson').addEventListener('click', () => saveEvents('events.geojson', 'application/geo+json', geojsonText));
  $('save-csv').addEventListener('click', () => saveEvents('events.csv', 'text/csv', csvText));
  $('save-reviews').addEventListener('click', () => {
    saveFile('review.csv', reviewCsv($('reviewer').value, new Date().toISOString().slice(0, 10)), 'text/csv');
  });
  $('search').addEventListener('input', () => {
    state.text = $('search').value;
    clearTimeout(controls.search);
    controls.search = setTimeout(changed, 120);
  });
}

/** When it happened and who reports it: "11 March 2024 to 14 March 2024; 3 documents of 2 publishers". @returns {string} */
function extentWords() {
  const days = data.events.flatMap(({ when }) => [when.first, when.last]).filter(Boolean);
  const ends = days.reduce(([first, last], day) => [day < first ? day : first, day > last ? day : last], [days[0], days[0]]);
  const documents = data.documents.id.length;
  const publishers = new Set(data.documents.publisher.filter(Boolean)).size;
  const from = [documents > 0 && tr`documents: ${documents}`, publishers > 0 && tr`publishers: ${publishers}`].filter(Boolean);
  return [days.length > 0 && shortDate({ first: ends[0], last: ends[1] }), ...from].filter(Boolean).join(' · ');
}

/** Put the words of page.html into the page's language. */
function translateFixed() {
  document.documentElement.lang = language.code;
  const roots = [$('panel'), $('dialog')];
  for (const element of roots.flatMap((root) => [root, ...root.querySelectorAll('*')])) {
    for (const name of ['aria-label', 'placeholder']) if (element.hasAttribute(name)) element.setAttribute(name, tr(element.getAttribute(name)));
    if (element.children.length === 0 && element.textContent.trim()) element.textContent = tr(element.textContent);
  }
}

/** Save what passes as a file. @param {function(object, number[], object|null): string} write */
async function saveEvents(name, media, write) {
  controls.rows ??= $('geomap-rows') ? await readBlock('geomap-rows') : briefTable(data);
  const rowOf = new Map(controls.rows.columns.event_id.map((id, row) => [id, row]));
  const at = drawing.passing.map(({ id }) => rowOf.get(id)).filter((row) => row !== undefined);
  saveFile(name, write(controls.rows, at, filterWords(state)), media);
}

/** Take every filter back. */
function showAll() {
  Object.assign(state, { ...freshState(), view: state.view, table: state.table, event: state.event });
  changed();
}

function toggleSheet() {
  const open = $('panel').classList.toggle('open');
  $('sheet').setAttribute('aria-expanded', String(open));
  $('sheet').setAttribute('aria-label', open ? tr('Hide legend and lists') : tr('Show legend and lists'));
}

/** "12 of 37 events: 9 drawn, 2 without a place, 1 denied or not current". */
function summarise(passing) {
  if (data.events.length === 0) {
    $('summary').textContent = tr('No event was found in what was read.');
    return;
  }
  const drawn = drawing.shown.length;
  const placeless = passing.filter((event) => !event.drawn && !event.where.shape).length;
  const rest = passing.length - drawn - placeless;
  const all = passing.length === data.events.length;
  const count = all ? drawnWords(drawn) : tr`${passing.length} of ${data.events.length} events: ${drawn} drawn`;
  $('summary').textContent = [count, placeless > 0 && tr`${placeless} without a place`, rest > 0 && tr`${rest} denied or not current`].filter(Boolean).join(', ');
  $('all').hidden = all;
}

/** "12 events drawn" @returns {string} */
function drawnWords(drawn) {
  return drawn === 1 ? tr('1 event drawn') : tr`${drawn} events drawn`;
}

/** One checkbox a type, in the palette's order, grouped by family. */
function layerBoxes() {
  const { types, families } = data.palette;
  const present = new Set(data.events.map((event) => event.type));
  return Object.entries(families).flatMap(([family, { label }]) => {
    const own = Object.keys(types).filter((type) => types[type].family === family && present.has(type));
    return own.length ? [h('fieldset', {}, h('legend', {}, tr(label)), ...own.map((type) => heapBox('type', type, symbol({ type }, data.palette))))] : [];
  });
}

/** The other facets, each with its heaps, the fullest first; one with a single heap sorts nothing. */
function facetBoxes() {
  const all = applyState(data.events, data.heaps, freshState()).counts;
  return Object.keys(FACETS).filter((name) => name !== 'type').flatMap((name) => {
    const sizes = all[name];
    if (sizes.size < 2) return [];
    const heaps = [...sizes].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, MOST_HEAPS).map(([heap]) => heap);
    return [h('details', {}, h('summary', {}, tr(FACETS[name].label)), h('fieldset', { 'aria-label': tr(FACETS[name].label) }, ...heaps.map((heap) => heapBox(name, heap))))];
  });
}

/** A checkbox with a count that follows the state. */
function heapBox(name, heap, sign) {
  const box = h('input', { type: 'checkbox', value: heap });
  const count = h('span', { class: 'count' });
  box.addEventListener('change', () => {
    state.off[name][box.checked ? 'delete' : 'add'](heap);
    changed();
  });
  controls.facets.push({ name, heap, box, count });
  return h('label', { class: 'layer' }, box, sign, h('span', { dir: 'auto' }, FACETS[name].word(heap, data.palette)), count);
}

/** What solid, hollow and the badges mean. */
function signs() {
  const type = data.drawn[0]?.type ?? Object.keys(data.palette.types)[0];
  const lines = [
    [{ type }, 'Asserted, in the settlement named'], [{ type, hollow: true }, 'Somewhere in the dashed area'],
    [{ type, badges: ['alleged'] }, 'Alleged'], [{ type, badges: ['confirmed'] }, 'Confirmed'],
    [{ type, badges: ['disputed'] }, 'Disputed: somebody denies it'],
  ];
  const hatched = h('li', {}, h('span', { class: 'hatched' }), tr('Hatched: place weakly known'));
  return [...lines.map(([look, words]) => h('li', {}, symbol(look, data.palette), tr(words))), hatched];
}

/** What passes and is not drawn, by reason; then, folded away, what is drawn. */
function fillLists(passing) {
  const listed = passing.filter((event) => !event.drawn);
  $('unplaced').replaceChildren(...Object.keys(NOT_DRAWN).flatMap((reason) => {
    const events = listed.filter((event) => reasonNotDrawn(event) === reason);
    return events.length ? [h('h3', {}, `${tr(NOT_DRAWN[reason])} (${numberWords(events.length)})`), eventList(events)] : [];
  }));
  $('unplaced-section').hidden = listed.length === 0;
  if ($('drawn-section').open) $('drawn').replaceChildren(eventList(drawing.shown));
  $('drawn-section').hidden = drawing.shown.length === 0;
}

/** Events as buttons that open their cards, or on paper in words; the rest of a long list is in the table. */
function eventList(events) {
  const paper = Boolean(drawing.numbers);
  const items = (paper ? events.toSorted((a, b) => drawing.numbers.get(a) - drawing.numbers.get(b)) : events)
    .slice(0, paper ? LONGEST_ON_PAPER : LONGEST_LIST).map(paper ? paperItem : listItem);
  const rest = events.length - items.length;
  return h('ul', { class: 'events' }, ...items, rest > 0 && h('li', { class: 'rest' }, tr`and ${rest} more: see the table`));
}

function listItem(event) {
  const words = event.where.expression || event.where.places ? placeTitle(event.where) : event.lead?.quote.text ?? '';
  const button = h('button', { type: 'button' }, eventSymbol(event, data.palette),
    h('span', {}, h('b', {}, typeLabel(event, data.palette.types), h('small', {}, shortDate(event.when))), h('span', { class: 'where', dir: 'auto' }, words)));
  button.addEventListener('click', () => open(event, button));
  return h('li', {}, button);
}

/** An event as paper tells it: number, what, when, where, and who says it in which words, denials too. */
function paperItem(event) {
  const claims = unique([event.lead, ...event.claims, ...event.denials].filter(Boolean));
  const { first, last } = event.when;
  const facts = [(first || last) && shortDate(event.when), placeTitle(event.where), event.where.shape && precisionWords(event.where), statusWords(event)];
  return h('li', {}, eventSymbol(event, data.palette), h('div', {}, h('b', {}, `${drawing.numbers.get(event)}. ${heading(event, data.palette)}`),
    h('p', { class: 'where', dir: 'auto' }, facts.filter(Boolean).join(' · ')),
    ...claims.map((claim) => h('div', { class: 'says', dir: 'auto' }, chain(claim), h('q', {}, claim.quote.text ?? '')))));
}

/** How the map came to be, what it cannot do, what went into it: first what is always so, then what the caller tells. */
function about() {
  const paragraphs = [
    'A program read the documents, found the events they report and who says or denies them, and placed what they place. Each mark opens the words behind it.',
    'It decides by rules and word lists, never by guessing: a place is taken from the gazetteer when the text around its name says which one is meant. Nothing is drawn that is denied, planned or merely feared, or for which the text names no place.',
    'Marks say what was reported, not what happened. Reports may be false, late, or read wrongly; what nobody reports is not here; many marks may mean many reporters. Not for targeting, not for choosing a route.',
    'Boundaries are neutral: no territory is coloured by who holds it, disputed lines are dashed.',
  ];
  const count = tr`${data.events.length} events from ${data.claims.id.length} statements in ${data.documents.id.length} documents`;
  const licences = [tr('Places: GeoNames, CC BY 4.0'), tr`Base map: ${data.tiles?.credit ?? data.basemap.attribution}`, tr('Map library: Leaflet, BSD 2-Clause'),
    tr('Words of the documents: their publishers')];
  return [...paragraphs.map((text) => h('p', {}, tr(text))), definitions({ 'In this file': count, ...data.about, 'Sources and licences': licences })];
}

/** Any nesting of names and texts as a list of definitions. */
function definitions(value) {
  if (Array.isArray(value)) return h('ul', {}, ...value.map((item) => h('li', {}, definitions(item))));
  if (value === null || typeof value !== 'object') return h('span', { dir: 'auto' }, String(value ?? 'none'));
  return h('dl', {}, ...Object.entries(value).flatMap(([name, item]) => [
    h('dt', { dir: 'auto' }, tr(plainWords(name))), h('dd', {}, definitions(item)),
  ]));
}
