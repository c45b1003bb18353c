// Draws a panel from plain values and reports what was done; it decides nothing.

const TYPING = 500; // milliseconds after the last key before a text is sent

function h(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === false || value == null) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "checked" || name === "value" || name === "selected") node[name] = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  for (const child of children.flat(3)) {
    if (child !== null && child !== undefined && child !== false && child !== "") node.append(child);
  }
  return node;
}

function button(context, label, message, more) {
  // what cannot be pressed now keeps the focus: a disabled button would lose it
  const off = more && more["aria-disabled"] === "true";
  return h("button", { type: "button", "data-key": `b:${JSON.stringify(message)}`, onclick: () => off || context.send(message), ...more }, label);
}

function text(context, question, value, label) {
  let timer = null;
  const send = (node) => {
    clearTimeout(timer);
    context.send({ do: "say", question, rationale: node.value });
  };
  return h("textarea", {
    rows: 1, value, "aria-label": label, placeholder: label, maxlength: 4000, "data-key": `t:${question}`, "data-typed": true,
    oninput: (event) => { clearTimeout(timer); timer = setTimeout(() => send(event.target), TYPING); },
    onchange: (event) => send(event.target),
  });
}

function feedback(context, view) {
  const { steps, shown, mark, last_warning } = view.feedback;
  if (!steps.length) return null;
  const { words } = context.view;
  const id = context.id(`fb-${view.question}`);
  return h("section", { class: "rl-feedback", "aria-labelledby": id },
    h("div", { class: "rl-steps" }, h("strong", { id }, words.feedback),
      steps.map((item) => button(context, item.label, { do: "reveal", question: view.question, step: item.step },
        { "aria-disabled": String(item.opened || !item.ready), "aria-pressed": String(item.opened) })),
      last_warning && h("small", {}, last_warning)),
    (shown.length || mark) && h("div", { class: "rl-scroll rl-said", tabindex: 0, role: "region", "aria-label": words.feedback, "data-key": `f:${view.question}` },
      mark && h("div", { class: "rl-mark" }, h("strong", {}, `${mark.sum} · ${mark.says}`),
        h("ul", {}, mark.criteria.map((item) => h("li", {}, h("b", {}, `${item.name} ${item.points}`), ` ${item.says}`)))),
      [...shown].reverse().map((part) => h("div", {}, h("strong", {}, part.heading), part.paragraphs.map((line) => h("p", {}, line))))));
}

function missing(context, view) {
  const { words } = context.view;
  return h("span", { class: view.missing.length ? "rl-missing" : "rl-complete", role: "status" },
    view.missing.length ? `${words.missing} ${view.missing.join("; ")}` : `✓ ${words.complete}`);
}

// -- the coding board ---------------------------------------------------------------------------

function model(context, column, row) {
  const { words } = context.view;
  const key = `${column.question}:${row.model}`;
  const open = context.open.has(key);
  const ruleId = context.id(`rule-${key}`);
  const give = (degree) => context.send({ do: "set", question: column.question, model: row.model, degree });
  const rule = h("button", {
    type: "button", class: "rl-rule", "aria-expanded": String(open), "aria-controls": ruleId, "aria-label": `${words.rule}: ${row.name}`, "data-key": `r:${key}`,
    onclick: () => { open ? context.open.delete(key) : context.open.add(key); context.draw(); },
  }, "?");
  const control = row.residual
    ? h("label", { class: "rl-residual" }, h("input", { type: "checkbox", checked: row.degree === "given", "data-key": `d:${key}`, onchange: () => give(null) }), row.name)
    : row.degrees.map((item, place) => h("label", { class: row.degree === item.value ? "rl-on" : "" },
        h("input", { type: "radio", name: context.id(key), checked: row.degree === item.value, "aria-label": `${row.name}: ${item.label}`, "data-key": `d:${key}:${place}`, onchange: () => give(item.value) }), item.label));
  const keys = (event) => {
    // the digits set a degree wherever the focus is in the row
    const place = "012".indexOf(event.key);
    if (!row.residual && event.key.length === 1 && place >= 0) { event.preventDefault(); give(row.degrees[place].value); }
  };
  return h("div", { class: "rl-model", role: "group", "aria-label": row.name, onkeydown: keys },
    h("div", { class: "rl-line" }, !row.residual && h("span", { class: "rl-name" }, row.name), h("span", { class: "rl-degrees" }, control),
      !row.residual && row.degree && h("button", { type: "button", class: "rl-clear", "aria-label": `${words.clear}: ${row.name}`, "data-key": `x:${key}`, onclick: () => give(null) }, "×"), rule),
    row.flags.length > 0 && h("div", { class: "rl-flags", role: "group", "aria-label": `${words.flags}: ${row.name}` },
      row.flags.map((item) => h("label", { class: item.on ? "rl-on" : "" }, h("input", { type: "checkbox", checked: item.on, "data-key": `g:${key}:${item.flag}`,
        onchange: (event) => context.send({ do: "flag", question: column.question, model: row.model, flag: item.flag, on: event.target.checked }) }), item.label))),
    h("p", { id: ruleId, class: "rl-definition", hidden: !open }, row.rule));
}

function column(context, view) {
  const { words } = context.view;
  return h("section", { class: view.feedback.steps.length ? "rl-column rl-later" : "rl-column", "aria-label": view.title },
    h("h3", {}, view.title), h("p", { class: "rl-prompt" }, view.prompt),
    view.before && h("p", { class: "rl-before" }, view.before.text, " ", view.before.keep && button(context, words.keep, { do: "keep", question: view.question })),
    h("div", { class: "rl-models" }, view.rows.map((row) => model(context, view, row))),
    h("h4", {}, words.cards, h("small", {}, ` ${words.cited}: ${view.most}`)),
    h("div", { class: "rl-scroll rl-cards", "data-key": `c:${view.question}`, role: "group", "aria-label": `${words.cards}: ${view.title}` },
      view.cards.map((item) => h("label", { class: item.cited ? "rl-card rl-on" : "rl-card" },
        h("input", { type: "checkbox", checked: item.cited, "data-key": `k:${view.question}:${item.card}`, onchange: (event) => context.send({ do: "cite", question: view.question, card: item.card, on: event.target.checked }) }),
        h("span", {}, h("b", {}, item.card), " ", item.text, item.place && h("small", {}, ` ${item.place}`))))),
    h("div", { class: "rl-line rl-why" },
      h("select", { "aria-label": words.sure, "data-key": `s:${view.question}`, onchange: (event) => context.send({ do: "say", question: view.question, confidence: Number(event.target.value) }) },
        [words.sure, ...view.confidences].map((label, value) => h("option", { value, selected: value === view.confidence }, label))),
      text(context, view.question, view.rationale, words.rationale)),
    missing(context, view), feedback(context, view));
}

function board(context) {
  const { view } = context;
  return [h("h2", {}, view.heading), h("div", { class: "rl-columns" }, view.columns.map((item) => column(context, item)))];
}

// -- the other questions ------------------------------------------------------------------------

function frame(context, ...body) {
  const { view } = context;
  return [h("p", { class: "rl-prompt rl-question" }, view.prompt),
    view.before && h("p", { class: "rl-before" }, view.before, " ", view.keep && button(context, view.words.keep, { do: "keep" })),
    body, missing(context, view), feedback(context, view)];
}

function order(context) {
  const { view } = context;
  const texts = new Map(view.items.map((item) => [item.id, item.text]));
  const put = (list) => context.send({ do: "answer", order: list });
  const move = (place, by) => { const list = [...view.order]; [list[place], list[place + by]] = [list[place + by], list[place]]; return list; };
  const tool = (sign, label, id, list, off) => h("button", { type: "button", "aria-label": `${label}: ${texts.get(id)}`, title: label, "aria-disabled": String(off), "data-key": `o:${label}:${id}`, onclick: () => off || put(list) }, sign);
  return frame(context, h("div", { class: "rl-columns" },
    h("section", {}, h("h4", {}, view.words.unplaced), h("div", { class: "rl-unplaced" }, view.items.filter((item) => !view.order.includes(item.id)).map((item) =>
      h("button", { type: "button", class: "rl-item", "aria-label": `${view.words.place}: ${item.text}`, "data-key": `p:${item.id}`, onclick: () => put([...view.order, item.id]) }, `${item.text} →`)))),
    h("section", {}, h("h4", {}, view.words.placed), h("ol", { class: "rl-order" }, view.order.map((id, place) => h("li", {}, h("span", {}, texts.get(id)),
      tool("↑", view.words.up, id, place > 0 ? move(place, -1) : [], place === 0),
      tool("↓", view.words.down, id, place < view.order.length - 1 ? move(place, 1) : [], place === view.order.length - 1),
      tool("×", view.words.remove, id, view.order.filter((other) => other !== id), false)))))));
}

function match(context) {
  const { view } = context;
  return frame(context, h("div", { class: "rl-match" }, view.items.map((item) => h("label", {}, h("span", {}, item.text),
    h("select", { "data-key": `m:${item.id}`, onchange: (event) => context.send({ do: "answer", item: item.id, option: event.target.value }) },
      h("option", { value: "", selected: !item.option }, view.words.choose),
      view.options.map((option) => h("option", { value: option.id, selected: option.id === item.option }, option.text)))))));
}

function choice(context) {
  const { view } = context;
  return frame(context, h("fieldset", { class: "rl-choice" }, h("legend", { class: "rl-hidden" }, view.prompt), view.options.map((option, place) =>
    h("label", { class: option.id === view.choice ? "rl-on" : "" }, h("input", { type: "radio", name: context.id("choice"), checked: option.id === view.choice, "data-key": `h:${place}`, onchange: () => context.send({ do: "answer", option: option.id }) }), option.text))));
}

// -- the head -----------------------------------------------------------------------------------

const SIGNS = { done: "●", begun: "◐", open: "○" };

function head(context) {
  const { view } = context;
  const { labels } = view;
  const upload = async (event) => {
    const file = event.target.files[0];
    if (file) context.send({ do: "upload", name: file.name, content: await file.text() });
  };
  return [h("div", { class: "rl-line rl-title" }, h("h2", {}, view.title), h("span", { role: "status" }, `${view.round} · ${view.state} · ${view.saved}`)),
    view.about && h("p", { class: "rl-about" }, view.about),
    view.notices.map((notice) => h("p", { class: "rl-notice", role: "alert" }, notice)),
    h("nav", { class: "rl-line", "aria-label": labels.pages },
      button(context, "‹", { do: "go", page: view.page - 1 }, { "data-key": "previous", "aria-disabled": String(view.page === 0), "aria-label": labels.previous }),
      view.pages.map((page, place) => button(context, `${page.label} ${SIGNS[page.state]}`, { do: "go", page: place },
        { "aria-label": `${page.label}: ${page.name} (${page.state})`, title: page.name, "aria-current": place === view.page ? "page" : null, class: place === view.page ? "rl-on" : "" })),
      button(context, "›", { do: "go", page: view.page + 1 }, { "data-key": "next", "aria-disabled": String(view.page === view.pages.length - 1), "aria-label": labels.next }),
      h("span", { class: "rl-gap" }), button(context, `↶ ${labels.undo}`, { do: "undo" }),
      view.seal && button(context, view.seal, { do: "submit" }, { class: "rl-primary" }),
      h("input", { type: "text", value: view.pseudonym, placeholder: labels.pseudonym, "aria-label": labels.pseudonym, maxlength: 60, size: 12, "data-key": "name", "data-typed": true, onchange: (event) => context.send({ do: "call", pseudonym: event.target.value }) }),
      button(context, labels.download, { do: "download" }),
      h("label", { class: "rl-upload" }, labels.upload, h("input", { type: "file", accept: ".json", "data-key": "upload", onchange: upload }))),
    view.asking && h("p", { class: "rl-notice", role: "alert" }, view.asking, " ", button(context, labels.anyway, { do: "submit", anyway: true }), " ", button(context, labels.back, { do: "dismiss" }))];
}

const KINDS = { board, order, match, choice, head };

function offer(name, content) {
  const link = h("a", { href: URL.createObjectURL(new Blob([content], { type: "application/json" })), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

let count = 0;

function render({ model, el }) {
  const number = ++count;
  const root = h("div", { class: "rl-panel" });
  el.append(root);
  const context = {
    open: new Set(),
    id: (name) => `rl${number}-${name}`,
    send: (message) => model.send(message),
    draw: () => draw(),
  };

  function draw() {
    context.view = model.get("view");
    // the focus, what is being typed and where one had scrolled survive a change
    const active = root.contains(document.activeElement) ? document.activeElement : null;
    const key = active && active.dataset.key;
    const place = [...root.querySelectorAll("[data-key]")].indexOf(active);
    const typed = active && active.dataset.typed !== undefined ? [active.value, active.selectionStart, active.selectionEnd] : null;
    const scrolled = new Map([...root.querySelectorAll(".rl-scroll")].map((node) => [node.dataset.key, node.scrollTop]));
    const error = context.view.error && h("p", { class: "rl-notice", role: "alert" }, context.view.error);
    root.replaceChildren(...[error, ...KINDS[context.view.kind](context)].flat(3).filter(Boolean));
    for (const node of root.querySelectorAll(".rl-scroll")) node.scrollTop = scrolled.get(node.dataset.key) || 0;
    const nodes = [...root.querySelectorAll("[data-key]")];
    const same = key && nodes.find((node) => node.dataset.key === key);
    // what had the focus may be gone: its place has it then
    const again = same || (key && nodes[Math.min(place, nodes.length - 1)]);
    if (again) {
      if (typed && same) { again.value = typed[0]; again.setSelectionRange(typed[1], typed[2]); }
      again.focus({ preventScroll: true });
    }
  }

  root.addEventListener("keydown", (event) => {
    // JupyterLab listens too: what is typed here is not a command to the notebook
    event.stopPropagation();
    if ((event.ctrlKey || event.metaKey) && event.key === "z" && event.target.dataset.typed === undefined) {
      event.preventDefault();
      context.send({ do: "undo" });
    }
  });
  const received = (message) => { if (message.download) offer(message.download, message.content); };
  model.on("change:view", draw);
  model.on("msg:custom", received);
  draw();
  return () => { model.off("change:view", draw); model.off("msg:custom", received); };
}

export default { render };
