'use strict';
/*
 * What a reader marks as right or wrong, kept until the page is closed, and saved as review.csv,
 * which `geomap merge --review` reads.
 */

const VERDICTS = { confirm: 'Right', reject: 'Wrong', move: 'Elsewhere', retype: 'Another type', merge: 'Same as another', split: 'Not one thing' };
const REVIEW_COLUMNS = ['id', 'verdict', 'place_id', 'lon', 'lat', 'type', 'other_id', 'note', 'reviewer', 'date'];

/** Marks by event id: {verdict, place_id, lon, lat, type, other_id, claim, note}. */
const reviews = new Map();

/**
 * The part of a card where its event is marked.
 * @param {object} event
 * @param {object} palette
 * @param {{pick: function(function({lat: number, lng: number}): void): void, near: function(object): object[],
 *   changed: function(): void}} page
 *   `pick` lets the reader click a place on the map; `near` finds events that may be the same; `changed` is called after every mark
 */
function reviewBox(event, palette, page) {
  const details = h('div', { class: 'verdict' });
  const keep = (mark) => {
    if (mark) reviews.set(event.id, { ...reviews.get(event.id), ...mark });
    else reviews.delete(event.id);
    page.changed();
    show();
  };
  const possible = Object.entries(VERDICTS).filter(([verdict]) => verdict !== 'split' || event.claims.length > 1);
  const buttons = possible.map(([verdict, label]) => {
    const button = h('button', { type: 'button', 'data-verdict': verdict }, tr(label));
    button.addEventListener('click', () => keep(reviews.get(event.id)?.verdict === verdict ? null : { verdict }));
    return button;
  });
  const show = () => {
    const mark = reviews.get(event.id);
    for (const button of buttons) button.setAttribute('aria-pressed', String(button.dataset.verdict === mark?.verdict));
    details.replaceChildren(...(mark ? verdictFields(event, mark, { palette, keep, ...page }) : []));
  };
  show();
  return h('details', { class: 'review' }, h('summary', {}, tr('Is this right?')), h('div', { class: 'verdicts', role: 'group', 'aria-label': tr('Your verdict') }, ...buttons), details);
}

/** What else a verdict needs: a place, a type, an event, a claim; always a note. */
function verdictFields(event, mark, { palette, keep, pick, near }) {
  const fields = {
    move: () => placeField(event, mark, { keep, pick }),
    retype: () => choiceField(mark, keep, { name: 'type', label: tr('Right type'), none: tr('choose a type'), options: Object.keys(palette.types).map((type) => [type, typeWords(type, palette.types)]) }),
    merge: () => choiceField(mark, keep, { name: 'other_id', label: tr('The same event'), none: tr('choose an event'), options: near(event).map((other) => [other.id, `${typeLabel(other, palette.types)}, ${placeTitle(other.where)}, ${shortDate(other.when)}`]) }),
    split: () => choiceField(mark, keep, { name: 'claim', label: tr('What tells of something else'), none: tr('choose a statement'), options: event.claims.map((claim) => [claim.id, `${claimant(claim)}: ${claim.quote.text}`]) }),
  };
  const note = h('input', { type: 'text', 'aria-label': tr('Note'), placeholder: tr('Note'), value: mark.note ?? '' });
  note.addEventListener('change', () => keep({ note: note.value }));
  return [...(fields[mark.verdict]?.() ?? []), note];
}

/** The other places of that name, or any place on the map. */
function placeField(event, mark, { keep, pick }) {
  const others = (event.where.places ?? []).flatMap((place) => place.alternatives ?? []);
  const select = h('select', { 'aria-label': tr('Right place') }, h('option', { value: '' }, tr('choose a place')),
    ...others.map((place, i) => h('option', { value: String(i) }, [place.name, place.admin1, place.country].filter(Boolean).join(', '))));
  select.value = String(others.findIndex((place) => place.id === mark.place_id)).replace('-1', '');
  select.addEventListener('change', () => {
    const { id, lon, lat } = others[Number(select.value)] ?? {};
    keep({ place_id: select.value === '' ? undefined : id, lon: select.value === '' ? undefined : lon, lat: select.value === '' ? undefined : lat });
  });
  const button = h('button', { type: 'button' }, tr('Click it on the map'));
  button.addEventListener('click', () => pick(({ lat, lng }) => keep({ place_id: undefined, lon: Number(lng.toFixed(5)), lat: Number(lat.toFixed(5)) })));
  const chosen = Number.isFinite(mark.lat) && h('span', {}, `${mark.lat} N, ${mark.lon} E`);
  return [others.length > 0 && select, button, chosen].filter(Boolean);
}

/** A list to choose one field of a mark from. */
function choiceField(mark, keep, { name, label, none, options }) {
  const select = h('select', { 'aria-label': label }, h('option', { value: '' }, none),
    ...options.map(([value, words]) => h('option', { value }, words)));
  select.value = mark[name] ?? '';
  select.addEventListener('change', () => keep({ [name]: select.value || undefined }));
  return [select];
}

/** All marks as the text of review.csv; `reviewer` and `day` are the same in every row. @returns {string} */
function reviewCsv(reviewer, day) {
  const rows = [...reviews].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, mark]) => ({ ...relevant(mark), id: mark.verdict === 'split' && mark.claim ? mark.claim : id, reviewer, date: day }));
  const lines = rows.map((row) => REVIEW_COLUMNS.map((name) => csvQuoted(typeof row[name] === 'string' ? inertCell(row[name]) : row[name])).join(','));
  return [REVIEW_COLUMNS.join(','), ...lines, ''].join('\r\n');
}

/** A mark without what a verdict chosen earlier left in it. */
function relevant({ verdict, note, ...rest }) {
  const own = { move: ['place_id', 'lon', 'lat'], retype: ['type'], merge: ['other_id'] }[verdict] ?? [];
  return { verdict, note, ...Object.fromEntries(own.map((name) => [name, rest[name]])) };
}
