'use strict';
(function () {
  var main = document.querySelector('main');
  var framed = window.parent !== window;

  // A key that is pressed in a frame is not heard outside it: the modal is told.
  if (framed) {
    document.addEventListener('keydown', function (event) {
      if (event.key === 'Escape') window.parent.postMessage({raksmeypay: 'close'}, '*');
    });
  }

  // Back to the shop. From a frame the shop's own page has to move: the modal
  // script hears of it, and so does nobody but the shop. Where nobody listens
  // the frame itself goes on.
  if (main.dataset.back) {
    var back = main.dataset.back;
    if (framed) window.parent.postMessage({raksmeypay: 'paid', back: back}, new URL(back).origin);
    setTimeout(function () { window.location.replace(back); }, framed ? 1500 : 0);
    return;
  }

  // The time that is left, by the gateway's clock: the browser's may be wrong.
  var left = document.querySelector('.left');
  if (left && main.dataset.left) {
    var end = performance.now() + Number(main.dataset.left);
    var tick = function () {
      var seconds = Math.max(0, Math.ceil((end - performance.now()) / 1000));
      left.hidden = false;
      left.querySelector('b').textContent = Math.floor(seconds / 60) + ':' + String(seconds % 60).padStart(2, '0');
      main.classList.toggle('expired', seconds === 0);
    };
    tick();
    setInterval(tick, 500);
  }

  // Paid elsewhere, by a bank's app say.
  if (main.dataset.ask) {
    setInterval(function () {
      fetch(main.dataset.ask, {cache: 'no-store'})
        .then(function (answer) { return answer.json(); })
        .then(function (state) {
          if (state.paid) window.location.replace(main.dataset.next);
        })
        .catch(function () {}); // asked again in a moment
    }, 1000);
  }
})();
