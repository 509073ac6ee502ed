// What the eye measures in a page; each function is evaluated by eye.py under its name.
({
  tooWide: () => document.documentElement.scrollWidth - window.innerWidth,

  overhanging: () =>
    [...document.querySelectorAll("main *")]
      .filter((each) => {
        const box = each.getBoundingClientRect();
        const own = each.closest(".scroll, nav, .visually-hidden");
        return box.width > 0 && box.right > window.innerWidth + 1 && !own;
      })
      .slice(0, 3)
      .map((each) => each.outerHTML.slice(0, 160)),

  unseenFocus: () => {
    const wanted = "a[href], button, input:not([type=hidden]), select, textarea, summary";
    const unseen = [];
    for (const each of document.querySelectorAll(wanted)) {
      if (each.disabled || each.tabIndex < 0 || !each.checkVisibility()) continue;
      each.focus();
      const style = getComputedStyle(each);
      const seen = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
      const other = each.type === "radio" && each.name; // one of a group has the focus
      if (document.activeElement !== each && !other) unseen.push("no focus: " + each.outerHTML.slice(0, 120));
      else if (document.activeElement === each && !seen) unseen.push(each.outerHTML.slice(0, 120));
    }
    return unseen;
  },

  oddOrder: () => document.querySelectorAll('[tabindex]:not([tabindex="-1"]):not([tabindex="0"])').length,

  uselessOnPaper: () =>
    [...document.querySelectorAll(".top nav, main .btn, .stick, .skip, .foot")]
      .filter((each) => each.checkVisibility() && each.getBoundingClientRect().height > 0)
      .map((each) => each.outerHTML.slice(0, 120)),

  // Chinese words of two to six signs on buttons, chips, states, short labels: each in one line.
  brokenWords: () => {
    const broken = [];
    const wanted = "button, .btn, .chips a, .state, .top a, legend, .form-label, .life a, .life span, th";
    for (const each of document.querySelectorAll(wanted)) {
      if (!each.checkVisibility() || each.closest(".visually-hidden")) continue;
      if (each.matches("legend, .form-label") && each.textContent.trim().length > 8) continue; // a sentence
      let box = each; // what only a screen reader reads is one pixel wide
      while (box && box.clientWidth !== 1) box = box.parentElement;
      if (box) continue;
      const walker = document.createTreeWalker(each, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (node.parentElement.closest(".visually-hidden, svg")) continue;
        for (const word of node.data.matchAll(/\p{Script=Han}{2,6}/gu)) {
          const tooLong = /\p{Script=Han}/u.test(node.data[word.index + word[0].length] || "");
          if (tooLong || /\p{Script=Han}/u.test(node.data[word.index - 1] || "")) continue;
          const range = document.createRange();
          range.setStart(node, word.index);
          range.setEnd(node, word.index + word[0].length);
          const lines = new Set([...range.getClientRects()].map((box) => Math.round(box.top / 8)));
          if (lines.size > 1) broken.push(`${word[0]} in ${each.outerHTML.slice(0, 120)}`);
        }
      }
    }
    return broken;
  },

  rowsOfNavigation: () =>
    new Set(
      [...document.querySelectorAll(".top nav > *, .top nav form > button")]
        .filter((each) => each.getBoundingClientRect().height > 0)
        .map((each) => Math.round(each.getBoundingClientRect().bottom / 12)),
    ).size,
})
