'use strict';
(function () {
  var main = document.querySelector('main');
  var framed = window.parent !== window;

  // Keys pressed in a frame do not reach the page around it: pass Escape on to the modal.
  if (framed) {
    document.addEventListener('keydown', function (event) {
      if (event.key === 'Escape') window.parent.postMessage({raksmeypay: 'close'}, '*');
    });
  }

  // Back to the shop. In a frame the shop's page has to navigate: its modal script
  // gets a message, which only the shop's origin can read. If no script answers,
  // the frame itself navigates.
  if (main.dataset.back) {
    var back = main.dataset.back;
    if (framed) window.parent.postMessage({raksmeypay: 'paid', back: back}, new URL(back).origin);
    setTimeout(function () { window.location.replace(back); }, framed ? 1500 : 0);
    return;
  }

  // The remaining time is the gateway's: the browser's clock may be wrong.
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

  // It may be paid elsewhere, in a bank's app.
  if (main.dataset.ask) {
    setInterval(function () {
      fetch(main.dataset.ask, {cache: 'no-store'})
        .then(function (answer) { return answer.json(); })
        .then(function (state) {
          if (state.paid) window.location.replace(main.dataset.next);
        })
        .catch(function () {}); // the next poll follows
    }, 1000);
  }
})();
