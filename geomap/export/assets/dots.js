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
    Object.assign(this, { lookOf, tell });
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
    this.pen = this._container.getContext('2d', { willReadFrequently: true }); // many small pictures: quicker without the graphics card
  },

  _destroyContainer() {
    this._container.remove();
  },

  _update() {
    if (this._map._animatingZoom && this._bounds) return;
    L.Renderer.prototype._update.call(this);
    const { min } = this._bounds;
    const size = this._bounds.getSize();
    const ratio = window.devicePixelRatio || 1;
    L.DomUtil.setPosition(this._container, min);
    Object.assign(this._container, { width: size.x * ratio, height: size.y * ratio });
    this._container.style.width = `${size.x}px`;
    this._container.style.height = `${size.y}px`;
    this.pen.scale(ratio, ratio);
    this.drawAll(this._map.getPixelOrigin().add(min), size);
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
      event.world ??= this._map.project(anchorOf(event.where.shape), 0);
      const [x, y] = [event.world.x * scale - corner.x, event.world.y * scale - corner.y];
      if (x < -REACH || y < -REACH || x > size.x + REACH || y > size.y + REACH) continue;
      const cell = (Math.floor(y / CELL) + 10) * across + Math.floor(x / CELL) + 10;
      const { taken, dots } = layers[Number(event.where.shape.form === 'point')];
      const inSight = Number(x >= margin.x && y >= margin.y && x <= size.x - margin.x && y <= size.y - margin.y);
      seen.events += inSight;
      if (taken[cell]) continue;
      taken[cell] = 1;
      seen.dots += inSight;
      dots.push({ event, x, y });
    }
    this.stampAll(layers.flatMap(({ dots }) => dots));
    this.tell(seen);
  },

  stampAll(dots) {
    const stamps = new Map();
    const lookOf = this.lookOf();
    const radius = dots.length > DOT_RADIUS.above ? DOT_RADIUS.many : DOT_RADIUS.few;
    for (const { event, x, y } of dots) {
      const look = lookOf(event);
      const key = `${look.colour}${look.exact}${look.disputed}`;
      if (!stamps.has(key)) stamps.set(key, stamp(look, radius));
      this.pen.drawImage(stamps.get(key), x - STAMP / 2, y - STAMP / 2, STAMP, STAMP);
    }
  },
});

/** One dot as a picture: full when the settlement is known, a ring when only an area is, rimmed when disputed. */
function stamp({ colour, paper, exact, disputed }, radius) {
  const ratio = window.devicePixelRatio || 1;
  const picture = Object.assign(document.createElement('canvas'), { width: STAMP * ratio, height: STAMP * ratio });
  const pen = picture.getContext('2d', { willReadFrequently: true });
  pen.scale(ratio, ratio);
  pen.beginPath();
  pen.arc(STAMP / 2, STAMP / 2, radius - 0.75, 0, 2 * Math.PI);
  Object.assign(pen, { fillStyle: exact ? colour : paper, strokeStyle: exact ? paper : colour, lineWidth: exact ? 1 : 1.5 });
  pen.fill();
  if (disputed) Object.assign(pen, { strokeStyle: '#ffb300', lineWidth: 2 });
  pen.stroke();
  return picture;
}
