'use strict';
/*
 * Where things lie on the map: areas, marks that do not cover each other, labels.
 * A mark that has to move aside keeps a line to its true place.
 */

const CANVAS_ABOVE = 1000; // marks; more than these are dots on one canvas
const METRES_A_DEGREE = 111195;
const CROWDED = { marks: 60, pixels: 40, part: 0.5 }; // more marks than this become dots when, on average, they would move further or fill more of the map
const FONT = '600 12px system-ui, sans-serif'; // of what stands beside a symbol
const MARK = { width: 31, height: 30 };
const CITY_BY_ZOOM = [[5, 1e6], [6, 3e5], [7, 1e5], [8, 3e4], [9, 8e3], [10, 1e3]]; // below zoom: least population

/** Where a symbol stands: on the rim of an area, so that it is no pin on the area's middle. */
function anchorOf(shape) {
  const { form, lat, lon, radius_m: radius, to } = shape;
  if (form === 'disc') return L.latLng(lat + radius / METRES_A_DEGREE, lon);
  if (form === 'corridor' && to) return L.latLng((lat + to[1]) / 2, (lon + to[0]) / 2);
  return L.latLng(lat, lon);
}

/** The area of an event as a Leaflet layer; a point has none but its place's extent. */
function areaOf(event, regions, options) {
  const { form, lat, lon, radius_m: radius, to, region_id: region } = event.where.shape;
  if (form === 'corridor' && to) return L.polygon(corridor([lon, lat], to, radius), options);
  const polygons = form === 'region' && regions[region];
  if (!polygons) return L.circle([lat, lon], { ...options, radius });
  return L.polygon(polygons, options);
}

/** Lines as the file has them (steps from point to point, flat), in any nesting, as Leaflet's points. */
function linesOf(steps, scale) {
  if (Array.isArray(steps[0])) return steps.map((line) => linesOf(line, scale));
  const points = [];
  for (let i = 0, lon = 0, lat = 0; i < steps.length; i += 2) {
    lon += steps[i];
    lat += steps[i + 1];
    points.push([lat / scale, lon / scale]);
  }
  return points;
}

/** Outline of all that lies within some metres of a line: latitude and longitude. */
function corridor([lon1, lat1], [lon2, lat2], radius) {
  const shrink = Math.cos(((lat1 + lat2) / 2) * (Math.PI / 180));
  const reach = radius / METRES_A_DEGREE;
  const along = Math.atan2(lat2 - lat1, (lon2 - lon1) * shrink);
  const cap = (lon, lat, from) => Array.from({ length: 19 }, (_, i) => {
    const angle = from + (i * Math.PI) / 18;
    return [lat + reach * Math.sin(angle), lon + (reach * Math.cos(angle)) / shrink];
  });
  return [...cap(lon2, lat2, along - Math.PI / 2), ...cap(lon1, lat1, along + Math.PI / 2)];
}

/** A settlement as text, to tell whether two points are one. */
function placeKey({ lat, lon }) {
  return `${lat.toFixed(3)} ${lon.toFixed(3)}`;
}

/** How large an area is, in square degrees: to draw the largest first. */
function extentOf(layer) {
  const bounds = layer.getBounds();
  return (bounds.getEast() - bounds.getWest()) * (bounds.getNorth() - bounds.getSouth());
}

/**
 * Push boxes apart until none covers another.
 * @param {{x: number, y: number, width: number, height: number, looseness: number, home?: string,
 *   fixed?: boolean, inside?: boolean}[]} boxes - by their middles, in pixels; the looser, the sooner a box gives way;
 *   fixed ones are settlements, which no mark of another settlement (`home`) may cover; those that are
 *   `inside` stay within the frame
 * @param {L.Bounds} frame - in the same pixels
 * @returns {{x: number, y: number}[]} new middles, in the same order
 */
function spread(boxes, frame) {
  const nudge = (box) => (box.fixed ? 0 : 0.5); // boxes at one point need a first direction
  const placed = boxes.map((box, i) => ({ ...box, x: box.x + Math.cos(i * 2.4) * nudge(box), y: box.y + Math.sin(i * 2.4) * nudge(box), i }));
  const rounds = boxes.length < 150 ? 400 : 60; // what large sets do not settle, dots will
  for (let round = 0; round < rounds; round += 1) {
    placed.sort((a, b) => a.x - b.x || a.i - b.i);
    const moved = separateAll(placed, round % 9 === 8);
    placed.filter((box) => box.inside).forEach((box) => keepWithin(box, frame));
    if (!moved) break;
  }
  return placed.sort((a, b) => a.i - b.i).map(({ x, y }) => ({ x, y }));
}

function keepWithin(box, { min, max }) {
  box.x = Math.min(Math.max(box.x, min.x + box.width / 2), max.x - box.width / 2);
  box.y = Math.min(Math.max(box.y, min.y + box.height / 2), max.y - box.height / 2);
}

/** One round over all pairs. @returns {boolean} whether any box moved */
function separateAll(sorted, across) {
  const widest = Math.max(0, ...sorted.map((box) => box.width));
  let moved = false;
  for (let i = 0; i < sorted.length; i += 1) {
    const box = sorted[i];
    const end = box.x + (box.width + widest) / 2;
    for (let j = i + 1; j < sorted.length && sorted[j].x < end; j += 1) {
      const other = sorted[j];
      if (Math.abs(other.y - box.y) < (box.height + other.height) / 2 && !(box.fixed && other.fixed)) {
        moved = separate(box, other, across) || moved;
      }
    }
  }
  return moved;
}

/**
 * Push two boxes apart, the looser one further: along the axis where they overlap least, or now and
 * then across it, because boxes jammed between others would only go to and fro.
 * @returns {boolean} whether they did
 */
function separate(a, b, across) {
  if (a.home && a.home === b.home && (a.fixed || b.fixed)) return false; // a mark may stand on its own place
  const overX = (a.width + b.width) / 2 - Math.abs(b.x - a.x);
  const overY = (a.height + b.height) / 2 - Math.abs(b.y - a.y);
  if (overX <= 0.1 || overY <= 0.1) return false;
  const [axis, over] = (overX < overY) !== across ? ['x', overX] : ['y', overY];
  const push = (over + 0.2) * (b[axis] < a[axis] ? -1 : 1);
  const share = a.fixed || b.fixed ? Number(!a.fixed) : a.looseness / (a.looseness + b.looseness);
  a[axis] -= push * share;
  b[axis] += push * (1 - share);
  return true;
}

/** Width of a text in pixels. */
function textWidth(text, font) {
  textWidth.context ??= document.createElement('canvas').getContext('2d');
  textWidth.context.font = font;
  return textWidth.context.measureText(text).width;
}

function overlaps(a, b) {
  return Math.abs(a.x - b.x) < (a.width + b.width) / 2 && Math.abs(a.y - b.y) < (a.height + b.height) / 2;
}

/**
 * Choose the labels that fit: the most important first, none on another or on a mark.
 * @param {{name: string, lat: number, lon: number, population: number, always?: boolean}[]} places - by importance
 * @param {{x: number, y: number, width: number, height: number}[]} taken - boxes to keep free
 */
function fittingLabels(places, taken, map) {
  const zoom = map.getZoom();
  const least = CITY_BY_ZOOM.find(([below]) => zoom < below)?.[1] ?? 0;
  const view = map.getBounds();
  const boxes = [...taken, ...controlBoxes(map)];
  return places.filter((place) => (place.always || place.population >= least) && view.contains([place.lat, place.lon]))
    .flatMap((place) => {
      const box = freeBox(place, boxes, map);
      if (!box) return [];
      boxes.push(box, box.dot);
      return [{ place, ...box }];
    });
}

/** Where the buttons and the credit stand. */
function controlBoxes(map) {
  const frame = map.getContainer().getBoundingClientRect();
  return [...map.getContainer().querySelectorAll('.leaflet-control')].map((control) => {
    const { x, y, width, height } = control.getBoundingClientRect();
    return { ...xy(map.containerPointToLayerPoint([x - frame.x + width / 2, y - frame.y + height / 2])), width, height };
  });
}

/**
 * The first position around a place's dot where its name covers nothing and is not cut. Names that
 * matter most may stand a little off, beside their own mark, but never as far as the next one.
 */
function freeBox(place, boxes, map) {
  const dot = { ...xy(map.latLngToLayerPoint([place.lat, place.lon])), width: 7, height: 7 };
  if (!inView(dot, map) || (!place.always && boxes.some((box) => overlaps(dot, box)))) return undefined;
  const size = { width: textWidth(place.name, '500 12px system-ui, sans-serif') + 6, height: 15, dot };
  const spots = (place.always ? [0, 14, 22] : [0]).flatMap((far) => {
    const aside = size.width / 2 + 5 + far;
    return [[aside, 0], [-aside, 0], [0, -12 - far], [0, 12 + far]];
  }).map(([x, y]) => ({ ...size, shift: { x, y }, x: dot.x + x, y: dot.y + y }));
  return spots.find((spot) => inView(spot, map) && !boxes.some((box) => overlaps(spot, box)));
}

function inView({ x, y, width, height }, map) {
  const half = L.point(width / 2, height / 2);
  const middle = map.layerPointToContainerPoint([x, y]);
  return L.bounds([0, 0], map.getSize()).contains(L.bounds(middle.subtract(half), middle.add(half)));
}

function xy({ x, y }) {
  return { x, y };
}
