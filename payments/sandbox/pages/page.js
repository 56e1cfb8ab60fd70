'use strict';
(function () {
  var main = document.querySelector('main');

  // Back to the shop. In a frame the shop's own page has to move: the modal
  // script hears of it; without one the frame's top is asked.
  if (main.dataset.back) {
    if (window.parent !== window) {
      window.parent.postMessage({raksmeypay: 'paid', back: main.dataset.back}, '*');
    } else {
      window.location.replace(main.dataset.back);
    }
    return;
  }

  // The time that is left.
  var left = document.querySelector('.left');
  if (left && main.dataset.expires) {
    var tick = function () {
      var seconds = Math.max(0, Math.ceil((Number(main.dataset.expires) - Date.now()) / 1000));
      left.hidden = false;
      left.classList.toggle('over', seconds === 0);
      left.querySelector('b').textContent = Math.floor(seconds / 60) + ':' + String(seconds % 60).padStart(2, '0');
    };
    tick();
    setInterval(tick, 1000);
  }

  // Paid elsewhere, by a bank's app say.
  if (main.dataset.state) {
    var here = window.location.pathname;
    var ask = function () {
      fetch(here + '/state?' + main.dataset.state, {cache: 'no-store'})
        .then(function (answer) { return answer.json(); })
        .then(function (state) {
          if (state.paid) window.location.replace(here + '/paid?' + main.dataset.state);
        })
        .catch(function () {}); // asked again in a moment
    };
    setInterval(ask, 1000);
  }
})();
