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
  type: { label: 'What was reported', of: (event) => [event.type], word: (value, { types }) => types[value]?.label ?? plainWords(value) },
  status: {
    label: 'Status',
    of: (event) => [event.factuality, ...(isDisputed(event) ? ['disputed'] : [])],
    word: (value) => plainWords(value),
  },
  side: { label: 'Who acts', of: (event) => [event.actor?.side ?? ''], word: (value) => (value ? sideWords(value).replace('side: ', '') : 'not told') },
  source: { label: 'Who says so', of: (event) => unique(event.claims.map(claimant)), word: (value) => value },
  naming: {
    label: 'Named or not',
    of: (event) => unique(event.claims.map((claim) => namingOf(claim.chain.at(-1)))),
    word: (value) => ({ named: 'named source', anonymous: 'identity withheld', unnamed: 'told by role only' })[value] ?? value,
  },
  precision: {
    label: 'Place',
    of: (event) => [isDrawn(event) ? event.where.shape.form : 'none'],
    word: (value) => ({ point: 'settlement', disc: 'near a settlement', offset: 'at a distance', corridor: 'between places', region: 'region', none: 'not drawn' })[value] ?? value,
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
    return code ? new Intl.DisplayNames(['en'], { type: 'language' }).of(code) : 'not told';
  } catch {
    return code;
  }
}

/** Whether an event is drawn at all, whatever the state. */
function isDrawn({ mappable, where: { shape } }) {
  return mappable && Number.isFinite(shape?.lat) && Number.isFinite(shape.lon);
}

/** Give each event, once, its heaps by facet: filters then only compare short texts. */
function sortIntoHeaps(events) {
  for (const event of events) {
    event.heaps = Object.fromEntries(Object.entries(FACETS).map(([name, facet]) => [name, facet.of(event)]));
  }
}

/**
 * Split events by the state.
 * @returns {{passing: object[], counts: Object<string, Map<string, number>>}} events that pass, and for each facet
 *   how many of each heap would pass if only that facet were left out of the question
 */
function applyState(events, state) {
  const names = Object.keys(FACETS);
  const counts = Object.fromEntries(names.map((name) => [name, new Map()]));
  const passing = [];
  const needle = foldText(state.text).trim();
  for (const event of events) {
    if (!inPeriod(event, state) || (needle && !searchText(event).includes(needle))) continue;
    const blocked = names.filter((name) => event.heaps[name].every((heap) => state.off[name].has(heap)));
    if (blocked.length === 0) passing.push(event);
    if (blocked.length > 1) continue;
    for (const name of blocked.length ? blocked : names) {
      for (const heap of event.heaps[name]) counts[name].set(heap, (counts[name].get(heap) ?? 0) + 1);
    }
  }
  return { passing, counts };
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
