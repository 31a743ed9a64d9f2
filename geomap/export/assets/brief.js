'use strict';
/*
 * A table for files.js from what the page itself holds: fewer columns than those of the exports, under
 * the same names, for pages of so many events that the whole rows would outweigh everything else.
 */

const COUNTED = ['killed', 'injured', 'displaced', 'evacuated', 'destroyed'];

/** Each column: whether its values are texts, and how it is got from an event. */
const BRIEF = {
  event_id: [true, (event) => event.id],
  date_start: [true, ({ when }) => when.first],
  date_end: [true, ({ when }) => when.last],
  date_basis: [true, ({ when }) => (when.first || when.last ? when.basis : null)],
  type: [true, (event) => event.type],
  mode: [true, (event) => event.mode],
  factuality: [true, (event) => event.factuality],
  disputed: [false, (event) => event.disputed_fields],
  scope: [true, (event) => event.scope],
  stance: [true, ({ lead }) => lead?.stance],
  actor1: [true, ({ actor }) => actor?.text],
  actor1_side: [true, ({ actor }) => actor?.side],
  actor2: [true, ({ affected }) => affected?.text],
  actor2_side: [true, ({ affected }) => affected?.side],
  location: [true, ({ where }) => (where.places ?? []).map(({ name }) => name).join('; ')],
  place_id: [true, ({ where }) => (where.places ?? []).map(({ id }) => id).join('; ')],
  place_mention: [true, ({ where }) => where.expression?.text],
  place_relation: [true, ({ where }) => where.relation],
  latitude: [false, (event) => degrees(ownPoint(event)?.lat)],
  longitude: [false, (event) => degrees(ownPoint(event)?.lon)],
  uncertainty_m: [false, (event) => (isDrawn(event) ? event.where.shape.radius_m : null)],
  overlay_km: [false, (event) => nearestLayer(event)?.km],
  overlay_name: [true, (event) => nearestLayer(event)?.layer],
  target: [true, (event) => event.target],
  ...Object.fromEntries(COUNTED.flatMap((name) => ['low', 'high'].map((end) => [`${name}_${end}`, [false, ({ counts }) => counts[name]?.[end]]]))),
  source: [true, ({ lead, claims, denials }) => unique([lead, ...claims, ...denials].filter(Boolean).map(publisherOf).filter(Boolean)).join('; ')],
  source_url: [true, ({ lead }) => webAddress(lead?.document?.url) && lead.document.url],
  quote: [true, ({ lead }) => lead?.quote.text],
  char_start: [false, ({ lead }) => lead && (lead.quote.start ?? 0)],
  char_end: [false, ({ lead }) => lead?.quote.end],
  doc_id: [true, ({ lead }) => lead?.document?.id],
  confidence: [false, ({ lead }) => lead?.confidence],
  rule: [true, ({ lead }) => lead?.rule],
};

/** @returns {object} the table, shaped as the block of rows that export/rows.py writes */
function briefTable({ events, regions, origin }) {
  const columns = Object.fromEntries(Object.entries(BRIEF).map(([name, [isText, get]]) => [name, events.map((event) => briefCell(get(event), isText))]));
  const outlines = new Map(); // each distinct shape is drawn once
  const drawing = events.map(({ where: { shape } }, i) => {
    if (!isDrawn(events[i])) return null;
    const key = JSON.stringify(shape);
    if (!outlines.has(key)) outlines.set(key, { at: outlines.size, drawn: drawnShape(shape, regions) });
    return outlines.get(key).at;
  });
  const texts = Object.keys(BRIEF).filter((name) => BRIEF[name][0]);
  return { texts, columns, drawing, drawings: [...outlines.values()].map(({ drawn }) => drawn), metadata: origin };
}

function briefCell(value, isText) {
  if (isText) return value ? value.toWellFormed() : null;
  return value == null ? null : JSON.stringify(value);
}

/** Where an event has a point of its own: an area's middle is no place of the event. */
function ownPoint(event) {
  return isDrawn(event) && ['point', 'offset'].includes(event.where.shape.form) ? event.where.shape : null;
}

function degrees(value) {
  return value == null ? null : Number(value.toFixed(6));
}

function nearestLayer({ distances }) {
  return [...(distances ?? [])].sort((a, b) => a.km - b.km)[0];
}

function publisherOf({ chain: [first], document: doc }) {
  return (first?.kind === 'publisher' && first.name) || doc?.publisher;
}

/** A shape as GeoJSON, and its bounds as the texts they have in a file. */
function drawnShape(shape, regions) {
  const { form, lon, lat, radius_m: radius, to, region_id: region } = shape;
  const polygons = form === 'region' && regions[region];
  const outline = () => corridor([lon, lat], form === 'corridor' && to ? to : [lon, lat], Math.max(radius, 10));
  const rings = polygons ? polygons.map((polygon) => polygon.map(closedRing)) : form === 'point' ? [[[[lon, lat]]]] : [[closedRing(outline())]];
  const points = rings.flat(2);
  const edge = (pick, axis) => String(points.reduce((most, point) => pick(most, point[axis]), points[0][axis]));
  const geometry = form === 'point' ? { type: 'Point', coordinates: [lon, lat] } : { type: 'MultiPolygon', coordinates: rings };
  return [JSON.stringify(geometry), [edge(Math.min, 0), edge(Math.min, 1), edge(Math.max, 0), edge(Math.max, 1)]];
}

/** Leaflet's points as a ring of longitude and latitude that ends where it starts. */
function closedRing(points) {
  const ring = points.map(([lat, lon]) => [degrees(lon), degrees(lat)]);
  const [first, last] = [ring[0], ring.at(-1)];
  return first[0] === last[0] && first[1] === last[1] ? ring : [...ring, first];
}
