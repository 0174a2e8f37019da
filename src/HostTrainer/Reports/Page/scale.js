// Linear axes with round ticks.
function roundStep(span, count) {
  const rough = span / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  return power * [1, 2, 2.5, 5, 10].find(factor => factor * power >= rough * 0.999);
}

/** A scale over values, a little wider than they are. */
function scaleOver(values, from, to, fromZero) {
  const room = from > to ? 42 : 75;
  let low = fromZero ? 0 : Math.min(...values);
  let high = Math.max(...values);
  const margin = (high - low || Math.abs(high) || 1) * 0.06;
  low = fromZero ? 0 : low - margin;
  high += margin;
  const step = roundStep(high - low, Math.max(2, Math.abs(to - from) / room));
  const ticks = [];
  for (let i = Math.ceil(low / step); i * step <= high; i++) {
    ticks.push(i * step);
  }
  const digits = Math.min(6, Math.max(0, Math.ceil(-Math.log10(step) - 1e-9) + (Math.abs(step / 10 ** Math.floor(Math.log10(step)) - 2.5) < 1e-6 ? 1 : 0)));
  return {
    low, high, ticks,
    at: value => from + (value - low) / (high - low) * (to - from),
    value: place => low + (place - from) / (to - from) * (high - low),
    holds: value => value >= low && value <= high,
    text: value => decimal(value, digits),
  };
}

function xAxis(scale, top, bottom, label, right) {
  return svg('g', {},
    ...scale.ticks.flatMap(tick => [
      svg('line', { class: 'grid', x1: scale.at(tick), x2: scale.at(tick), y1: top, y2: bottom }),
      svg('text', { class: 'tick', x: scale.at(tick), y: bottom + 16, 'text-anchor': 'middle' }, scale.text(tick)),
    ]),
    svg('text', { x: right, y: bottom + 34, 'text-anchor': 'end' }, label));
}

function yAxis(scale, left, right, label, top) {
  return svg('g', {},
    ...scale.ticks.flatMap(tick => [
      svg('line', { class: 'grid', x1: left, x2: right, y1: scale.at(tick), y2: scale.at(tick) }),
      svg('text', { class: 'tick', x: left - 7, y: scale.at(tick) + 4, 'text-anchor': 'end' }, scale.text(tick)),
    ]),
    svg('text', { x: 2, y: top - 10 }, label));
}
