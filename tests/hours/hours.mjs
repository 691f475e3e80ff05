// Compares lykt's opening hours with the reference implementation of the OpenStreetMap syntax.
//
// On standard input a JSON object: each text of opening hours with the changes of state that lykt finds between the first day of `from` and the
// last of `to`, as [local time, state]. Run with TZ=Europe/Oslo: the library evaluates in the time of the machine.
import opening_hours from 'opening_hours';
import { readFileSync } from 'node:fs';

if (process.env.TZ !== 'Europe/Oslo') throw new Error('set TZ=Europe/Oslo');
const { from, to, hours } = JSON.parse(readFileSync(0, 'utf8'));
const norway = { lat: 60.8, lon: 10.7, address: { country_code: 'no', country: 'Norge' } };
const start = new Date(from, 0, 1);
const end = new Date(to + 1, 0, 1);
const local = (date) => {
  const two = (number) => String(number).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}`;
};

/** The changes of state, by the reference. */
function changes(text) {
  const reference = new opening_hours(text, norway);
  const found = [];
  const add = (date, state) => {
    if (found.at(-1)?.[1] === state) return;
    found.push([local(date), state]);
  };
  let last = start;
  for (const [begins, ends, unknown] of reference.getOpenIntervals(start, end)) {
    if (begins > last || found.length === 0 && begins > start) add(last, 'closed');
    add(begins, unknown ? 'unknown' : 'open');
    last = ends;
  }
  if (last < end) add(last, 'closed');
  return found;
}

let compared = 0;
const failed = [];
for (const [text, ours] of Object.entries(hours)) {
  const theirs = changes(text);
  const length = Math.max(ours.length, theirs.length);
  for (let i = 0; i < length; i++) {
    compared++;
    if (String(ours[i]) !== String(theirs[i])) {
      failed.push(`${text}: ours ${ours[i]}, the reference ${theirs[i]}`);
      break;
    }
  }
}
for (const what of failed) console.error(what);
console.log(`${Object.keys(hours).length} texts, ${compared} changes compared`);
process.exit(failed.length === 0 && compared > 0 ? 0 : 1);
