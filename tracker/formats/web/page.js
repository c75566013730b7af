"use strict";
(() => {
  const LEAST_TO_FILTER = 5;
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });

  const folded = (text) =>
    text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ");

  const made = (name, properties = {}, ...inside) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...inside);
    return element;
  };

  const rowsOf = (body) => [...body.rows].filter((row) => !row.classList.contains("head"));

  const membersOf = (group) => {
    const members = [];
    let body = group.nextElementSibling;
    while (body?.tagName === "TBODY" && !body.classList.contains("group")) {
      members.push(body);
      body = body.nextElementSibling;
    }
    return members;
  };

  const headOf = (body) => body.querySelector("tr.head")?.textContent ?? "";

  // -- sorting ------------------------------------------------------------------------------

  const keyOf = (row, place, order) => {
    const cell = row.cells[place];
    if (!cell) return ""; // a row that says that there is none
    const text = cell.dataset.sort ?? cell.textContent.trim();
    const rank = order ? order.indexOf(text) : -1;
    return rank < 0 ? text : String(rank);
  };

  const sort = (table, head, bodies) => {
    const isDown = head.getAttribute("aria-sort") === "ascending";
    for (const other of head.parentNode.cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", isDown ? "descending" : "ascending");
    const order = head.dataset.order?.split("|");
    for (const body of bodies) {
      const keyed = rowsOf(body).map((row) => [keyOf(row, head.cellIndex, order), row]);
      keyed.sort(([a], [b]) => {
        if (!a || !b) return Number(!a) - Number(!b); // what is empty stays below
        return isDown ? collator.compare(b, a) : collator.compare(a, b);
      });
      body.append(...keyed.map(([, row]) => row));
    }
  };

  const makeSortable = (table, bodies) => {
    for (const head of table.tHead.rows[0].cells) {
      const button = made("button", { type: "button" }, ...head.childNodes);
      button.addEventListener("click", () => sort(table, head, bodies));
      head.append(button);
    }
  };

  // -- filtering ----------------------------------------------------------------------------

  const labelled = (words, control) => made("label", {}, made("span", { textContent: words }), control);

  const choiceOf = (head, rows) => {
    const place = head.cellIndex;
    const order = head.dataset.order.split("|");
    const words = new Set(rows.map((row) => row.cells[place]?.textContent.trim()).filter(Boolean));
    const sorted = [...words].sort((a, b) => order.indexOf(a) - order.indexOf(b) || collator.compare(a, b));
    const select = made("select", {}, made("option", { value: "", textContent: "all" }));
    select.append(...sorted.map((word) => made("option", { value: word, textContent: word })));
    return { place, select, count: words.size, label: labelled(head.textContent.trim(), select) };
  };

  const makeFilterable = (table, bodies) => {
    const rows = bodies.flatMap(rowsOf);
    if (rows.length < LEAST_TO_FILTER) return;
    const texts = new Map();
    const groups = new Map(); // the heading of a body's group, by the body
    for (const group of table.querySelectorAll("tbody.group")) {
      for (const body of membersOf(group)) groups.set(body, headOf(group));
    }
    const textOf = (row) => {
      if (!texts.has(row)) {
        const body = row.parentNode;
        texts.set(row, folded(`${groups.get(body) ?? ""} ${headOf(body)} ${row.textContent}`));
      }
      return texts.get(row);
    };
    const search = made("input", { type: "search", autocomplete: "off" });
    const choices = [...table.tHead.rows[0].cells]
      .filter((head) => head.dataset.order)
      .map((head) => choiceOf(head, rows))
      .filter((choice) => choice.count > 1);
    const said = made("p");
    said.setAttribute("role", "status");
    const show = () => {
      const words = folded(search.value).split(" ").filter(Boolean);
      let count = 0;
      for (const row of rows) {
        const isShown =
          words.every((word) => textOf(row).includes(word)) &&
          choices.every(
            ({ place, select }) => !select.value || row.cells[place]?.textContent.trim() === select.value,
          );
        row.hidden = !isShown;
        count += Number(isShown);
      }
      for (const body of bodies) body.hidden = rowsOf(body).every((row) => row.hidden);
      for (const group of table.querySelectorAll("tbody.group")) {
        group.hidden = membersOf(group).every((body) => body.hidden);
      }
      said.textContent = `${count} of ${rows.length} shown`;
    };
    search.addEventListener("input", show);
    for (const { select } of choices) select.addEventListener("change", show);
    const tools = made("div", { className: "tools" });
    tools.setAttribute("role", "search");
    tools.setAttribute("aria-label", table.caption.textContent);
    tools.append(labelled("Filter", search), ...choices.map(({ label }) => label), said);
    table.closest(".region").before(tools);
    show();
  };

  for (const table of document.querySelectorAll("table")) {
    const bodies = [...table.tBodies];
    if (bodies.flatMap(rowsOf).length < 2) continue;
    makeFilterable(table, bodies);
    makeSortable(table, bodies);
  }
})();
