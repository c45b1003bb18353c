// Days as whole numbers since 1970, and how a reader writes them.

const DAY = 86_400_000;

/** The number of a day such as "2012-06-29"; nothing for an empty text. */
export function day(iso) {
  return iso ? Math.round(Date.parse(`${iso}T00:00:00Z`) / DAY) : null;
}

export function iso(number) {
  return new Date(Math.floor(number) * DAY).toISOString().slice(0, 10);
}

export function year(number) {
  return new Date(number * DAY).getUTCFullYear();
}

/** The last day of a month, counted from January of a year; months go on into the next years. */
export function monthEnd(first, months) {
  return Math.round(Date.UTC(first, months + 1, 0) / DAY);
}

/** The month of a day, counted from January of a year. */
export function monthOf(number, first) {
  const date = new Date(Math.floor(number) * DAY);
  return (date.getUTCFullYear() - first) * 12 + date.getUTCMonth();
}

/** A day as a reader writes it, no more precise than it is known. */
export function written(number, lang, precision = "day") {
  const date = new Date(Math.floor(number) * DAY);
  if (precision === "year") return String(date.getUTCFullYear());
  const style =
    precision === "month"
      ? { month: "long", year: "numeric" }
      : { day: "numeric", month: "long", year: "numeric" };
  return new Intl.DateTimeFormat(lang, { ...style, timeZone: "UTC" }).format(date);
}
