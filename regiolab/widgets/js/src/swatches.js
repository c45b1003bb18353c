// How a standing looks: the scheme's colour and, for what is not full membership, a pattern of its own.

import { nothing, svg } from "lit-html";

const SIZE = 8; // pixels of a pattern's cell
const PAPER = "#ffffff";

/** One cell of the pattern of a standing, in a colour. */
function cell(status, colour, x = 0) {
  if (status === "full") return svg`<rect x=${x} width=${SIZE} height=${SIZE} fill=${colour} />`;
  const ground = svg`<rect x=${x} width=${SIZE} height=${SIZE} fill=${PAPER} />`;
  const marks = {
    // slanted lines
    suspended: svg`<path d="M${x} 8l8-8M${x - 2} 2l4-4M${x + 6} 10l4-4" stroke=${colour} stroke-width="2.6" />`,
    // half full
    acceding: svg`<rect x=${x} width=${SIZE} height=${SIZE / 2} fill=${colour} />`,
    // one thin line
    associate: svg`<rect x=${x} y="3" width=${SIZE} height="1.6" fill=${colour} />`,
    // a dot
    observer: svg`<circle cx=${x + 4} cy="4" r="1.5" fill=${colour} />`,
  };
  return svg`${ground}${marks[status]}`;
}

/** The name of the pattern in which several standings stand side by side. */
export function patternName(id, held) {
  return `${id}-${held.map(({ bloc, status }) => `${bloc}-${status}`).join("-")}`;
}

/** The patterns that a picture needs, each once; `scale` makes cells larger where units are smaller. */
export function patterns(id, groups, scale = 1) {
  const known = new Map(groups.filter((held) => held.length).map((held) => [patternName(id, held), held]));
  return svg`<defs>${[...known].map(
    ([name, held]) => svg`<pattern id=${name} width=${SIZE * held.length} height=${SIZE}
      patternUnits="userSpaceOnUse" patternTransform=${scale === 1 ? nothing : `scale(${scale})`}>
      ${held.map(({ status, colour }, place) => cell(status, colour, place * SIZE))}</pattern>`,
  )}</defs>`;
}

/** What a state holds of the schemes shown, in their order. */
export function held(standings, iso3) {
  return standings.flatMap(({ bloc, colour, ink, sign, name, rows }, slot) => {
    const spell = rows.get(iso3);
    return spell ? [{ bloc, colour, ink, sign, name, slot, status: spell.status, spell }] : [];
  });
}

/** A sample for the key: a small square of a standing. */
export function sample(id, status, colour) {
  const own = [{ bloc: "key", status, colour }];
  return svg`<svg class="rl-sample" viewBox="0 0 16 12" aria-hidden="true">${patterns(id, [own])}
    <rect x="0.75" y="0.75" width="14.5" height="10.5" rx="1.5" fill=${`url(#${patternName(id, own)})`}
      stroke=${colour} stroke-width="1.5" /></svg>`;
}
