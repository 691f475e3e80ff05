// What axe finds on a page.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { loaded } from './lib.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const contrast = 'color-contrast';

/** Everything that axe looks at; only colours, which take it longest; everything else. */
export const all = { runOnly: tags };
export const colour = { runOnly: { type: 'rule', values: [contrast] } };
export const form = { runOnly: tags, rules: { [contrast]: { enabled: false } } };

// What axe cannot decide by itself, where it may stand, and why it is right there. Anything else that it cannot decide fails.
export const decided = {
  // The gradients are the arrow at the end of the field, beside the text: ink on surface, 13.8 and more.
  'color-contrast bgGradient': /^<select id="p"/,
  // Text that is scrolled under the ways out. Its colours are measured with the page unrolled, where nothing may be covered.
  'color-contrast elmPartiallyObscured': /./,
  // Keys with a sign instead of a letter, in the colours of the letters beside them, which are measured.
  'color-contrast nonBmp': /^<button type="button" aria-label="[^"]+">[␣⌫]</,
  // The same keys: the sign is a picture, and their name is the word for it.
  'label-content-name-mismatch': /^<button type="button" aria-label="[^"]+">[␣⌫]</,
};
/** The kinds of doubt that have been met. */
export const met = new Set();

/** What axe finds wrong, and what it cannot decide and nobody has decided. */
export async function violations(page, looked = all, unrolled = false) {
  await loaded(page);
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe);
  const result = await page.evaluate((looked) => globalThis.axe.run({ ...looked, resultTypes: ['violations', 'incomplete'] }), looked);
  const open = result.incomplete.flatMap(({ id, nodes }) => nodes.map(({ html, any, all, none }) => {
    const why = [...any, ...all, ...none].map((each) => each.data?.messageKey).filter(Boolean);
    return { kind: [id, ...why].join(' '), html };
  })).filter(({ kind, html }) => {
    const right = decided[kind]?.test(html) && !(unrolled && kind.endsWith('Obscured'));
    if (right) met.add(kind);
    return !right;
  });
  return [...result.violations.map((each) => `${each.id}: ${each.nodes[0].html}`), ...open.map(({ kind, html }) => `undecided: ${kind}: ${html}`)];
}
