// What makes the pages quicker for those who have scripts. Everything works without.
"use strict";

(() => {
  const box = document.getElementById("q");
  const language = document.documentElement.lang;

  // A list of officials, bodies and documents that begin as was typed.
  const beginnings = () => {
    const list = document.createElement("ul");
    list.className = "begun";
    list.id = "begun";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", box.labels[0] ? box.labels[0].textContent : "");
    list.hidden = true;
    box.form.append(list);
    box.setAttribute("role", "combobox");
    box.setAttribute("aria-autocomplete", "list");
    box.setAttribute("aria-controls", "begun");
    box.setAttribute("aria-expanded", "false");
    // An input method shows letters before they are meant: nothing is asked until it has ended.
    let composing = false;
    let asked = 0;
    let timer = 0;
    let chosen = -1;

    const close = () => {
      list.hidden = true;
      list.replaceChildren();
      chosen = -1;
      box.setAttribute("aria-expanded", "false");
      box.removeAttribute("aria-activedescendant");
    };
    const choose = (index) => {
      const entries = [...list.children];
      chosen = entries.length ? (index + entries.length) % entries.length : -1;
      entries.forEach((entry, at) => entry.setAttribute("aria-selected", String(at === chosen)));
      if (chosen >= 0) {
        box.setAttribute("aria-activedescendant", entries[chosen].id);
        entries[chosen].scrollIntoView({ block: "nearest" });
      }
    };
    const open = (address) => { location.href = address; };
    const show = (suggestions) => {
      list.replaceChildren(...suggestions.map((entry, at) => {
        const item = document.createElement("li");
        const room = { officials: "official", bodies: "body", documents: "document" }[entry.kind];
        item.id = "begun-" + at;
        item.setAttribute("role", "option");
        item.setAttribute("aria-selected", "false");
        item.dataset.href = "/" + room + "/" + encodeURIComponent(entry.key);
        item.append(entry.name);
        const note = document.createElement("span");
        note.className = "note";
        note.textContent = " " + [entry.province, entry.articles].filter(Boolean).join(" · ");
        item.append(note);
        return item;
      }));
      chosen = -1;
      list.hidden = suggestions.length === 0;
      box.setAttribute("aria-expanded", String(!list.hidden));
    };
    const ask = async () => {
      const typed = box.value.trim();
      const number = ++asked;
      if (typed.length < 2) return close();
      try {
        const answer = await fetch("/api/v1/suggest?lang=" + language + "&q=" + encodeURIComponent(typed));
        // Answers may overtake each other; only the last question counts.
        if (number !== asked || !answer.ok) return;
        show((await answer.json()).suggestions);
      } catch { close(); }
    };
    const soon = () => {
      clearTimeout(timer);
      if (!composing) timer = setTimeout(ask, 120);
    };
    box.addEventListener("compositionstart", () => { composing = true; });
    box.addEventListener("compositionend", () => { composing = false; soon(); });
    box.addEventListener("input", soon);
    box.addEventListener("blur", () => setTimeout(close, 150));
    box.addEventListener("keydown", (event) => {
      if (composing || event.isComposing || list.hidden) return;
      if (event.key === "ArrowDown") choose(chosen + 1);
      else if (event.key === "ArrowUp") choose(chosen - 1);
      else if (event.key === "Escape") close();
      else if (event.key === "Enter" && chosen >= 0) open(list.children[chosen].dataset.href);
      else return;
      event.preventDefault();
    });
    list.addEventListener("mousedown", (event) => {
      const item = event.target.closest("li");
      if (item) open(item.dataset.href);
    });
    box.form.addEventListener("submit", () => { asked++; close(); });
  };
  if (box) beginnings();

  // Steps through the marks of an article.
  const bar = document.getElementById("marks");
  let step = () => {};
  if (bar) {
    const count = Number(bar.dataset.count);
    const place = document.getElementById("mark-place");
    let at = Number((location.hash.match(/^#m(\d+)$/) || [])[1] || 0);
    bar.classList.add("stepped");
    step = (by) => {
      const before = document.getElementById("m" + at);
      if (before) before.classList.remove("here");
      at = at === 0 && by < 0 ? count : (at - 1 + by + count) % count + 1;
      const mark = document.getElementById("m" + at);
      if (!mark) return;
      mark.classList.add("here");
      mark.scrollIntoView({ block: "center" });
      place.textContent = at + "/" + count;
      history.replaceState(null, "", "#m" + at);
    };
    for (const [id, by] of [["mark-previous", -1], ["mark-next", 1]]) {
      const button = document.getElementById(id);
      button.hidden = false;
      button.addEventListener("click", () => step(by));
    }
  }

  // Copies a citation: the text on the page, or the file of another form.
  const write = async (text) => {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    // Where a page comes unencrypted from another machine, browsers give it no clipboard.
    const area = document.createElement("textarea");
    area.className = "unseen";
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    if (!done) throw new Error("nothing was copied");
  };
  for (const button of document.querySelectorAll(".copy")) {
    const word = button.firstElementChild;
    const offered = word.textContent;
    const status = document.getElementById("copied");
    const text = async () => {
      if (!button.dataset.file) return document.querySelector(".citation").textContent;
      const answer = await fetch(button.dataset.file);
      if (!answer.ok) throw new Error(answer.status);
      return answer.text();
    };
    button.hidden = false;
    button.addEventListener("click", async () => {
      try {
        await write(await text());
        word.textContent = status.textContent = button.dataset.done;
      } catch { word.textContent = offered; }
      button.focus();
      setTimeout(() => { word.textContent = offered; status.textContent = ""; }, 4000);
    });
  }

  // Keys. Single letters can be switched off, for they get in the way of those who speak to their machine.
  const dialog = document.getElementById("keys");
  const opener = document.getElementById("keys-open");
  const toggle = document.getElementById("keys-on");
  const kept = (value) => {
    try {
      if (value !== undefined) localStorage.setItem("keys", value);
      return localStorage.getItem("keys");
    } catch { return null; }
  };
  const hits = () => [...document.querySelectorAll(".hit h2 a")];
  const move = (by) => {
    const links = hits();
    const neighbour = document.querySelector(by > 0 ? ".in-answer a[rel=next]" : ".in-answer a[rel=prev]");
    if (neighbour) return neighbour.click();
    const at = links.indexOf(document.activeElement);
    const next = links[at < 0 ? (by > 0 ? 0 : links.length - 1) : Math.min(Math.max(at + by, 0), links.length - 1)];
    if (next) next.focus();
  };
  if (dialog && opener && toggle) {
    opener.hidden = false;
    opener.addEventListener("click", () => dialog.showModal());
    toggle.checked = kept() !== "off";
    toggle.addEventListener("change", () => kept(toggle.checked ? "on" : "off"));
    document.addEventListener("keydown", (event) => {
      const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || event.target.isContentEditable;
      if (!toggle.checked || typing || dialog.open || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
      const keys = { "/": () => box && box.focus(), "?": () => dialog.showModal(), j: () => move(1), k: () => move(-1), n: () => step(1), p: () => step(-1) };
      const act = keys[event.key];
      if (act) {
        act();
        event.preventDefault();
      }
    });
  }
})();
