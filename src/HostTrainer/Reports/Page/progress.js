// Hypervolume over evaluations.
function drawProgress(width) {
  const height = 270;
  const area = { left: 52, right: width - 16, top: 30, bottom: height - 44 };
  const x = scaleOver(report.history.map(step => step.evaluations), area.left, area.right, true);
  const y = scaleOver([...report.history.map(step => step.hypervolume), 0.01], area.bottom, area.top, true);
  const line = report.history.map(step => `${x.at(step.evaluations)},${y.at(step.hypervolume)}`).join(' ');
  const reader = svg('g', { visibility: 'hidden' });
  const hit = svg('rect', { class: 'hit', x: area.left, y: area.top, width: area.right - area.left, height: area.bottom - area.top });
  hit.addEventListener('pointermove', event => readProgress(event, hit, reader, x, y, area));
  hit.addEventListener('pointerleave', () => {
    reader.setAttribute('visibility', 'hidden');
    hideTip();
  });
  const last = report.history[report.history.length - 1];
  return svg('svg', { width, height, role: 'img', 'aria-label': `Hypervolume rose to ${decimal(last.hypervolume, 4)} after ${last.evaluations} evaluations` },
    xAxis(x, area.top, area.bottom, 'Evaluations', area.right),
    yAxis(y, area.left, area.right, 'Hypervolume', area.top),
    svg('polyline', { class: 'curve', points: line }), reader, hit);
}

function readProgress(event, hit, reader, x, y, area) {
  const at = event.clientX - hit.getBoundingClientRect().left + area.left;
  const step = report.history.reduce((best, candidate) => Math.abs(x.at(candidate.evaluations) - at) < Math.abs(x.at(best.evaluations) - at) ? candidate : best);
  const place = x.at(step.evaluations);
  reader.replaceChildren(
    svg('line', { class: 'reader', x1: place, x2: place, y1: area.top, y2: area.bottom }),
    svg('circle', { class: 'reader-dot', cx: place, cy: y.at(step.hypervolume), r: 4 }));
  reader.setAttribute('visibility', 'visible');
  showTip(event, `${step.evaluations} evaluations`, [['Hypervolume', decimal(step.hypervolume, 4)], ['Within the limits', String(step.feasible)]]);
}

function startProgress() {
  chart('progress', drawProgress);
}
