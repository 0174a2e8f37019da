// Errors of the speaker-disjoint subsets at every point; the worst is filled. Where a retrained model was tried, the error before it too.
const subsetShapes = ['circle', 'square', 'triangle', 'diamond', 'cross'];

function subsetShape(i) {
  return subsetShapes[i % subsetShapes.length];
}

function drawSubsets(width) {
  const height = 270;
  const needed = Math.max(width, 70 + report.points.length * 11);
  const area = { left: 52, right: needed - 12, top: 30, bottom: height - 44 };
  const errors = report.points.flatMap(point => [...point.subsetErrors, ...(point.baseErrors ? [Math.max(...point.baseErrors)] : [])]);
  const y = scaleOver([...errors, report.master.values[0]], area.bottom, area.top);
  const cell = (area.right - area.left) / report.points.length;
  const every = Math.max(1, Math.ceil(22 / cell));
  const master = y.at(report.master.values[0]);
  const picture = svg('svg', { width: needed, height, role: 'group', 'aria-label': 'Error of every subset at every point' },
    yAxis(y, area.left, area.right, 'Phone error (%)', area.top),
    svg('text', { x: area.right, y: area.bottom + 34, 'text-anchor': 'end' }, 'Point'),
    ...report.points.map((point, i) => subsetColumn(point, area.left + i * cell, cell, y, area, i % every === 0)),
    svg('line', { class: 'limit', x1: area.left, x2: area.right, y1: master, y2: master }),
    svg('text', { class: 'tick limit-label', x: area.left + 4, y: master - 5 }, '16 bits, worst subset'));
  markPoints(picture);
  return picture;
}

function subsetColumn(point, left, cell, y, area, labelled) {
  const x = left + cell / 2;
  const worst = Math.max(...point.subsetErrors);
  const r = Math.min(4.5, cell / 3);
  const base = point.baseErrors ? Math.max(...point.baseErrors) : null;
  const column = svg('g', { class: 'column', 'data-point': point.number },
    svg('rect', { class: 'hit', x: left, y: area.top, width: cell, height: area.bottom - area.top }),
    svg('line', { class: 'spread', x1: x, x2: x, y1: y.at(worst), y2: y.at(Math.min(...point.subsetErrors)) }),
    base === null ? null : svg('line', { class: 'base-line', x1: x, x2: x, y1: y.at(base), y2: y.at(worst) }),
    base === null ? null : svg('circle', { class: 'base', cx: x, cy: y.at(base), r: r + 1 }),
    ...point.subsetErrors.map((error, i) => marker(subsetShape(i), x, y.at(error), r, { class: error === worst ? 'subset worst' : 'subset' })),
    labelled ? svg('text', { class: 'tick', x, y: area.bottom + 16, 'text-anchor': 'middle' }, String(point.number)) : null);
  column.addEventListener('click', () => store.select(point.number));
  return withTip(column, pointTitle(point.number), () => [
    ...point.subsetErrors.map((error, i) => [`Subset ${i + 1}`, decimal(error, 2) + ' %']),
    ...(base === null ? [] : [['Before retraining', decimal(base, 2) + ' %']]),
  ]);
}

function startSubsets() {
  const beacons = report.points.some(point => point.baseErrors);
  byId('subsets-lead').textContent = 'The worst of the speaker-disjoint subsets counts; it is filled.';
  byId('subsets-legend').append(
    ...report.master.subsetErrors.map((_, i) => legendItem(marker(subsetShape(i), 8, 8, 4.5, { class: 'subset' }), 'subset ' + (i + 1))),
    ...(beacons ? [legendItem(svg('circle', { class: 'base', cx: 8, cy: 8, r: 5 }), 'worst before retraining')] : []));
  chart('subsets', drawSubsets);
  store.subscribe(() => markPoints(byId('subsets')));
}
