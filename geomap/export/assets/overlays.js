'use strict';
/*
 * The user's own layers: a front line, control areas, roads. Each can be switched off; one with days
 * has a slider, and shows the shapes of the latest day that is not after the chosen one.
 */

/** Put all layers on the map. @returns {HTMLElement[]} their rows for the legend */
function addOverlays() {
  return data.overlays.map((overlay, i) => {
    const colours = data.palette.overlays[i % data.palette.overlays.length];
    const group = L.layerGroup().addTo(map);
    const days = Object.keys(overlay.days);
    const show = (at) => showDay(group, overlay, days[at], colours);
    show(days.length - 1);
    return overlayRow(overlay, colours, { days, show, toggle: (on) => (on ? group.addTo(map) : group.remove()) });
  });
}

function showDay(group, overlay, day, colours) {
  group.clearLayers();
  for (const { kind, lines } of overlay.days[day]) {
    const points = linesOf(lines, overlay.scale);
    const options = { pane: 'overlays', interactive: false, className: `overlay ${kind}` };
    const make = { polygon: L.polygon, line: L.polyline, point: ([at]) => L.circleMarker(at, { ...options, radius: 4 }) }[kind];
    const layer = make(points, options);
    layer.on('add', () => tint(layer.getElement(), colours));
    group.addLayer(layer);
  }
}

/** Checkbox, name, credit and, where there are days, a slider. */
function overlayRow({ name, credit }, colours, { days, show, toggle }) {
  const box = h('input', { type: 'checkbox', checked: '' });
  box.addEventListener('change', () => toggle(box.checked));
  const words = h('span', { dir: 'auto' }, name, credit && h('small', { class: 'credit-of' }, credit));
  const row = h('div', { class: 'overlay-row' }, h('label', { class: 'layer' }, box, tint(h('span', { class: 'swatch' }), colours), words));
  if (days.length > 1) row.append(...daySlider(name, days, show));
  return row;
}

function daySlider(name, days, show) {
  const last = days.length - 1;
  const shown = h('output', {}, dayWords(days[last]));
  const slider = h('input', { type: 'range', min: '0', max: String(last), step: '1', value: String(last), 'aria-label': tr`${name}: day shown`, 'aria-valuetext': dayWords(days[last]) });
  slider.addEventListener('input', () => {
    const words = dayWords(days[Number(slider.value)]);
    shown.textContent = words;
    slider.setAttribute('aria-valuetext', words);
    show(Number(slider.value));
  });
  return [slider, shown];
}
