// The points as a table that can be sorted by every column.
const tableOrder = { place: -1, up: true };

function tableValue(point) {
  return tableOrder.place < 0 ? point.number : point.values[tableOrder.place] ?? Infinity;
}

function drawTable() {
  const rows = [...report.points].sort((a, b) => (tableOrder.up ? 1 : -1) * (tableValue(a) - tableValue(b)) || a.number - b.number);
  const table = html('table', {},
    html('thead', {}, html('tr', {},
      tableHeading(-1, 'Point'),
      ...shownFigures.map(figure => tableHeading(figure.place, withUnit(capital(figure.label), figure.unit))),
      html('th', { class: 'words' }, 'Weight × activation bits: ' + report.layers.join(' ')))),
    html('tbody', {}, ...rows.map(tableRow)));
  byId('table').replaceChildren(table);
  markPoints(table);
}

function tableHeading(place, text) {
  const active = tableOrder.place === place;
  const button = html('button', { type: 'button' }, text + (active ? (tableOrder.up ? ' ▲' : ' ▼') : ''));
  button.addEventListener('click', () => {
    tableOrder.up = active ? !tableOrder.up : true;
    tableOrder.place = place;
    drawTable();
    byId('table').querySelectorAll('th button')[place < 0 ? 0 : 1 + shownFigures.findIndex(figure => figure.place === place)].focus();
  });
  return html('th', { 'aria-sort': active ? (tableOrder.up ? 'ascending' : 'descending') : 'none' }, button);
}

function tableRow(point) {
  const button = html('button', { type: 'button', 'aria-label': 'Select point ' + point.number }, String(point.number));
  const row = html('tr', { class: 'pick', 'data-point': point.number },
    html('td', {}, button, point.number === report.knee ? html('span', { class: 'badge' }, 'knee') : null),
    ...shownFigures.map(figure => html('td', {}, figureNumber(figure, point.values[figure.place]))),
    html('td', { class: 'words mono' }, point.layers.map(([w, a]) => `${w}×${a}`).join(' ')));
  row.addEventListener('click', () => store.select(point.number));
  return row;
}

function startTable() {
  drawTable();
  store.subscribe(() => markPoints(byId('table')));
}
