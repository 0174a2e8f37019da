// The data and what is selected. Views subscribe and update themselves.
const report = JSON.parse(byId('report-data').textContent);
report.figures.forEach((figure, place) => { figure.place = place; });
const shownFigures = report.figures.filter(figure => figure.shown);
const objectives = shownFigures.filter(figure => figure.improved);

const store = {
  selected: 0,
  limits: new Map(),
  listeners: [],
  subscribe(listener) {
    this.listeners.push(listener);
  },
  select(number) {
    if (number !== this.selected && number >= 1 && number <= report.points.length) {
      this.selected = number;
      history.replaceState(null, '', '#point=' + number);
      this.tell();
    }
  },
  limit(place, value) {
    if (value === null) {
      this.limits.delete(place);
    } else {
      this.limits.set(place, value);
    }
    this.tell();
  },
  tell() {
    this.listeners.forEach(listener => listener());
  },
};

function selectedPoint() {
  return report.points[store.selected - 1];
}

/** Whether a point keeps every limit that was typed in. */
function keepsLimits(point) {
  return [...store.limits].every(([place, limit]) => {
    const value = point.values[place];
    return value !== null && (report.figures[place].moreIsBetter ? value >= limit : value <= limit);
  });
}

/** Marks the elements of points, each with data-point, as selected or faded. */
function markPoints(root) {
  for (const element of root.querySelectorAll('[data-point]')) {
    const number = Number(element.dataset.point);
    element.classList.toggle('chosen', number === store.selected);
    element.classList.toggle('faded', !keepsLimits(report.points[number - 1]));
    if (element.getAttribute('role') === 'option') {
      element.setAttribute('aria-selected', number === store.selected);
      element.setAttribute('tabindex', number === store.selected ? 0 : -1);
    }
  }
}

function pointTitle(number) {
  return `Point ${number}${number === report.knee ? ' (knee)' : ''}`;
}

function figureRows(values) {
  return shownFigures.map(figure => [capital(figure.label), figureText(figure, values[figure.place])]);
}
