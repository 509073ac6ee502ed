// Progressive enhancement only: every page works without this file.
(function () {
  "use strict";
  // A saving that did not get through is said in words beside the button; htmx tries again at the next change.
  document.addEventListener("htmx:sendError", function (event) {
    var form = event.target.closest("form[data-lost]");
    var line = document.getElementById("saved");
    if (form && line) { line.textContent = form.dataset.lost; }
  });
  window.addEventListener("online", function () {
    var form = document.querySelector("form[data-lost]");
    if (form) { form.dispatchEvent(new Event("change", { bubbles: true })); }
  });
})();
