// Numbers as text. Figures are named by their place in report.figures.
function decimal(value, digits) {
  return value.toFixed(digits);
}

function figureText(figure, value) {
  return value === null ? '–' : decimal(value, figure.digits) + figure.unit;
}

function figureNumber(figure, value) {
  return value === null ? '–' : decimal(value, figure.digits);
}

/** A difference with its sign; an empty text when it would read as zero. */
function difference(value, digits) {
  if (value === null) {
    return '–';
  }
  const text = decimal(Math.abs(value), digits);
  return Number(text) === 0 ? '' : (value < 0 ? '−' : '+') + text;
}

function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function withUnit(label, unit) {
  const bare = unit.trim();
  return bare ? `${label} (${bare})` : label;
}
