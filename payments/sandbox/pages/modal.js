'use strict';
// RaksmeyPay.open shows a payment page in a modal. When that page reports the
// payment, the shop's page navigates to its success URL.
window.RaksmeyPay = (function () {
  function size(of) { return typeof of === 'number' ? of + 'px' : of; }

  function open(url, options) {
    var before = document.activeElement;
    var o = Object.assign({width: '500px', height: '650px', closeOnOverlayClick: false}, options);
    var overlay = document.createElement('div');
    overlay.className = 'raksmeypay-overlay';
    overlay.style.cssText = 'position:fixed;inset:0;z-index:2147483000;display:flex;align-items:center;justify-content:center;background:rgba(0,0,0,.55)';
    var box = document.createElement('div');
    box.setAttribute('role', 'dialog');
    box.setAttribute('aria-modal', 'true');
    box.style.cssText = 'position:relative;max-width:100vw;max-height:100vh;background:#fff;border-radius:12px;overflow:hidden';
    box.style.width = size(o.width);
    box.style.height = size(o.height);
    var frame = document.createElement('iframe');
    frame.title = 'KHQR';
    frame.src = url;
    frame.style.cssText = 'width:100%;height:100%;border:0';
    var shut = document.createElement('button');
    shut.type = 'button';
    shut.textContent = '×';
    shut.setAttribute('aria-label', 'បិទ / Close');
    shut.style.cssText = 'position:absolute;top:4px;right:4px;width:44px;height:44px;border:0;border-radius:22px;background:#fff;color:#111;font:28px/44px system-ui;cursor:pointer';
    box.append(frame, shut);
    overlay.append(box);

    function close() {
      window.removeEventListener('message', heard);
      document.removeEventListener('keydown', pressed);
      overlay.remove();
      if (before && before.focus) before.focus();
    }
    function heard(event) {
      if (event.source !== frame.contentWindow || event.origin !== new URL(url, window.location.href).origin) return;
      var said = event.data && event.data.raksmeypay;
      if (said === 'close') close();
      if (said !== 'paid') return;
      var back = new URL(event.data.back);
      if (back.protocol !== 'https:' && back.protocol !== 'http:') return;
      close();
      window.location.assign(back.href);
    }
    function pressed(event) {
      if (event.key === 'Escape') close();
    }
    window.addEventListener('message', heard);
    document.addEventListener('keydown', pressed);
    shut.addEventListener('click', close);
    overlay.addEventListener('click', function (event) {
      if (o.closeOnOverlayClick && event.target === overlay) close();
    });
    document.body.append(overlay);
    shut.focus();
    return {close: close};
  }
  return {open: open};
})();
