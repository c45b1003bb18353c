// Schemes to put into the grid of economic and political models: taken up and put down, dragged, or by lists.

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { disclosure, filled } from "./parts.js";

/** The placing with one scheme in another cell; without a cell it goes back to the tray. */
export function placed(placing, bloc, cell) {
  const { [bloc]: _before, ...rest } = placing;
  return cell ? { ...rest, [bloc]: cell } : rest;
}

const whole = (cell) => Boolean(cell?.[0] && cell?.[1]);

export const place = {
  shown: true,
  why(value, { view, words }) {
    const n = view.blocs.filter((bloc) => !whole(value?.[bloc.id])).length;
    return n ? filled(words.left, { n }) : "";
  },
  drawn(context, { value, put, quiet }) {
    const { view, words, local } = context;
    const placing = value ?? {};
    const taken = quiet ? undefined : view.blocs.find((bloc) => bloc.id === local.get("taken"));
    const tray = view.blocs.filter((bloc) => !whole(placing[bloc.id]));
    const set = (bloc, cell) => {
      local.delete("taken");
      const next = tray.find((other) => other.id !== bloc);
      put(placed(placing, bloc, cell), context.id(`bloc-${cell && next ? next.id : bloc}`));
    };
    const chip = (bloc) =>
      html`<button type="button" id=${context.id(`bloc-${bloc.id}`)} class="rl-bloc" draggable=${quiet ? "false" : "true"}
        aria-pressed=${quiet ? nothing : String(bloc === taken)}
        @dragstart=${(event) => event.dataTransfer.setData("text/plain", bloc.id)}
        @click=${(event) => {
          // while one is taken up, a click on another in a cell means the cell
          if (quiet || (taken && taken !== bloc && !tray.includes(bloc))) return;
          event.stopPropagation();
          local.set("taken", bloc === taken ? undefined : bloc.id);
          context.redraw();
        }}><svg width="11" height="11" aria-hidden="true"><circle cx="5.5" cy="5.5" r="5" fill=${bloc.colour}></circle></svg>${bloc.text}</button>`;
    const here = (economic, political) =>
      view.blocs.filter(
        (bloc) => placing[bloc.id]?.[0] === economic.id && placing[bloc.id]?.[1] === political.id,
      );
    const drop = (economic, political) => (event) => {
      event.preventDefault();
      const bloc = event.dataTransfer?.getData("text/plain");
      if (view.blocs.some((other) => other.id === bloc)) set(bloc, [economic.id, political.id]);
    };
    const cell = (economic, political) => html`<td
      class=${taken ? "rl-target" : ""}
      @click=${() => taken && set(taken.id, [economic.id, political.id])}
      @dragover=${quiet ? null : (event) => event.preventDefault()}
      @drop=${quiet ? null : drop(economic, political)}
      >${repeat(here(economic, political), (bloc) => bloc.id, chip)}${
        taken
          ? html`<button type="button" class="rl-put" title=${words.put_here}
            aria-label=${filled(words.put_into, { bloc: taken.text, economic: economic.text, political: political.text })}
            >+</button>`
          : nothing
      }</td>`;
    return html`<div @keydown=${(event) => {
      if (event.key !== "Escape" || !taken) return;
      local.delete("taken");
      context.redraw(context.id(`bloc-${taken.id}`));
    }}>
      ${
        quiet
          ? nothing
          : html`<div class=${`rl-line rl-tray${taken && !tray.includes(taken) ? " rl-target" : ""}`}
            @click=${() => taken && !tray.includes(taken) && set(taken.id, undefined)}
            @dragover=${(event) => event.preventDefault()}
            @drop=${(event) => {
              event.preventDefault();
              const bloc = event.dataTransfer?.getData("text/plain");
              if (placing[bloc]) set(bloc, undefined);
            }}>${repeat(tray, (bloc) => bloc.id, chip)}
            ${
              taken && !tray.includes(taken)
                ? html`<button type="button" class="rl-put" aria-label=${`${words.remove}: ${taken.text}`}>×</button>`
                : nothing
            }<small>${taken ? filled(words.taken, { bloc: taken.text }) : tray.length ? words.take_up : words.all_placed}</small></div>`
      }
      <div class="rl-wide"><table class="rl-place"><thead><tr><td><small>${words.political} ↓ ${words.economic} →</small></td>
        ${view.economic.map((economic) => html`<th scope="col">${economic.text}</th>`)}</tr></thead>
        <tbody>${view.political.map(
          (political) => html`<tr><th scope="row">${political.text}</th>
            ${view.economic.map((economic) => cell(economic, political))}</tr>`,
        )}</tbody></table></div>
      ${quiet ? nothing : disclosure(context, "list", words.as_list, lists(context, placing, put))}</div>`;
  },
};

function lists(context, placing, put) {
  const { view, words } = context;
  const pick = (bloc, axis, list, label) => {
    const now = placing[bloc.id]?.[axis] ?? "";
    return html`<select aria-label=${`${bloc.text}: ${label}`} @change=${(event) => {
      const cell = [...(placing[bloc.id] ?? ["", ""])];
      cell[axis] = event.target.value;
      put(placed(placing, bloc.id, cell));
    }}><option value="" .selected=${!now}>${label} …</option>
      ${list.map((item) => html`<option value=${item.id} .selected=${item.id === now}>${item.text}</option>`)}</select>`;
  };
  return html`<div class="rl-match">${view.blocs.map(
    (bloc) => html`<div class="rl-group"><span>${bloc.text}</span>
      ${pick(bloc, 0, view.economic, words.economic)}${pick(bloc, 1, view.political, words.political)}</div>`,
  )}</div>`;
}
