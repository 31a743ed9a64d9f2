'use strict';
/*
 * Events in words: every phrase that the page says about a record, as plain text.
 * No function here touches the document.
 *
 * Records are those of geomap/model.py; a field that is null, false or empty there is absent here.
 */

/** The language of the page: its code, and phrases by what they are in English. */
const language = { code: 'en', words: {} };

/**
 * Say a phrase in the page's language: tr('word'), or with values tr`within ${reach} of ${names}`, whose key is
 * "within {0} of {1}". What has no translation stays English.
 * @returns {string}
 */
function tr(parts, ...values) {
  const key = typeof parts === 'string' ? parts : parts.reduce((text, part, i) => `${text}{${i - 1}}${part}`);
  return (Object.hasOwn(language.words, key) ? language.words[key] : key).replace(/\{(\d)\}/g, (mark, i) => numberWords(values[i]) ?? mark);
}

/** A number with its thousands set apart; anything else as it is. */
function numberWords(value) {
  if (typeof value !== 'number') return value;
  numberWords.formats ??= {};
  const code = language.code === 'en' ? 'en-GB' : language.code;
  numberWords.formats[code] ??= new Intl.NumberFormat(code);
  return numberWords.formats[code].format(value);
}

const STANCES = {
  assert: 'says', allege: 'alleges', confirm: 'confirms', deny: 'denies', plan: 'plans', predict: 'expects',
};
const SOURCE_KINDS = {
  publisher: 'publisher', outlet: 'outlet', official: 'officials', military: 'military', witness: 'witness',
  aid_worker: 'aid workers', analyst: 'analyst', media: 'media', document: 'document', imagery: 'imagery',
  other: 'source',
};
const NOT_DRAWN = {
  denied: 'Denied', planned: 'Planned', hypothetical: 'Prospect, not an event', historical: 'In the past, before this report',
  future: 'In the future', UNKNOWN: 'Name of the place not known', TIED: 'Several places of that name',
  TOO_WEAK: 'Place too uncertain', nowhere: 'No place stated',
};
const REVIEWED = {
  confirm: 'right', reject: 'wrong', move: 'moved', retype: 'type changed', merge: 'joined with another', split: 'parted',
};
const UNRESOLVED = {
  UNKNOWN: 'the gazetteer does not know the name; drawn is the smallest known area around it',
  TIED: 'several places have that name',
  TOO_WEAK: 'the words do not say surely enough which place is meant',
};

/** Turn a code such as "aid_worker" into words, in English unless tr() knows them. @param {string} code @returns {string} */
function plainWords(code) {
  return String(code).replaceAll('_', ' ');
}

/** Whether somebody disputes a thing that is otherwise reported as fact. @returns {boolean} */
function isDisputed(event) {
  return event.factuality !== 'denied' && (event.disputed_fields.length > 0 || event.denials.length > 0);
}

/** Whether the place is known only by inference, or only as what contains it. @returns {boolean} */
function isWeak(event) {
  return Boolean(event.where.unresolved || event.where.inferred);
}

/** The reason why an event is listed and not drawn, as a key of NOT_DRAWN. @returns {string} */
function reasonNotDrawn(event) {
  if (event.factuality in NOT_DRAWN) return event.factuality;
  if (event.scope in NOT_DRAWN) return event.scope;
  return event.where.unresolved in NOT_DRAWN ? event.where.unresolved : 'nowhere';
}

/** Names of the places an event is drawn by: "Bakhmut" or "Kurdiumivka, Ozarianivka". @returns {string} */
function placeNames(where) {
  return (where.places ?? []).map((place) => place.name).join(', ');
}

/** The place as its text words it, or by name. @returns {string} */
function placeTitle(where) {
  return where.expression?.text || placeNames(where) || tr('no place stated');
}

/** Metres as "1.5 km" or "12 km". @param {number} metres @returns {string} */
function distanceWords(metres) {
  const km = metres / 1000;
  return tr`${km < 10 ? Number(km.toFixed(1)) : Math.round(km)} km`;
}

/** How exactly the place is known. @returns {string} */
function precisionWords(where) {
  const { shape } = where;
  const names = placeNames(where) || tr('the place');
  if (!shape) return where.unresolved ? tr`not placed: ${tr(UNRESOLVED[where.unresolved] ?? where.unresolved)}` : tr('not placed');
  const reach = distanceWords(shape.radius_m);
  return {
    point: tr`exact settlement, within about ${reach}`,
    disc: tr`area: within ${reach} of ${names}`,
    offset: tr`estimated from ${names}, give or take ${reach}`,
    corridor: tr`corridor between ${names}, ${reach} to either side`,
    region: tr`region: anywhere in ${names}`,
  }[shape.form] ?? shape.form;
}

/** An ISO date in words, or the days from one to another; what is no date stays as it is. @returns {string} */
function dayWords(iso, precision, until = iso) {
  const [day, end] = [iso, until].map((text) => new Date(`${text}T00:00:00Z`));
  if (Number.isNaN(day.getTime()) || Number.isNaN(end.getTime())) return iso;
  const parts = { year: { year: 'numeric' }, month: { year: 'numeric', month: 'long' } };
  const options = parts[precision] ?? { year: 'numeric', month: 'long', day: 'numeric' };
  return new Intl.DateTimeFormat(language.code === 'en' ? 'en-GB' : language.code, { ...options, timeZone: 'UTC' }).formatRange(day, end);
}

/** The time of an event and how it was got. @returns {string} */
function dateWords(when) {
  const { first, last, basis, precision } = when;
  if (!first && !last) return tr('date not stated');
  const days = dayWords(first ?? last, precision, last ?? first);
  if (basis === 'published') return tr`not later than ${dayWords(last ?? first)} (published; the text states no date)`;
  const how = { stated: 'stated in the text', relative: 'reckoned from the day of publication' }[basis];
  const unit = precision && precision !== 'day' ? `to the ${precision}` : '';
  const notes = [how, unit].map((note) => note && tr(note)).filter(Boolean).join(', ');
  return notes ? `${days} (${notes})` : days;
}

/** A side's code in words: a country's name where the code is one. @param {string} code @returns {string} */
function sideWords(code) {
  try {
    return new Intl.DisplayNames([language.code], { type: 'region' }).of(code);
  } catch {
    return code;
  }
}

/** Who a link of a chain is. @returns {string} */
function sourceName(source) {
  if (source.name) return source.name;
  if (source.kind === 'publisher') return tr('publisher not given');
  return source.role || tr(SOURCE_KINDS[source.kind] ?? plainWords(source.kind));
}

/** What a link of a chain is, besides its name: "anonymous, military, side: Ukraine". @returns {string} */
function sourceNotes(source) {
  const kind = tr(SOURCE_KINDS[source.kind] ?? plainWords(source.kind));
  const says = sourceName(source).toLowerCase().includes(kind) ? '' : kind;
  return [source.anonymous ? tr('anonymous') : '', says, source.side ? tr`side: ${sideWords(source.side)}` : ''].filter(Boolean).join(', ');
}

/** Whose words a claim is in the end: its innermost source. @returns {string} */
function claimant(claim) {
  return claim.chain.length ? sourceName(claim.chain.at(-1)) : tr('source not given');
}

/** "denied by A, B". @returns {string} */
function denialWords(event) {
  const who = [...new Set(event.denials.map(claimant))].join(', ');
  const what = event.disputed_fields.filter((field) => field !== 'occurrence').map((field) => tr(plainWords(field))).join(', ');
  return [tr('disputed'), what && ` (${what})`, who && tr`: denied by ${who}`].filter(Boolean).join('');
}

/** A stated number: "3", "at least 3", "3 to 5". @returns {string} */
function countWords({ low, high }) {
  if (low == null) return high == null ? tr('some') : tr`at most ${high}`;
  if (high == null) return tr`at least ${low}`;
  return low === high ? String(low) : tr`${low} to ${high}`;
}

/** What people have judged of an event: "right", "moved". @returns {string[]} */
function verdictWords(event) {
  return unique((event.reviews ?? []).map(({ verdict }) => tr(REVIEWED[verdict] ?? verdict)));
}

/** One judgement: "right, A. Reader, 1 March 2024: seen on the spot". @returns {string} */
function reviewWords({ verdict, reviewer, date, note }) {
  const by = [tr(REVIEWED[verdict] ?? verdict), reviewer, date && dayWords(date)].filter(Boolean).join(', ');
  return note ? `${by}: ${note}` : by;
}

/** The status of an event, whether it is disputed, and whether people have judged it. @returns {string} */
function statusWords(event) {
  return [tr(event.factuality), isDisputed(event) && tr('disputed'), event.reviews?.length && tr`reviewed: ${verdictWords(event).join(', ')}`].filter(Boolean).join(', ');
}

/** One sentence that names an event to those who do not see its mark. @returns {string} */
function eventName(event, types) {
  return `${typeLabel(event, types)}, ${statusWords(event)}: ${placeTitle(event.where)}`;
}

/** The type of an event in words. @returns {string} */
function typeLabel(event, types) {
  return typeWords(event.type, types);
}

/** What a type is called; one that a user has added, by its code. @returns {string} */
function typeWords(type, types) {
  const words = plainWords(type);
  return tr(types[type]?.label ?? words.charAt(0).toUpperCase() + words.slice(1));
}

/** When, in few words: "11 March 2024", "11–14 March 2024", "until 14 March 2024", "–". @returns {string} */
function shortDate({ first, last, precision, basis }) {
  if (basis === 'published' || (last && !first)) return tr`until ${dayWords(last ?? first)}`;
  return first ? dayWords(first, precision, last ?? first) : '–';
}
