'use strict';
/*
 * Very many marks: dots on one canvas, which moves with the map and is drawn anew when it rests.
 * Of dots that would cover each other almost wholly, one is drawn; a click lists all that lie there.
 */

const DOT_RADIUS = { few: 5.5, many: 4, above: 5000 }; // pixels, and how many events are many
const STAMP = 12; // pixels, the side of a dot's picture
const CELL = 3; // pixels; of the dots within it, the first is drawn
const REACH = 8; // pixels from a click

/** Dots on a canvas; Leaflet's renderer keeps it in its place, also while the map zooms. */
const Dots = L.Renderer.extend({
  /**
   * @param {function(): function(object): {colour: string, paper: string, exact: boolean, disputed: boolean}} lookOf - asked
   *   at each drawing, because the theme may change: how the dot of an event looks
   * @param {function({events: number, dots: number}): void} tell - how many events are in sight, and as how many dots
   */
  initialize(lookOf, tell, options) {
    L.Renderer.prototype.initialize.call(this, options);
    Object.assign(this, { lookOf, tell, stamps: new Map(), picture: null });
    this.show([]);
  },

  /** @param {object[]} events - each with a shape */
  show(events) {
    this.events = events;
    if (this._map) this._update();
  },

  /** Events whose dots lie within reach of a point. @returns {object[]} */
  near(latlng) {
    const { x, y } = this._map.project(latlng);
    const scale = 2 ** this._map.getZoom();
    return this.events.filter(({ world }) => world && Math.hypot(world.x * scale - x, world.y * scale - y) < REACH);
  },

  _initContainer() {
    this._container = h('canvas', { class: 'dots', 'aria-hidden': 'true' });
    this.pen = this._container.getContext('2d', { willReadFrequently: true }); // pixels are set one by one: quicker without the graphics card
  },

  _destroyContainer() {
    this._container.remove();
  },

  _update() {
    if (this._map._animatingZoom && this._bounds) return;
    L.Renderer.prototype._update.call(this);
    const { min } = this._bounds;
    const size = this._bounds.getSize();
    L.DomUtil.setPosition(this._container, min);
    this.resize(size);
    this.drawAll(this._map.getPixelOrigin().add(min), size);
  },

  resize({ x, y }) {
    const [width, height] = [x, y].map((side) => Math.max(1, Math.round(side * pixelRatio())));
    if (this.picture?.width === width && this.picture.height === height) return;
    Object.assign(this._container, { width, height });
    this._container.style.width = `${x}px`;
    this._container.style.height = `${y}px`;
    this.picture = this.pen.createImageData(width, height);
  },

  /** Where an event lies at zoom 0, and whether it is drawn among areas (0) or among exact places (1). */
  worldOf(shape) {
    const { x, y } = this._map.project(anchorOf(shape), 0);
    return { x, y, layer: Number(shape.form === 'point') };
  },

  /** Draw what lies within a rectangle of the world at this zoom: areas first, exact places over them. */
  drawAll(corner, size) {
    const margin = size.subtract(this._map.getSize()).divideBy(2);
    const across = Math.ceil(size.x / CELL) + 20;
    const cells = across * (Math.ceil(size.y / CELL) + 20);
    const layers = [0, 1].map(() => ({ taken: new Uint8Array(cells), dots: [] })); // of each cell the first
    const seen = { events: 0, dots: 0 };
    const scale = 2 ** this._map.getZoom();
    for (const event of this.events) {
      const world = event.world ??= this.worldOf(event.where.shape);
      const x = world.x * scale - corner.x;
      const y = world.y * scale - corner.y;
      if (x < -REACH || y < -REACH || x > size.x + REACH || y > size.y + REACH) continue;
      const cell = (Math.floor(y / CELL) + 10) * across + Math.floor(x / CELL) + 10;
      const { taken, dots } = layers[world.layer];
      const inSight = Number(x >= margin.x && y >= margin.y && x <= size.x - margin.x && y <= size.y - margin.y);
      seen.events += inSight;
      if (taken[cell]) continue;
      taken[cell] = 1;
      seen.dots += inSight;
      dots.push({ event, x, y });
    }
    this.paint(layers.flatMap(({ dots }) => dots));
    this.tell(seen);
  },

  /** Set the pixels of all dots and show them at once: several times quicker than to ask the canvas for each. */
  paint(dots) {
    const lookOf = this.lookOf();
    const radius = dots.length > DOT_RADIUS.above ? DOT_RADIUS.many : DOT_RADIUS.few;
    const ratio = pixelRatio();
    const { width, height } = this.picture;
    const sheet = { width, height, pixels: new Uint32Array(this.picture.data.buffer) };
    sheet.pixels.fill(0);
    for (const { event, x, y } of dots) press(this.stampOf(lookOf(event), radius), sheet, x * ratio, y * ratio);
    this.pen.putImageData(this.picture, 0, 0);
  },

  stampOf(look, radius) {
    const key = `${look.colour}${look.paper}${look.exact}${look.disputed}${radius} ${pixelRatio()}`;
    if (!this.stamps.has(key)) this.stamps.set(key, stamp(look, radius));
    return this.stamps.get(key);
  },
});

function pixelRatio() {
  return window.devicePixelRatio || 1;
}

/**
 * One dot as a picture: full when the settlement is known, a ring when only an area is, rimmed when disputed.
 * @returns {{side: number, pixels: Uint32Array}}
 */
function stamp({ colour, paper, exact, disputed }, radius) {
  const ratio = pixelRatio();
  const side = Math.ceil(STAMP * ratio);
  const picture = Object.assign(document.createElement('canvas'), { width: side, height: side });
  const pen = picture.getContext('2d', { willReadFrequently: true });
  pen.scale(ratio, ratio);
  pen.beginPath();
  pen.arc(STAMP / 2, STAMP / 2, radius - 0.75, 0, 2 * Math.PI);
  Object.assign(pen, { fillStyle: exact ? colour : paper, strokeStyle: exact ? paper : colour, lineWidth: exact ? 1 : 1.5 });
  pen.fill();
  if (disputed) Object.assign(pen, { strokeStyle: '#ffb300', lineWidth: 2 });
  pen.stroke();
  return { side, pixels: new Uint32Array(pen.getImageData(0, 0, side, side).data.buffer) };
}

/** Put a stamp on a sheet with its middle at a point; what would lie beyond the edge is left out. */
function press({ side, pixels: inks }, { width, height, pixels }, x, y) {
  const [left, top] = [Math.round(x - side / 2), Math.round(y - side / 2)];
  for (let row = Math.max(0, -top); row < side && top + row < height; row += 1) {
    for (let column = Math.max(0, -left); column < side && left + column < width; column += 1) {
      const ink = inks[row * side + column];
      if (ink === 0) continue;
      const at = (top + row) * width + left + column;
      const solid = ink >>> 24 === 255 || pixels[at] === 0;
      pixels[at] = solid ? ink : mixed(ink, pixels[at]);
    }
  }
}

/** One colour over another; both are 0xAABBGGRR, as all of today's processors keep them. */
function mixed(over, under) {
  const part = (over >>> 24) / 255;
  const channel = (shift) => Math.round(((over >>> shift) & 255) * part + ((under >>> shift) & 255) * (1 - part));
  const alpha = Math.max(over >>> 24, under >>> 24);
  return ((alpha << 24) | (channel(16) << 16) | (channel(8) << 8) | channel(0)) >>> 0;
}
