'use strict';
/*
 * What a reader marks as right or wrong, kept until the page is closed, and saved as review.csv,
 * which `geomap merge --review` reads.
 */

const VERDICTS = { confirm: 'Right', reject: 'Wrong', move: 'Elsewhere', retype: 'Another type' };
const REVIEW_COLUMNS = ['id', 'verdict', 'place_id', 'lon', 'lat', 'type', 'other_id', 'note', 'reviewer', 'date'];

/** Marks by event id: {verdict, place_id, lon, lat, type, note}. */
const reviews = new Map();

/**
 * The part of a card where its event is marked.
 * @param {object} event
 * @param {object} palette
 * @param {{pick: function(function({lat: number, lng: number}): void): void, changed: function(): void}} page
 *   `pick` lets the reader click a place on the map; `changed` is called after every mark
 */
function reviewBox(event, palette, page) {
  const details = h('div', { class: 'verdict' });
  const keep = (mark) => {
    if (mark) reviews.set(event.id, { ...reviews.get(event.id), ...mark });
    else reviews.delete(event.id);
    page.changed();
    show();
  };
  const buttons = Object.entries(VERDICTS).map(([verdict, label]) => {
    const button = h('button', { type: 'button', 'data-verdict': verdict }, tr(label));
    button.addEventListener('click', () => keep(reviews.get(event.id)?.verdict === verdict ? null : { verdict }));
    return button;
  });
  const show = () => {
    const mark = reviews.get(event.id);
    for (const button of buttons) button.setAttribute('aria-pressed', String(button.dataset.verdict === mark?.verdict));
    details.replaceChildren(...(mark ? verdictFields(event, mark, { palette, keep, pick: page.pick }) : []));
  };
  show();
  return h('details', { class: 'review' }, h('summary', {}, tr('Is this right?')), h('div', { class: 'verdicts', role: 'group', 'aria-label': tr('Your verdict') }, ...buttons), details);
}

/** What else a verdict needs: a place, a type; always a note. */
function verdictFields(event, mark, { palette, keep, pick }) {
  const fields = { move: () => placeField(event, mark, { keep, pick }), retype: () => typeField(mark, palette, keep) };
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

function typeField(mark, palette, keep) {
  const select = h('select', { 'aria-label': tr('Right type') }, h('option', { value: '' }, tr('choose a type')),
    ...Object.entries(palette.types).map(([type, { label }]) => h('option', { value: type }, tr(label))));
  select.value = mark.type ?? '';
  select.addEventListener('change', () => keep({ type: select.value || undefined }));
  return [select];
}

/** All marks as the text of review.csv; `reviewer` and `day` are the same in every row. @returns {string} */
function reviewCsv(reviewer, day) {
  const rows = [...reviews].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, mark]) => ({ ...relevant(mark), id, reviewer, date: day }));
  const lines = rows.map((row) => REVIEW_COLUMNS.map((name) => csvQuoted(typeof row[name] === 'string' ? inertCell(row[name]) : row[name])).join(','));
  return [REVIEW_COLUMNS.join(','), ...lines, ''].join('\r\n');
}

/** A mark without what a verdict chosen earlier left in it. */
function relevant({ verdict, note, ...rest }) {
  const own = { move: ['place_id', 'lon', 'lat'], retype: ['type'] }[verdict] ?? [];
  return { verdict, note, ...Object.fromEntries(own.map((name) => [name, rest[name]])) };
}
