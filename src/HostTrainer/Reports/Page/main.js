startFacts();
startProgress();
if (report.points.length === 0) {
  byId('empty').hidden = false;
  document.querySelectorAll('.needs-front').forEach(section => { section.hidden = true; });
} else {
  startFront();
  startDetails();
  startHeatmap();
  startPrices();
  startSubsets();
  startTable();
  const asked = Number((/^#point=(\d+)$/.exec(location.hash) || [])[1]);
  store.select(asked >= 1 && asked <= report.points.length ? asked : report.knee);
}
