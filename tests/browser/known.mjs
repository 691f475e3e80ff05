// What the browser itself says of the policy of a hall: `node known.mjs FILE`. Each entry is one that it knows and takes.
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { check, end, options } from './lib.mjs';

// What is set in the browser under test; the rest of the policy, which would keep the test out, has to be known all the same.
const set = JSON.parse(readFileSync('/etc/chromium/policies/managed/under-test.json', 'utf8'));
const browser = await chromium.launchPersistentContext(mkdtempSync(join(tmpdir(), 'known')), options);
const page = await browser.newPage();
await page.goto('chrome://policy');
await page.locator('policy-row').first().waitFor({ state: 'attached' });
const rows = new Map(await page.locator('policy-row').evaluateAll((rows) => rows.map((row) => {
  const texts = [...row.shadowRoot.querySelectorAll('.name, .messages')].map((each) => each.textContent.trim());
  return [texts[0], texts[1]];
})));
for (const name of Object.keys(JSON.parse(readFileSync(process.argv.at(-1), 'utf8')))) {
  // A name that is about to be replaced still holds, and older browsers know no other.
  const wanted = name in set ? ['OK', 'Deprecated'] : ['Not set.'];
  check(wanted.includes(rows.get(name)), `${name}: ${rows.get(name)}`);
}
// The test is awake: a name that nobody knows, and a value of another kind.
for (const name of ['NoSuchPolicy', 'AlternateErrorPagesEnabled']) check(rows.get(name) === 'Error', `${name} is not seen: ${rows.get(name)}`);
await end(browser);
