'use strict';
/*
 * The details of an event as elements: symbol, card, quote, chain of sources.
 * Text enters the document as text nodes only; there is no markup in strings anywhere.
 */

const SVG = 'http://www.w3.org/2000/svg';
const BADGES = {
  confirmed: 'M-2.8 .2-.8 2.4 2.8-2.2',
  alleged: 'M-1.8-1.3a1.9 1.9 0 1 1 2.7 1.6c-.6.3-.9.7-.9 1.3M0 3.3v.01',
  disputed: 'M-2.9-1.1H2.9M-2.9 1.3H2.9M1.3-3.2-1.3 3.4',
};

/**
 * Make an element.
 * @param {string} tag
 * @param {Object<string, string>} attributes - `class`, `aria-label` and the like; never style or on*
 * @param {...(Node|string|null|undefined|false)} children - strings become text nodes
 * @returns {HTMLElement}
 */
function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children.filter((child) => child || child === ''));
  return element;
}

/** Make an SVG element; see h(). @returns {SVGElement} */
function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children.filter(Boolean));
  return element;
}

/** Give an element the colours of a family, for light and dark. */
function tint(element, family) {
  element.style.setProperty('--light', family?.colour ?? '#555'); // areas of several families
  element.style.setProperty('--dark', family?.dark ?? '#aaa');
  return element;
}

/**
 * The mark of a type. Solid: the settlement is known; hollow: only an area is.
 * @param {{type: string, hollow?: boolean, badges?: string[]}} look
 */
function symbol({ type, hollow = false, badges = [] }, palette) {
  const kind = palette.types[type];
  const family = palette.families[kind.family];
  const corners = { confirmed: [25.5, 4], alleged: [25.5, 4], disputed: [25.5, 24] };
  const marks = badges.map((name) => {
    const [x, y] = corners[name];
    return svg('g', { class: `badge ${name}`, transform: `translate(${x} ${y})` },
      svg('circle', { r: '5.6' }), svg('path', { d: BADGES[name] }));
  });
  return tint(svg('svg', { class: `symbol${hollow ? ' hollow' : ''}`, viewBox: '-3 -3 35 34', 'aria-hidden': 'true' },
    svg('path', { class: 'outline', d: family.outline }),
    svg('path', { class: 'glyph', d: kind.glyph }), ...marks), family);
}

/** The mark of an event. */
function eventSymbol(event, palette) {
  const badges = event.factuality in BADGES ? [event.factuality] : [];
  if (isDisputed(event)) badges.push('disputed');
  return symbol({ type: event.type, hollow: event.where.shape?.form !== 'point', badges }, palette);
}

/** The whole card of an event. @returns {HTMLElement} */
function card(event, palette) {
  const { lead } = event;
  const others = event.claims.filter((claim) => claim !== lead && !event.denials.includes(claim));
  return h('article', { class: 'card', tabindex: '-1', 'aria-label': eventName(event, palette.types) },
    h('header', {}, eventSymbol(event, palette), h('div', {}, h('h2', {}, heading(event, palette)), chips(event))),
    placeAndDate(event),
    lead && statement(lead, null),
    ...event.denials.filter((claim) => claim !== lead).map((claim) => statement(claim, lead)),
    others.length > 0 && h('h3', {}, tr('Also reported')), ...others.map((claim) => statement(claim, lead)),
    facts(event), method(event));
}

function heading(event, palette) {
  return [typeLabel(event, palette.types), ...[event.mode, event.target].filter(Boolean).map((code) => tr(plainWords(code)))].join(', ');
}

/** The status of an event in words. */
function chips(event) {
  const scope = { historical: 'in the past', future: 'in the future' }[event.scope];
  return h('p', { class: 'chips' },
    h('span', { class: `chip ${event.factuality}` }, tr(event.factuality)),
    isDisputed(event) && h('span', { class: 'chip disputed', dir: 'auto' }, denialWords(event)),
    scope && h('span', { class: 'chip' }, tr(scope)),
    ...verdictWords(event).map((words) => h('span', { class: 'chip' }, tr`reviewed: ${words}`)),
    event.corroborated && h('span', { class: 'chip' }, tr('two or more independent sources')));
}

function placeAndDate(event) {
  const { where } = event;
  const notes = [where.inferred && tr('taken from the words around it'), where.shape && where.unresolved && tr(UNRESOLVED[where.unresolved] ?? where.unresolved)];
  return h('dl', { class: 'facts' },
    h('dt', {}, tr('Where')), h('dd', {}, h('b', { dir: 'auto' }, placeTitle(where)),
      h('small', { dir: 'auto' }, [precisionWords(where), ...notes].filter(Boolean).join('; '))),
    h('dt', {}, tr('When')), h('dd', {}, dateWords(event.when)));
}

/** One claim: who says it, the sentence in its context, and its document unless `beside` named it. */
function statement(claim, beside) {
  const denied = claim.stance === 'deny';
  return h('section', { class: denied ? 'statement denial' : 'statement' },
    denied && h('h3', {}, tr('Denial')),
    chain(claim), quote(claim), claim.document !== beside?.document && source(claim.document));
}

/** "publisher › outlet › source (anonymous)", and the verb of its stance. */
function chain(claim) {
  const links = claim.chain.map((link) => h('li', {},
    h('bdi', {}, sourceName(link)),
    sourceNotes(link) && h('small', {}, h('bdi', {}, ` (${sourceNotes(link)})`))));
  const stance = tr(STANCES[claim.stance] ?? plainWords(claim.stance));
  return h('div', { class: 'chain' }, h('ol', { 'aria-label': tr('Who says so') }, ...links), h('span', { class: 'stance' }, stance));
}

/** The sentence, marked, with trigger and place emphasised, between what stands around it (cut at words). */
function quote(claim) {
  const { text, prefix = '', suffix = '', start } = claim.quote;
  const spans = [['trigger', claim.trigger], ['place', claim.where?.expression]];
  const pieces = emphasise(text ?? '', spans.map(([name, span]) => [name, span, start ?? 0]));
  const before = Array.from(prefix).length < start ? prefix.replace(/^\S*\s/, '…') : prefix;
  const after = /[.!?…]['’”"»]?\s*$/.test(suffix) ? suffix : suffix.replace(/\s\S*$/, '…');
  return h('blockquote', { dir: 'auto', lang: claim.language ?? '' },
    before && h('span', { class: 'around' }, closeUp(before)), h('mark', {}, ...pieces),
    after && h('span', { class: 'around' }, closeUp(after)));
}

/** What stands around a quote, without empty lines. */
function closeUp(text) {
  return text.replace(/\n\s*\n/g, '\n');
}

/**
 * Cut a text at the ends of spans and emphasise what lies in them. Offsets count code points of the
 * source; a span whose text does not stand where it says is left out.
 * @param {string} text
 * @param {[string, {start: number, end: number, text: string}|undefined, number][]} named
 * @returns {Node[]}
 */
function emphasise(text, named) {
  const points = Array.from(text);
  const spans = named.filter(([, span]) => span).map(([name, span, origin]) => ({
    name, from: (span.start ?? 0) - origin, to: (span.end ?? 0) - origin, text: span.text,
  })).filter(({ from, to, text: words }) => from >= 0 && from < to && points.slice(from, to).join('') === words);
  const cuts = [...new Set([0, points.length, ...spans.flatMap(({ from, to }) => [from, to])])].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((cut, i) => {
    const names = spans.filter(({ from, to }) => from <= cut && cut < to).map(({ name }) => name);
    const words = points.slice(cut, cuts[i + 1]).join('');
    return names.length ? h('em', { class: names.join(' ') }, words) : document.createTextNode(words);
  });
}

/** Title, publisher and date of a document, and its link when that is one of the web. */
function source(doc) {
  if (!doc) return null;
  const href = webAddress(doc.url);
  const title = doc.title || doc.publisher || (href && tr('Source'));
  const link = href ? h('a', { href, rel: 'noopener noreferrer', target: '_blank' }, h('bdi', {}, title)) : title && h('bdi', {}, title);
  const published = doc.published && tr`published ${dayWords(doc.published.slice(0, 10))}`;
  return (link || published) && h('p', { class: 'source' }, link, link && published && ' · ', published);
}

/** A URL when it is one of http or https, else null. @returns {string|null} */
function webAddress(url) {
  try {
    const parsed = new URL(url);
    return ['http:', 'https:'].includes(parsed.protocol) ? parsed.href : null;
  } catch {
    return null;
  }
}

/** Who did it to whom, the numbers, how far from the user's own layers, what people have judged. */
function facts(event) {
  const rows = [[tr('By'), event.actor], [tr('Affected'), event.affected]].filter(([, party]) => party)
    .map(([name, party]) => [name, [party.text, party.side && `(${tr`side: ${sideWords(party.side)}`})`].filter(Boolean).join(' ')]);
  for (const { layer, km } of event.distances ?? []) rows.push([tr('Distance'), tr`${distanceWords(km * 1000)} from ${layer}`]);
  for (const review of event.reviews ?? []) rows.push([tr('Reviewed'), reviewWords(review)]);
  for (const [name, count] of Object.entries(event.counts)) rows.push([tr(plainWords(name)), countWords(count)]);
  return rows.length > 0 && h('dl', { class: 'facts' },
    ...rows.flatMap(([name, words]) => [h('dt', {}, name), h('dd', { dir: 'auto' }, words)]));
}

/** How place and event were read: for those who check. */
function method(event) {
  const { where, lead } = event;
  const rows = [
    ['Relation', where.relation && tr(plainWords(where.relation))],
    ['Places', (where.places ?? []).map((place) => `${place.name} (${place.id}): ${reasons(place)}`).join('; ')],
    ['Named with it', (where.context ?? []).map((place) => `${place.name} (${tr(plainWords(place.role))})`).join(', ')],
    ['Other candidates', (where.places ?? []).flatMap((place) => (place.alternatives ?? []).map(candidate)).join('; ')],
    ['Rule', lead && tr`${lead.rule}, confidence ${lead.confidence}`],
    ['Event', event.id],
  ];
  return h('details', { class: 'method' }, h('summary', {}, tr('How this was read')),
    h('dl', {}, ...rows.filter(([, words]) => words).flatMap(([name, words]) => [h('dt', {}, tr(name)), h('dd', { dir: 'auto' }, words)])));
}

function reasons(place) {
  return [...(place.reasons ?? []).map(([name, points]) => `${name} ${points}`), tr`score ${place.score}`].join(', ');
}

function candidate(place) {
  const coordinates = `${place.lat.toFixed(2)}, ${place.lon.toFixed(2)}`;
  return `${place.name} (${[place.admin1, place.country, coordinates].filter(Boolean).join(', ')})`;
}
