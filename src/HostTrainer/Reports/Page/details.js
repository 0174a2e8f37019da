// The selected point: figures against 16 bits everywhere, neighbours, commands.
function command(text) {
  const code = html('code', {}, text);
  const button = html('button', { type: 'button' }, 'copy');
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = 'copied';
    } catch {
      getSelection().selectAllChildren(code);
      button.textContent = 'selected';
    }
    setTimeout(() => { button.textContent = 'copy'; }, 1500);
  });
  return html('div', { class: 'command' }, code, button);
}

function changeCell(figure, value, from) {
  const change = value === null || from === null ? null : value - from;
  const better = change !== null && (figure.moreIsBetter ? change > 0 : change < 0);
  const text = difference(change, figure.digits);
  return html('td', { class: text === '' || change === null ? '' : better ? 'better' : 'worse' }, text);
}

function detailRows(point) {
  return shownFigures.map(figure => html('tr', {},
    html('td', {}, capital(figure.label)),
    html('td', {}, figureText(figure, point.values[figure.place])),
    html('td', {}, figureText(figure, report.master.values[figure.place])),
    changeCell(figure, point.values[figure.place], report.master.values[figure.place])));
}

function neighbourButton(name, number) {
  const figure = report.figures.find(candidate => candidate.name === name);
  const from = selectedPoint().values[figure.place];
  const to = report.points[number - 1].values[figure.place];
  const text = name === 'error' ? 'next better' : `next in ${figure.label}`;
  const button = html('button', { type: 'button', 'data-next': name }, `${text}: point ${number} (${difference(to - from, figure.digits)}${figure.unit})`);
  button.addEventListener('click', () => store.select(number));
  return button;
}

function drawDetails() {
  const point = selectedPoint();
  byId('details').replaceChildren(...present([
    html('p', {}, html('b', { id: 'selected-title' }, `Point ${point.number} of ${report.points.length}`),
      point.number === report.knee ? html('span', { class: 'badge' }, 'knee') : null,
      keepsLimits(point) ? null : html('span', { class: 'badge' }, 'breaks a limit typed in')),
    html('div', { class: 'scroll' }, html('table', {},
      html('thead', {}, html('tr', {}, html('th', {}, 'Figure'), html('th', {}, 'Point'), html('th', {}, '16 bits'), html('th', {}, 'Change'))),
      html('tbody', {}, ...detailRows(point)))),
    html('p', { class: 'note' }, `Distance from the chord of the front: ${decimal(point.kneeDistance, 3)}; the knee has the largest.`),
    point.beacon === null ? null : html('p', {}, `Its error needs the retrained weights ${point.beacon}; without them it is ${decimal(Math.max(...point.baseErrors), 2)} %.`),
    html('div', { class: 'neighbours' }, ...Object.entries(point.neighbours).map(([name, number]) => neighbourButton(name, number))),
    html('h3', {}, 'Take it'),
    command(`mohaq search plan ${report.archiveOptions} --point ${point.number} --out plan.json`),
    command(`mohaq search explain ${report.archiveOptions} --point ${point.number} --measure`),
  ]));
}

function startDetails() {
  store.subscribe(drawDetails);
}
