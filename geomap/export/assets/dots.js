'use strict';
/*
 * Very many marks: dots on one canvas, which moves with the map and is drawn anew when it rests.
 * Of dots that would cover each other almost wholly, one is drawn; a click lists all that lie there.
 */

const DOT_RADIUS = 5.5;
const STAMP = 12; // pixels, the side of a dot's picture
const CELL = 3; // pixels; of the dots within it, the first is drawn
const REACH = 8; // pixels from a click

/** Dots on a canvas; Leaflet's renderer keeps it in its place, also while the map zooms. */
const Dots = L.Renderer.extend({
  /** @param {function(object): {colour: string, exact: boolean}} lookOf - how the dot of an event looks */
  initialize(lookOf, options) {
    L.Renderer.prototype.initialize.call(this, options);
    this.lookOf = lookOf;
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

  /** Draw what lies within a rectangle of the world at this zoom. */
  drawAll(corner, size) {
    const scale = 2 ** this._map.getZoom();
    const across = Math.ceil(size.x / CELL) + 20;
    const stamps = new Map();
    const taken = new Set();
    for (const event of this.events) {
      event.world ??= this._map.project(anchorOf(event.where.shape), 0);
      const [x, y] = [event.world.x * scale - corner.x, event.world.y * scale - corner.y];
      if (x < -REACH || y < -REACH || x > size.x + REACH || y > size.y + REACH) continue;
      const cell = Math.floor(y / CELL) * across + Math.floor(x / CELL);
      if (taken.has(cell)) continue;
      taken.add(cell);
      const { colour, exact } = this.lookOf(event);
      const key = `${colour}${exact}`;
      if (!stamps.has(key)) stamps.set(key, stamp(colour, exact));
      this.pen.drawImage(stamps.get(key), x - STAMP / 2, y - STAMP / 2, STAMP, STAMP);
    }
  },
});

/** One dot as a picture: full when the settlement is known, a ring when only an area is. */
function stamp(colour, exact) {
  const ratio = window.devicePixelRatio || 1;
  const picture = Object.assign(document.createElement('canvas'), { width: STAMP * ratio, height: STAMP * ratio });
  const pen = picture.getContext('2d', { willReadFrequently: true });
  pen.scale(ratio, ratio);
  pen.beginPath();
  pen.arc(STAMP / 2, STAMP / 2, DOT_RADIUS - 0.75, 0, 2 * Math.PI);
  Object.assign(pen, { fillStyle: exact ? colour : '#fff', strokeStyle: exact ? '#fff' : colour, lineWidth: 1.5 });
  pen.fill();
  pen.stroke();
  return picture;
}
