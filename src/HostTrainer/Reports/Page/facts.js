// Figures of the whole run, its settings, and commands that make it again.
function startFacts() {
  document.title = report.title;
  byId('title').textContent = report.title;
  byId('summary').append(...report.summary.map(fact => html('div', { class: 'tile' },
    html('div', { class: 'name' }, fact.name),
    html('div', { class: 'value' }, fact.value),
    fact.note === null ? null : html('div', { class: 'note' }, fact.note))));
  byId('facts').append(html('table', { class: 'facts' }, html('tbody', {}, ...report.provenance.map(fact => html('tr', {},
    html('td', {}, fact.name), html('td', { class: /hash/.test(fact.name) ? 'mono' : '' }, fact.value))))));
  byId('commands').append(...report.commands.map(command));
  byId('theme').addEventListener('change', event => {
    document.documentElement.dataset.theme = event.target.value;
  });
}
