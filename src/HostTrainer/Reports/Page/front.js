// The front in any two figures.
const frontAxes = { x: (objectives.find(figure => figure.name !== 'error') || shownFigures[0]).place, y: 0, show: 'feasible' };

function frontBackground() {
  const onFront = new Set(report.points.map(point => point.values.join()));
  const others = report.measured.filter(plan => !onFront.has(plan.values.join()));
  return frontAxes.show === 'front' ? [] : frontAxes.show === 'feasible' ? others.filter(plan => plan.feasible) : others;
}

function drawFront(width) {
  const height = Math.max(320, Math.min(470, width * 0.62));
  const area = { left: 58, right: width - 16, top: 34, bottom: height - 44 };
  const [fx, fy] = [report.figures[frontAxes.x], report.figures[frontAxes.y]];
  const has = plan => plan.values[frontAxes.x] !== null && plan.values[frontAxes.y] !== null;
  const others = frontBackground().filter(has);
  const points = report.points.filter(has);
  const drawn = frontAxes.show === 'every' && has(report.master) ? [...others, ...points, report.master] : [...others, ...points];
  if (points.length === 0) {
    return html('p', { class: 'empty' }, 'The platform has no model of one of these figures.');
  }
  const x = scaleOver(drawn.map(plan => plan.values[frontAxes.x]), area.left, area.right);
  const y = scaleOver(drawn.map(plan => plan.values[frontAxes.y]), area.bottom, area.top);
  const at = plan => [x.at(plan.values[frontAxes.x]), y.at(plan.values[frontAxes.y])];
  const picture = svg('svg', { width, height, role: 'group', 'aria-label': `Front: ${fy.label} over ${fx.label}` },
    xAxis(x, area.top, area.bottom, withUnit(capital(fx.label), fx.unit) + (fx.moreIsBetter ? ' →' : ' ←') + ' better', area.right),
    yAxis(y, area.left, area.right, withUnit(capital(fy.label), fy.unit) + (fy.moreIsBetter ? ', higher' : ', lower') + ' is better', area.top),
    svg('line', { class: 'axis', x1: area.left, x2: area.right, y1: area.bottom, y2: area.bottom }),
    svg('line', { class: 'axis', x1: area.left, x2: area.left, y1: area.top, y2: area.bottom }),
    errorLimit(x, y, area),
    ...others.map(plan => otherPlan(plan, at(plan))),
    has(report.master) && x.holds(report.master.values[frontAxes.x]) && y.holds(report.master.values[frontAxes.y]) ? masterPlan(at(report.master)) : null,
    frontLine(points, at),
    svg('g', { role: 'listbox', 'aria-label': 'Points of the front', id: 'front-points' }, ...points.map(point => frontPoint(point, at(point)))));
  markPoints(picture);
  return picture;
}

function errorLimit(x, y, area) {
  if (frontAxes.y === 0 && y.holds(report.errorLimit)) {
    const at = y.at(report.errorLimit);
    return svg('g', {}, svg('line', { class: 'limit', x1: area.left, x2: area.right, y1: at, y2: at }),
      svg('text', { class: 'tick limit-label', x: area.left + 5, y: at - 5 }, 'error limit'));
  }
  if (frontAxes.x === 0 && x.holds(report.errorLimit)) {
    const at = x.at(report.errorLimit);
    return svg('g', {}, svg('line', { class: 'limit', x1: at, x2: at, y1: area.top, y2: area.bottom }),
      svg('text', { class: 'tick limit-label', x: at - 5, y: area.top + 12, 'text-anchor': 'end' }, 'error limit'));
  }
  return null;
}

function otherPlan(plan, [x, y]) {
  const dot = plan.feasible
    ? svg('circle', { class: 'other', cx: x, cy: y, r: 3 })
    : marker('cross', x, y, 2.6, { class: 'infeasible' });
  return withTip(dot, `Evaluation ${plan.sequence + 1}${plan.feasible ? '' : ', breaks a limit'}`, () => figureRows(plan.values));
}

function masterPlan([x, y]) {
  return withTip(marker('diamond', x, y, 6, { class: 'master' }), '16 bits everywhere', () => figureRows(report.master.values));
}

/** The name of the knee stands on its better side, where the front cannot be. */
function kneeLabel(x, y) {
  const right = report.figures[frontAxes.x].moreIsBetter;
  const above = report.figures[frontAxes.y].moreIsBetter;
  return svg('text', { class: 'knee-label', x: x + (right ? 10 : -10), y: y + (above ? -9 : 18), 'text-anchor': right ? 'start' : 'end' }, 'knee');
}

/** With two objectives on the axes the front is a line. */
function frontLine(points, at) {
  const two = objectives.length === 2 && objectives.every(figure => figure.place === frontAxes.x || figure.place === frontAxes.y);
  return two ? svg('polyline', { class: 'front-line', points: points.map(at).sort((a, b) => a[0] - b[0]).map(place => place.join()).join(' ') }) : null;
}

function frontPoint(point, [x, y]) {
  const label = figureRows(point.values).map(row => row.join(' ')).join(', ');
  const element = svg('g', { class: 'point', 'data-point': point.number, role: 'option', tabindex: -1, 'aria-label': `${pointTitle(point.number)}: ${label}` },
    svg('circle', { class: 'halo', cx: x, cy: y, r: 10 }),
    svg('circle', { class: 'dot', cx: x, cy: y, r: 6 }),
    point.number === report.knee ? kneeLabel(x, y) : null);
  element.addEventListener('click', () => store.select(point.number));
  return withTip(element, pointTitle(point.number), () => figureRows(point.values));
}

function axisSelect(name, label, redraw) {
  const select = html('select', { id: 'axis-' + name }, ...shownFigures.map(figure => html('option', { value: figure.place }, capital(figure.label))));
  select.value = frontAxes[name];
  select.addEventListener('change', () => {
    frontAxes[name] = Number(select.value);
    redraw();
  });
  return html('label', {}, label + ' ', select);
}

function showSelect(redraw) {
  const thinned = report.measured.length < report.measuredInAll ? ` (${report.measured.length} of ${report.measuredInAll} shown)` : '';
  const select = html('select', { id: 'show' },
    html('option', { value: 'front' }, 'front only'),
    html('option', { value: 'feasible', selected: true }, 'plans within the limits' + thinned),
    html('option', { value: 'every' }, 'every measured plan' + thinned));
  select.addEventListener('change', () => {
    frontAxes.show = select.value;
    redraw();
  });
  return html('label', {}, 'show ', select);
}

function limitInput(figure) {
  const sign = figure.moreIsBetter ? 'at least' : 'at most';
  const input = html('input', { type: 'number', step: 'any', min: 0, id: 'limit-' + figure.name });
  input.addEventListener('input', () => store.limit(figure.place, input.value === '' ? null : Number(input.value)));
  return html('label', {}, `${figure.label} ${sign} `, input, figure.unit);
}

function legendItem(drawing, text) {
  return html('span', {}, svg('svg', { width: 16, height: 16, 'aria-hidden': 'true' }, drawing), text);
}

function startFront() {
  const redraw = chart('front', drawFront);
  byId('axes').append(axisSelect('y', 'vertical', redraw), axisSelect('x', 'horizontal', redraw), showSelect(redraw));
  byId('limits').append(...shownFigures.map(limitInput));
  byId('front-legend').append(
    legendItem(svg('circle', { cx: 8, cy: 8, r: 5.5, fill: 'var(--point)' }), 'front'),
    legendItem(svg('circle', { cx: 8, cy: 8, r: 5.5, fill: 'var(--chosen)' }), 'selected'),
    legendItem(svg('circle', { class: 'other', cx: 8, cy: 8, r: 3 }), 'other plan within the limits'),
    legendItem(marker('cross', 8, 8, 3, { class: 'infeasible' }), 'breaks a limit'),
    legendItem(marker('diamond', 8, 8, 5, { class: 'master' }), '16 bits everywhere'));
  store.subscribe(() => markPoints(byId('front')));
  startFrontKeys(byId('front'));
}
