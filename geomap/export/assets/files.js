'use strict';
/*
 * The filtered events as files, byte for byte what `geomap export --lean` writes of the same events.
 * The rows stand in a block of their own (export/rows.py), which is read when a file is asked for.
 */

const CSV_SPACE = '\\t-\\r \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';
const CSV_SIGNS = '=+\\-@\uff1d\uff0b\uff0d\uff20';
const FORMULA = new RegExp(`^(?:[${CSV_SIGNS}\\t\\r\\n]|[${CSV_SPACE}]+[${CSV_SIGNS}])`);
const UNPRINTABLE = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]/gu;

/**
 * @param {object} table - the block of rows
 * @param {number[]} at - which rows
 * @param {object|null} filter - what the reader asked for; named in the file
 * @returns {string} a GeoJSON FeatureCollection
 */
function geojsonText(table, at, filter) {
  const { generator, caveat, attribution, filter: given, ...rest } = table.metadata;
  const filters = given || filter ? { filter: { ...given, ...filter } } : {};
  const metadata = { generator, caveat, attribution, ...filters, ...rest };
  const head = JSON.stringify({ type: 'FeatureCollection', name: 'events', metadata }).slice(0, -1);
  const lines = at.map((row) => featureText(table, row));
  const box = joinBounds(at.map((row) => table.drawings[table.drawing[row]]?.[1]).filter(Boolean));
  return `${head},"features":[${lines.map((line) => `\n${line}`).join(',')}\n]${box ? `,"bbox":[${box.join(',')}]` : ''}}\n`;
}

function featureText(table, row) {
  const texts = new Set(table.texts);
  const cells = Object.entries(table.columns).map(([name, values]) => {
    const value = values[row];
    return `${JSON.stringify(name)}:${texts.has(name) ? JSON.stringify(value) : value}`;
  });
  const geometry = table.drawings[table.drawing[row]]?.[0] ?? 'null';
  return `{"type":"Feature","id":${JSON.stringify(table.columns.event_id[row])},"geometry":${geometry},"properties":{${cells.join(',')}}}`;
}

/** West, south, east, north of all, each as the text it has in the file; null of none. */
function joinBounds(boxes) {
  if (boxes.length === 0) return null;
  const further = [(a, b) => a < b, (a, b) => a < b, (a, b) => a > b, (a, b) => a > b];
  return boxes.reduce((box, other) => box.map((edge, i) => (further[i](Number(other[i]), Number(edge)) ? other[i] : edge)));
}

/** @returns {string} comma-separated values with a byte order mark; see geojsonText */
function csvText(table, at) {
  const texts = new Set(table.texts);
  const cell = (name, value) => (texts.has(name) && value !== null ? inertCell(value) : value);
  const lines = at.map((row) => Object.entries(table.columns).map(([name, values]) => csvQuoted(cell(name, values[row]))).join(','));
  return `\ufeff${[Object.keys(table.columns).join(','), ...lines].map((line) => `${line}\r\n`).join('')}`;
}

/** A text that a spreadsheet shows and does not calculate. */
function inertCell(text) {
  const plain = text.replace(UNPRINTABLE, '\ufffd');
  return FORMULA.test(plain) ? `'${plain}` : plain;
}

function csvQuoted(value) {
  const text = String(value ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Hand a text to the reader as a file. */
function saveFile(name, text, media) {
  const address = URL.createObjectURL(new Blob([text], { type: media }));
  h('a', { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}
