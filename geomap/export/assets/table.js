'use strict';
/*
 * The same events as a table: sortable by every column, each row opens its card.
 */

const PAGE_ROWS = 200;
const COLUMNS = {
  date: { label: 'Date', cell: (event) => shortDate(event.when), key: ({ when }) => when.first ?? when.last ?? '' },
  type: { label: 'Event', cell: (event, palette) => typeLabel(event, palette.types) },
  status: { label: 'Status', cell: statusWords },
  place: { label: 'Place', cell: (event) => placeTitle(event.where) },
  actor: { label: 'Who acts', cell: (event) => event.actor?.text ?? '–' },
  source: { label: 'Who says so', cell: (event) => unique(event.claims.map(claimant)).join(', ') },
  distance: {
    label: 'Distance', only: (event) => event.distances?.length,
    cell: ({ distances = [] }) => distances.map(({ layer, km }) => (distances.length > 1 ? tr`${distanceWords(km * 1000)} from ${layer}` : distanceWords(km * 1000))).join('; ') || '–',
    key: (event) => String(Math.min(...(event.distances ?? []).map(({ km }) => km))),
  },
  quote: { label: 'Words', cell: (event) => event.lead?.quote.text ?? '' },
};

/**
 * The table; a column that nothing would stand in is left out.
 * @param {object} palette
 * @param {object[]} all - all events
 * @param {function(object, HTMLElement): void} openEvent
 * @returns {{element: HTMLElement, show: function(object[]): void}}
 */
function eventTable(palette, all, openEvent) {
  const columns = Object.entries(COLUMNS).filter(([, { only }]) => !only || all.some(only));
  const order = { column: 'date', down: true };
  const body = h('tbody');
  const more = h('button', { type: 'button', class: 'more' });
  let events = [];
  let rows = PAGE_ROWS;
  const buttons = columns.map(([name, { label }]) => {
    const button = h('button', { type: 'button' }, tr(label));
    button.addEventListener('click', () => {
      Object.assign(order, { column: name, down: order.column === name ? !order.down : false });
      fill();
    });
    return h('th', { scope: 'col', 'data-column': name }, button);
  });
  const fill = () => {
    const sorted = sortEvents(events, order, palette);
    for (const head of buttons) head.setAttribute('aria-sort', sortWord(head.dataset.column, order));
    body.replaceChildren(...sorted.slice(0, rows).map((event) => tableRow(event, columns, palette, openEvent)));
    more.hidden = sorted.length <= rows;
    more.textContent = tr`Show more: ${sorted.length - rows} are left`;
  };
  more.addEventListener('click', () => { rows += PAGE_ROWS; fill(); });
  const table = h('table', {}, h('caption', {}, tr('Reported events')), h('thead', {}, h('tr', {}, ...buttons)), body);
  const show = (passing) => { events = passing; rows = PAGE_ROWS; fill(); };
  return { element: h('div', { class: 'table', role: 'region', 'aria-label': tr('Table of events'), tabindex: '0' }, table, more), show };
}

function sortWord(column, order) {
  if (column !== order.column) return 'none';
  return order.down ? 'descending' : 'ascending';
}

/** Events in the order of a column; equal ones stay as they were. */
function sortEvents(events, { column, down }, palette) {
  const { key, cell } = COLUMNS[column];
  const { compare } = new Intl.Collator(language.code, { numeric: true });
  const keyed = events.map((event, i) => ({ event, i, key: key ? key(event) : cell(event, palette) }));
  return keyed.sort((a, b) => (down ? -1 : 1) * compare(a.key, b.key) || a.i - b.i).map(({ event }) => event);
}

function tableRow(event, columns, palette, openEvent) {
  const cells = columns.map(([name, { cell }]) => {
    const words = cell(event, palette);
    if (name === 'quote') return h('td', { class: name }, h('div', { class: 'clamp', dir: 'auto' }, words));
    if (name !== 'type') return h('td', { dir: 'auto', class: name }, words);
    const button = h('button', { type: 'button' }, eventSymbol(event, palette), words);
    button.addEventListener('click', () => openEvent(event, button));
    return h('th', { scope: 'row' }, button);
  });
  return h('tr', {}, ...cells);
}
