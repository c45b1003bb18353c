// Who belongs to what on a day: the rule of regiolab.analysis.membership, for a picture that plays.

import { day } from "./days.js";

/** Put days in place of dates, once: a picture that plays asks for them sixty times a second. */
export function prepared(data) {
  const rank = Object.fromEntries(data.statuses.map((status, place) => [status.id, place]));
  const spells = {};
  for (const [bloc, rows] of Object.entries(data.spells)) {
    spells[bloc] = rows.map((row) => ({
      ...row,
      rank: rank[row.status],
      from: { start: day(row.start), signed: day(row.signed), in_force: day(row.in_force) },
      to: day(row.end),
    }));
  }
  return {
    ...data,
    firstDay: day(data.first),
    lastDay: day(data.last),
    spells,
    events: data.events.map((event) => ({ ...event, day: day(event.date) })),
    governments: data.governments.map(([date, ...counts]) => ({ day: day(date), counts })),
    stops: data.stops.map((stop) => ({ ...stop, at: day(stop.day) })),
  };
}

/** The day that opens a spell: the rule speaks of full members only. */
export function opens(spell, by) {
  return spell.from[spell.status === "full" ? by : "start"];
}

function holds(spell, on, from) {
  return from !== null && from <= on && (spell.to === null || on < spell.to);
}

/** The spells of a scheme that hold on a day, one a state: the closest standing counts. */
export function members(data, bloc, on, by) {
  const found = new Map();
  for (const spell of data.spells[bloc] ?? []) {
    if (!holds(spell, on, opens(spell, by))) continue;
    const other = found.get(spell.iso3);
    if (!other || spell.rank < other.rank) found.set(spell.iso3, spell);
  }
  return found;
}

/** How many full members of the day have no date of the kind that the rule asks for. */
export function undated(data, bloc, on, by) {
  return (data.spells[bloc] ?? []).filter(
    (spell) => spell.status === "full" && spell.from[by] === null && holds(spell, on, spell.from.start),
  ).length;
}

/** Each scheme's members on a day, its numbers by status, and how many stand outside the picture. */
export function standing(data, blocs, on, by) {
  return blocs.map((bloc) => {
    const rows = members(data, bloc, on, by);
    const counts = data.statuses
      .map((status) => ({
        ...status,
        n: [...rows.values()].filter((row) => row.status === status.id).length,
      }))
      .filter(({ n }) => n);
    const outside = [...rows.keys()].filter((iso3) => !(iso3 in data.states));
    const known = data.blocs[bloc];
    const silent = known.met && on > day(known.met) ? known.silence : "";
    const lacking = by === "start" || (by === "in_force" && !known.forced) ? 0 : undated(data, bloc, on, by);
    return {
      bloc,
      ...known,
      rows,
      counts,
      outside,
      silent,
      lacking,
      without: by === "in_force" && !known.forced,
    };
  });
}

/** What is to be read of a day: the latest events of the schemes shown, no older than two years. */
export function captions(data, blocs, on, most = 2) {
  const found = [];
  for (let at = data.events.length - 1; at >= 0 && found.length < most; at -= 1) {
    const event = data.events[at];
    if (event.day > on || !event.blocs.some((bloc) => blocs.includes(bloc))) continue;
    if (event.day < on - 731) break;
    found.push(event);
  }
  return found;
}

/** How many republics each side governs on a day; nothing before the record begins. */
export function governing(data, on) {
  let found = null;
  for (const entry of data.governments) {
    if (entry.day > on) break;
    found = entry.counts;
  }
  return found;
}

/** The next or the previous stop from a day: what a lecturer's key asks for. */
export function neighbour(data, stop, on, step) {
  if (stop) return Math.min(Math.max(stop + step, 1), data.stops.length);
  const later = data.stops.findIndex((item) => item.at > on);
  const next = later < 0 ? data.stops.length : later + 1;
  return step > 0 ? next : Math.max(1, later < 0 ? data.stops.length : later);
}
