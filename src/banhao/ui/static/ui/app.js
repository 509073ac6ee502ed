// Progressive enhancement only: every page works without this file.
(function () {
  "use strict";
  // A saving that did not get through is said in words beside the button; htmx tries again at the next change.
  document.addEventListener("htmx:sendError", function (event) {
    var form = event.target.closest("form[data-lost]");
    var line = document.getElementById("saved");
    if (form && line) { line.textContent = form.dataset.lost; }
  });
  // Several cells pasted into one cell of a table go to the place where the server reads them.
  document.addEventListener("paste", function (event) {
    var cell = event.target.closest(".table-row input");
    var text = cell && event.clipboardData ? event.clipboardData.getData("text") : "";
    var place = cell && cell.closest("fieldset.field").querySelector(".paste");
    if (!place || !/[\t\n]/.test(text.trim())) { return; }
    event.preventDefault();
    place.open = true;
    var area = place.querySelector("textarea");
    area.value = text;
    area.focus();
    area.dispatchEvent(new Event("change", { bubbles: true }));
  });
  window.addEventListener("online", function () {
    var form = document.querySelector("form[data-lost]");
    if (form) { form.dispatchEvent(new Event("change", { bubbles: true })); }
  });
})();
