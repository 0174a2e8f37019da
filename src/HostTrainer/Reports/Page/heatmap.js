// Bits of every layer over the front: darker is wider, and the number stands in the cell where there is room.
const bitColours = new Map([[2, '#dcecf9'], [4, '#86bce4'], [8, '#2f7fbf'], [16, '#0d3a66']]);
const deltaColours = ['#fbe9dd', '#f0b48a', '#d9793c', '#a94e16', '#6f3009'];

function inkOn(bits) {
  return bits >= 8 ? '#ffffff' : '#10233a';
}

/** Rows of the map: one per layer where weights and activations always share their bits, otherwise two; one more per layer for delta thresholds. */
function heatmapRows() {
  const shared = report.points.every(point => point.layers.every(([w, a]) => w === a));
  const delta = report.points.some(point => point.layers.some(layer => layer[2] > 0));
  byId('heatmap-rows').textContent = shared ? 'Weights and activations of a layer share their bits.' : 'w: weights, a: activations of a layer.';
  return report.layers.flatMap((layer, i) => [
    { layer, name: shared ? layer : layer + ' w', long: shared ? 'weights and activations' : 'weights', value: point => point.layers[i][0], first: true },
    ...(shared ? [] : [{ layer, name: layer + ' a', long: 'activations', value: point => point.layers[i][1] }]),
    ...(delta ? [{ layer, name: layer + ' Δ', long: 'delta threshold', value: point => point.layers[i][2] ?? 0, delta: true }] : []),
  ]);
}

function deltaLevels(rows) {
  return [...new Set(rows.filter(row => row.delta).flatMap(row => report.points.map(row.value)))].sort((a, b) => a - b);
}

function drawHeatmap(width) {
  const rows = heatmapRows();
  const left = 62;
  const top = 20;
  const cell = Math.max(11, Math.min(44, (width - left - 4) / report.points.length));
  const rowHeight = rows.length > 20 ? 18 : 21;
  const places = rows.map((row, i) => top + i * rowHeight + rows.slice(0, i + 1).filter((r, k) => r.first && k > 0).length * 4);
  const height = places[places.length - 1] + rowHeight + 4;
  const levels = deltaLevels(rows);
  const every = Math.max(1, Math.ceil(22 / cell));
  const columns = report.points.map((point, i) => heatmapColumn(point, left + i * cell, cell, { rows, places, rowHeight, top, height, levels, labelled: i % every === 0 }));
  const picture = svg('svg', { width: Math.max(width, left + cell * report.points.length + 4), height, role: 'group', 'aria-label': 'Bits of every layer at every point' },
    ...rows.map((row, i) => svg('text', { class: row.delta ? 'tick' : '', x: left - 8, y: places[i] + rowHeight / 2 + 4, 'text-anchor': 'end' }, row.name)),
    ...columns,
    svg('rect', { class: 'frame', id: 'heatmap-frame', y: 1, height: height - 2, width: cell, rx: 3 }));
  markHeatmap(picture);
  return picture;
}

function heatmapColumn(point, x, cell, map) {
  const column = svg('g', { class: 'column', 'data-point': point.number, 'data-x': x },
    svg('rect', { class: 'hit', x, y: 0, width: cell, height: map.height }),
    map.labelled ? svg('text', { class: 'tick', x: x + cell / 2, y: 13, 'text-anchor': 'middle' }, String(point.number)) : null,
    ...map.rows.flatMap((row, i) => heatmapCell(point, row, x, map.places[i], cell, map)));
  column.addEventListener('click', () => store.select(point.number));
  return column;
}

function heatmapCell(point, row, x, y, cell, map) {
  const value = row.value(point);
  const level = map.levels.indexOf(value);
  const colour = row.delta ? deltaColours[Math.min(level, deltaColours.length - 1)] : bitColours.get(value);
  const parts = [svg('rect', { x: x + 0.5, y: y + 0.5, width: cell - 1, height: map.rowHeight - 1, rx: 2, fill: colour })];
  if (cell >= 17) {
    parts.push(svg('text', { class: 'tick', style: `fill:${row.delta ? (level > 1 ? '#ffffff' : '#3a1d08') : inkOn(value)}`, x: x + cell / 2, y: y + map.rowHeight / 2 + 4, 'text-anchor': 'middle' }, String(value)));
  }
  return parts.map(part => withTip(part, pointTitle(point.number), () => [[`${row.layer} ${row.long}`, row.delta ? `threshold ${value}` : `${value} bits`], ...figureRows(point.values)]));
}

function markHeatmap(root) {
  markPoints(root);
  const column = root.querySelector('.column.chosen');
  const frame = root.querySelector('#heatmap-frame');
  if (frame) {
    frame.setAttribute('x', column ? column.dataset.x : -100);
  }
}

function startHeatmap() {
  chart('heatmap', drawHeatmap);
  byId('heatmap-legend').append(...[...bitColours].map(([bits, colour]) =>
    legendItem(svg('rect', { x: 1, y: 1, width: 14, height: 14, rx: 2, fill: colour, stroke: 'var(--line)' }), bits + ' bits')));
  store.subscribe(() => markHeatmap(byId('heatmap')));
}
