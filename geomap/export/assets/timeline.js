'use strict';
/*
 * When things happened: a histogram of days, by family, with two handles and a play button.
 * Events that last longer than a bar are counted in the bar they start in.
 */

const DAY_MS = 86400000;
const BARS = 64; // about as many as can be told apart
const STEPS = [1, 7, 30, 91, 365]; // days a bar may stand for
const PLAY_MS = 700;

/** The day's number since 1970. @param {string} iso @returns {number} */
function dayNumber(iso) {
  return Math.floor(Date.parse(`${iso}T00:00:00Z`) / DAY_MS);
}

/** @param {number} day @returns {string} the ISO date of a day's number */
function dayOf(day) {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/**
 * Bars that hold all dated events.
 * @returns {{start: number, end: number, days: number, bars: number}|null} first and last day, days a bar, number of bars; null without dates
 */
function scaleOf(events) {
  const days = events.flatMap(({ when }) => [when.first, when.last]).filter(Boolean).map(dayNumber).filter(Number.isFinite);
  if (days.length === 0) return null;
  const start = days.reduce((least, day) => Math.min(least, day));
  const end = days.reduce((most, day) => Math.max(most, day));
  const span = end - start + 1;
  const step = STEPS.find((size) => span / size <= BARS) ?? Math.ceil(span / BARS);
  return { start, end, days: step, bars: Math.ceil(span / step) };
}

/** How many events of each family (see familiesInOrder) start in each bar. @returns {Uint32Array[]} */
function countBars(events, { start, days, bars }) {
  const families = familiesInOrder();
  const counts = Array.from({ length: bars }, () => new Uint32Array(families.length));
  for (const event of events) {
    const first = event.when.first ?? event.when.last;
    event.day ??= first ? dayNumber(first) : -Infinity;
    const at = Math.floor((event.day - start) / days);
    if (at < 0 || at >= bars) continue;
    event.family ??= families.indexOf(familyOf(event));
    counts[at][event.family] += 1;
  }
  return counts;
}

/**
 * The control: bars, two handles, play, and a box for undated events.
 * @param {object[]} events - all events
 * @param {object} state - see filter.js
 * @param {function(): void} changed - called after the state has changed
 * @returns {{element: HTMLElement, show: function(object[]): void}|null} null where nothing is dated; `show` draws what passes
 */
function timeline(events, state, changed) {
  const scale = scaleOf(events);
  if (!scale) return null;
  const parts = timelineParts(events, scale);
  const ends = [parts.from, parts.to];
  const edge = (bar) => scale.start + bar * scale.days;
  const tell = () => {
    const [first, last] = ends.map((handle) => Number(handle.value));
    state.from = first === 0 ? null : dayOf(edge(first));
    state.to = last === scale.bars - 1 ? null : dayOf(edge(last + 1) - 1);
    changed();
  };
  parts.from.addEventListener('input', () => { parts.from.value = Math.min(parts.from.value, parts.to.value); tell(); });
  parts.to.addEventListener('input', () => { parts.to.value = Math.max(parts.from.value, parts.to.value); tell(); });
  parts.undated?.addEventListener('change', () => { state.undated = parts.undated.checked; changed(); });
  parts.play.addEventListener('click', player(parts, scale, tell));
  return { element: parts.element, show: (passing) => showTimeline(parts, scale, state, passing) };
}

function timelineParts(events, scale) {
  const bars = svg('svg', { viewBox: `0 0 ${scale.bars} 32`, preserveAspectRatio: 'none', class: 'bars', 'aria-hidden': 'true' });
  const pieces = Array.from({ length: scale.bars }, (_, bar) => piecesOf(bar));
  bars.append(...pieces.flat());
  const handle = (label) => h('input', { type: 'range', min: '0', max: String(scale.bars - 1), step: '1', 'aria-label': label });
  const [from, to] = [handle(tr('First day shown')), handle(tr('Last day shown'))];
  const play = h('button', { type: 'button', class: 'play', 'aria-pressed': 'false' }, tr('Play'));
  const words = h('span', { class: 'period' });
  const without = events.filter(({ when }) => !when.first && !when.last).length;
  const undated = without > 0 ? h('input', { type: 'checkbox' }) : null;
  const element = h('div', { class: 'timeline' }, h('div', { class: 'brush' }, bars, from, to), h('p', {}, play, words),
    undated && h('label', { class: 'undated' }, undated, tr`${without} without a date`));
  return { element, pieces, from, to, play, words, undated };
}

function showTimeline(parts, scale, state, passing) {
  const at = (iso) => Math.floor((dayNumber(iso) - scale.start) / scale.days);
  const first = state.from ? Math.max(0, at(state.from)) : 0;
  const last = state.to ? Math.min(scale.bars - 1, at(state.to)) : scale.bars - 1;
  [parts.from.value, parts.to.value] = [first, last];
  if (parts.undated) parts.undated.checked = state.undated;
  const isoDays = [dayOf(scale.start + first * scale.days), dayOf(Math.min(scale.end, scale.start + (last + 1) * scale.days - 1))];
  const days = isoDays.map((iso) => dayWords(iso));
  parts.words.textContent = dayWords(isoDays[0], null, isoDays[1]);
  parts.from.setAttribute('aria-valuetext', days[0]);
  parts.to.setAttribute('aria-valuetext', days[1]);
  const counts = countBars(passing, scale);
  const most = Math.max(1, ...counts.map((heaps) => heaps.reduce((sum, count) => sum + count, 0)));
  counts.forEach((heaps, i) => showBar(parts.pieces[i], heaps, { most, inside: i >= first && i <= last }));
}

/** The families of types, in the legend's order. */
function familiesInOrder() {
  return Object.values(data.palette.families);
}

/** The pieces of a bar, one for each family, in the legend's order; without height yet. */
function piecesOf(bar) {
  return familiesInOrder().map((family) => tint(svg('rect', { x: String(bar + 0.08), width: '0.84' }), family));
}

function showBar(pieces, heaps, { most, inside }) {
  let top = 32;
  pieces.forEach((piece, i) => {
    const height = (30 * heaps[i]) / most;
    top -= height;
    piece.setAttribute('y', String(top));
    piece.setAttribute('height', String(height));
    piece.setAttribute('class', inside ? 'in' : 'out');
  });
}

/** A window of the chosen width that moves on until the end; pressed again, it stops. */
function player(parts, scale, tell) {
  let timer = null;
  const stop = () => {
    clearInterval(timer);
    timer = null;
    parts.play.textContent = tr('Play');
    parts.play.setAttribute('aria-pressed', 'false');
  };
  return () => {
    if (timer) { stop(); return; }
    const whole = Number(parts.to.value) - Number(parts.from.value) === scale.bars - 1;
    const width = whole ? Math.max(1, Math.round(scale.bars / 12)) : Number(parts.to.value) - Number(parts.from.value) + 1;
    if (whole || Number(parts.to.value) === scale.bars - 1) move(parts, 0, width);
    tell();
    parts.play.textContent = tr('Stop');
    parts.play.setAttribute('aria-pressed', 'true');
    timer = setInterval(() => {
      if (Number(parts.to.value) >= scale.bars - 1) { stop(); return; }
      move(parts, Number(parts.from.value) + 1, width);
      tell();
    }, PLAY_MS);
  };
}

function move(parts, first, width) {
  parts.from.value = first;
  parts.to.value = first + width - 1;
}
