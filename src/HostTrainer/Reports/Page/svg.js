// Elements. Text is always set as text, never as markup.
const svgSpace = 'http://www.w3.org/2000/svg';

function present(children) {
  return children.filter(child => child !== null && child !== undefined);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  element.append(...present(children));
  return element;
}

function html(name, attributes, ...children) {
  return fill(document.createElement(name), attributes, children);
}

function svg(name, attributes, ...children) {
  return fill(document.createElementNS(svgSpace, name), attributes, children);
}

function byId(id) {
  return document.getElementById(id);
}

/** Draws a chart into its place, again whenever the width of the place changes. Returns the function that draws. */
function chart(id, draw) {
  const place = byId(id);
  let width = 0;
  const redraw = () => place.replaceChildren(draw(Math.max(280, width)));
  new ResizeObserver(entries => {
    const now = Math.floor(entries[0].contentRect.width);
    if (now !== width && now > 0) {
      width = now;
      redraw();
    }
  }).observe(place);
  return () => width > 0 && redraw();
}

/** The corners of marker shapes around a centre; subsets differ by shape as well as by place. */
function marker(shape, x, y, r, attributes) {
  const shapes = {
    circle: () => svg('circle', { cx: x, cy: y, r, ...attributes }),
    square: () => svg('rect', { x: x - r * 0.9, y: y - r * 0.9, width: r * 1.8, height: r * 1.8, ...attributes }),
    triangle: () => svg('path', { d: `M${x} ${y - r * 1.15}L${x + r * 1.1} ${y + r * 0.85}H${x - r * 1.1}Z`, ...attributes }),
    diamond: () => svg('path', { d: `M${x} ${y - r * 1.25}L${x + r * 1.25} ${y}L${x} ${y + r * 1.25}L${x - r * 1.25} ${y}Z`, ...attributes }),
    cross: () => svg('path', { d: `M${x - r} ${y - r}L${x + r} ${y + r}M${x - r} ${y + r}L${x + r} ${y - r}`, ...attributes }),
  };
  return shapes[shape]();
}

const tip = byId('tip');

function showTip(event, title, rows) {
  tip.replaceChildren(html('b', {}, title), ...rows.map(([name, value]) => html('div', {}, html('span', {}, name), html('span', {}, value))));
  tip.hidden = false;
  const box = tip.getBoundingClientRect();
  const x = Math.min(event.clientX + 14, window.innerWidth - box.width - 8);
  const y = event.clientY + box.height + 22 > window.innerHeight ? event.clientY - box.height - 12 : event.clientY + 16;
  tip.style.left = Math.max(8, x) + 'px';
  tip.style.top = Math.max(8, y) + 'px';
}

function hideTip() {
  tip.hidden = true;
}

function withTip(element, title, rows) {
  element.addEventListener('pointermove', event => showTip(event, title, rows()));
  element.addEventListener('pointerleave', hideTip);
  return element;
}
