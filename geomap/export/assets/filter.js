'use strict';
/*
 * What the reader has asked for: one state, what it lets through, and how it stands in the address.
 * Pure functions over events as page.js reads them; nothing here touches the document.
 */

/**
 * Ways to sort events into named heaps; an event may lie in several heaps of one facet.
 * `label` and `word` are what the page says for the facet and for a heap.
 */
const FACETS = {
  type: { label: 'What was reported', of: (event) => [event.type], word: (value, { types }) => typeWords(value, types) },
  status: {
    label: 'Status',
    of: (event) => [event.factuality, ...(isDisputed(event) ? ['disputed'] : [])],
    word: (value) => tr(plainWords(value)),
  },
  side: { label: 'Who acts', of: (event) => [event.actor?.side ?? ''], word: (value) => (value ? sideWords(value) : tr('not told')) },
  source: { label: 'Who says so', of: (event) => unique(event.claims.map(claimant)), word: (value) => value },
  naming: {
    label: 'Named or not',
    of: (event) => unique(event.claims.map((claim) => namingOf(claim.chain.at(-1)))),
    word: (value) => tr({ named: 'named source', anonymous: 'identity withheld', unnamed: 'told by role only' }[value] ?? value),
  },
  precision: {
    label: 'Place',
    of: (event) => [isDrawn(event) ? event.where.shape.form : 'none'],
    word: (value) => tr({ point: 'settlement', disc: 'near a settlement', offset: 'at a distance', corridor: 'between places', region: 'region', none: 'not drawn' }[value] ?? value),
  },
  review: {
    label: 'Judged by people',
    of: (event) => (event.reviews?.length ? unique(event.reviews.map(({ verdict }) => verdict)) : ['']),
    word: (value) => tr(value ? REVIEWED[value] ?? value : 'not yet'),
  },
  language: { label: 'Language', of: (event) => unique(event.claims.map((claim) => claim.language ?? '')), word: languageWords },
};

/** A state that lets everything through. @returns {object} */
function freshState() {
  return {
    off: Object.fromEntries(Object.keys(FACETS).map((name) => [name, new Set()])),
    from: null, to: null, undated: true, text: '', event: null, table: false, view: null,
  };
}

function unique(values) {
  return [...new Set(values)];
}

function namingOf(source) {
  if (source?.anonymous) return 'anonymous';
  return source?.named ? 'named' : 'unnamed';
}

function languageWords(code) {
  try {
    return code ? new Intl.DisplayNames([language.code], { type: 'language' }).of(code) : tr('not told');
  } catch {
    return code;
  }
}

/** Whether an event is drawn at all, whatever the state. */
function isDrawn({ mappable, where: { shape } }) {
  return mappable && Number.isFinite(shape?.lat) && Number.isFinite(shape.lon);
}

/** What events of one region share, for an event that is drawn as a region. @returns {string|undefined} */
function regionOf({ id, where: { shape } }) {
  return shape?.form === 'region' ? shape.region_id ?? id : undefined;
}

/**
 * Sort events, once, into the heaps of each facet. Events in the same heaps of a facet share a number there,
 * so that a change of filter asks each combination once and not each event.
 * @returns {{name: string, lists: string[][], at: Uint32Array}[]} by facet: combinations, and each event's number
 */
function sortIntoHeaps(events) {
  return Object.entries(FACETS).map(([name, facet]) => {
    const numbers = new Map();
    const lists = [];
    const at = Uint32Array.from(events, (event) => {
      const list = facet.of(event);
      const key = list.join('\n');
      if (!numbers.has(key)) numbers.set(key, lists.push(list) - 1);
      return numbers.get(key);
    });
    return { name, lists, at };
  });
}

/**
 * Split events by the state.
 * @param {object[]} events
 * @param {object[]} heaps - of these events, see sortIntoHeaps
 * @param {object} state
 * @returns {{passing: object[], anytime: object[], counts: Object<string, Map<string, number>>}} events that pass; those
 *   that would if the period were left out; and for each facet how many of each heap if only that facet were
 */
function applyState(events, heaps, state) {
  const blocked = heaps.map(({ name, lists }) => Uint8Array.from(lists, (list) => Number(list.length > 0 && list.every((heap) => state.off[name].has(heap)))));
  const tallies = heaps.map(({ lists }) => new Uint32Array(lists.length));
  const [passing, anytime] = [[], []];
  const needle = foldText(state.text).trim();
  const always = !state.from && !state.to && state.undated;
  const numbers = heaps.map(({ at }) => at);
  for (let i = 0; i < events.length; i += 1) { // plain loops: this runs over all events at each letter typed
    const event = events[i];
    if (needle && !searchText(event).includes(needle)) continue;
    let barriers = 0;
    let barrier = 0; // the last of them
    for (let facet = 0; facet < numbers.length; facet += 1) {
      if (blocked[facet][numbers[facet][i]]) { barriers += 1; barrier = facet; }
    }
    if (barriers === 0) anytime.push(event);
    if (barriers > 1 || !(always || inPeriod(event, state))) continue;
    if (barriers === 0) passing.push(event);
    if (barriers === 1) tallies[barrier][numbers[barrier][i]] += 1;
    else for (let facet = 0; facet < numbers.length; facet += 1) tallies[facet][numbers[facet][i]] += 1;
  }
  return { passing, anytime, counts: Object.fromEntries(heaps.map((facet, i) => [facet.name, heapCounts(facet.lists, tallies[i])])) };
}

/** Counts by combination as counts by heap. @returns {Map<string, number>} */
function heapCounts(lists, tally) {
  const counts = new Map();
  lists.forEach((list, i) => { for (const heap of list) counts.set(heap, (counts.get(heap) ?? 0) + tally[i]); });
  return counts;
}

/** Whether an event may have happened within the state's days; one without a date if undated ones are wanted. */
function inPeriod({ when }, { from, to, undated }) {
  const first = when.first ?? when.last;
  if (!first) return undated;
  return (!to || first <= to) && (!from || (when.last ?? first) >= from);
}

// ---- search --------------------------------------------------------------------------------

const LATIN = Object.fromEntries(('а:a б:b в:v г:h ґ:g д:d е:e є:ie ё:e ж:zh з:z и:y і:i ї:i й:i к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f '
  + 'х:kh ц:ts ч:ch ш:sh щ:shch ъ: ы:y ь: э:e ю:iu я:ia').split(' ').map((pair) => pair.split(':')));

/** A text in the form in which it is searched: lower case, Latin, without accents, y for i. @returns {string} */
function foldText(text) {
  const latin = text.toLowerCase().replace(/[\u0400-\u04ff]/g, (letter) => LATIN[letter] ?? letter);
  return latin.normalize('NFKD').replace(/[\u0300-\u036f'’ʼ`]/g, '').replaceAll('kh', 'h').replaceAll('g', 'h').replace(/[yij]+/g, 'i').replaceAll('ie', 'e').replace(/\s+/g, ' ');
}

/** What is searched of an event: type, places, sources, quotes, titles. */
function searchText(event) {
  event.folded ??= foldText([
    plainWords(event.type), event.where.expression?.text, placeNames(event.where), event.actor?.text, event.affected?.text,
    ...[...event.claims, ...event.denials].flatMap((claim) => [
      claim.quote.text, claim.document?.title, ...claim.chain.map((link) => link.name ?? link.role),
    ]),
  ].filter(Boolean).join(' \n '));
  return event.folded;
}

/** What a state asks for, as files name it; null of one that takes everything. @returns {object|null} */
function filterWords({ off, from, to, undated, text }) {
  const without = Object.entries(off).filter(([, heaps]) => heaps.size > 0).map(([name, heaps]) => [name, [...heaps].sort()]);
  const words = Object.entries({
    without: without.length > 0 && Object.fromEntries(without), since: from, until: to, undated: !undated && 'left out', text: text.trim(),
  }).filter(([, value]) => value);
  return words.length > 0 ? Object.fromEntries(words) : null;
}

// ---- the address ---------------------------------------------------------------------------

/** The state as the text behind "#": only what differs from a fresh one. @returns {string} */
function writeFragment(state) {
  const parts = new URLSearchParams();
  for (const [name, off] of Object.entries(state.off)) {
    for (const value of [...off].sort()) parts.append(`no-${name}`, value);
  }
  for (const name of ['from', 'to', 'text', 'event']) if (state[name]) parts.set(name, state[name]);
  if (!state.undated) parts.set('undated', 'no');
  if (state.table) parts.set('table', 'yes');
  if (state.view) parts.set('at', state.view.map((number) => Number(number.toFixed(4))).join(','));
  return parts.toString();
}

/** Read what writeFragment wrote; whatever else stands there is passed over. @returns {object} a state */
function readFragment(text) {
  const parts = new URLSearchParams(text.replace(/^#/, ''));
  const state = freshState();
  for (const name of Object.keys(FACETS)) state.off[name] = new Set(parts.getAll(`no-${name}`));
  const isDay = (value) => (/^\d{4}-\d\d-\d\d$/.test(value ?? '') ? value : null);
  const view = (parts.get('at') ?? '').split(',').map(Number);
  return Object.assign(state, {
    from: isDay(parts.get('from')), to: isDay(parts.get('to')), text: parts.get('text') ?? '', event: parts.get('event'),
    undated: parts.get('undated') !== 'no', table: parts.get('table') === 'yes', view: view.length === 3 && view.every(Number.isFinite) ? view : null,
  });
}
