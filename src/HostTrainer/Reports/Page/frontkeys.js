// Arrow keys walk along the front from left to right; Home and End go to its ends. The selection follows the focus.
function startFrontKeys(place) {
  place.addEventListener('keydown', event => {
    const order = [...place.querySelectorAll('[role=option]')]
      .sort((a, b) => Number(a.querySelector('.dot').getAttribute('cx')) - Number(b.querySelector('.dot').getAttribute('cx')));
    const now = order.findIndex(option => Number(option.dataset.point) === store.selected);
    const next = { ArrowRight: now + 1, ArrowUp: now + 1, ArrowLeft: now - 1, ArrowDown: now - 1, Home: 0, End: order.length - 1 }[event.key];
    if (next !== undefined && order[next]) {
      event.preventDefault();
      store.select(Number(order[next].dataset.point));
      order[next].focus();
    }
  });
}
