// What one step of precision in one layer costs or gains, against the selected point.
const partNames = { w: 'weights', a: 'activations', wa: 'weights and activations', d: 'delta level' };

function priceRow(price) {
  return html('tr', {},
    html('td', {}, price.layer),
    html('td', { class: 'words' }, partNames[price.part]),
    html('td', {}, `${price.from} → ${price.to}`),
    ...shownFigures.map(figure => {
      const change = price.differences[figure.place];
      const text = difference(change, figure.digits);
      const guessed = figure.name === 'error' && !price.measured;
      const better = change !== null && (figure.moreIsBetter ? change > 0 : change < 0);
      const colour = text === '' || change === null ? '' : better ? 'better' : 'worse';
      return html('td', { class: guessed ? 'estimate' : colour }, (guessed ? '~ ' : '') + (text === '' && guessed ? '0' : text));
    }));
}

function drawPrices() {
  const point = selectedPoint();
  byId('prices').replaceChildren(html('table', {},
    html('thead', {}, html('tr', {}, html('th', {}, 'Layer'), html('th', { class: 'words' }, 'Part'), html('th', {}, 'Step'),
      ...shownFigures.map(figure => html('th', {}, figure.name === 'error' ? 'Phone error (points)' : withUnit(capital(figure.label), figure.unit))))),
    html('tbody', {}, ...report.layers.flatMap(layer => point.prices.filter(price => price.layer === layer)).map(priceRow))));
}

function startPrices() {
  if (report.points.every(point => point.prices.length === 0)) {
    byId('prices-card').hidden = true;
    return;
  }
  const typical = report.estimateTypicalError === null ? '' : `, typically within ${decimal(report.estimateTypicalError, 2)} points`;
  byId('prices-lead').textContent =
    `One step less or more in one layer of the selected point. Costs are exact. Errors with ~ are estimated from the plans of this search${typical}; the others were measured.`;
  store.subscribe(drawPrices);
}
