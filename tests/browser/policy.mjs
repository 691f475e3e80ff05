// The browser of a hall under its policy: it opens the kiosk and nothing else.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { ask, base, check, end, options, questions } from './lib.mjs';

const port = Number(new URL(base).port);
const refused = [
  'file:///etc/passwd', 'file:///', 'chrome://settings', 'chrome://newtab', 'chrome://history', 'chrome://version', 'chrome://policy', 'chrome://flags',
  `view-source:${base}/`, 'data:text/html,hei', 'https://example.com/', `http://127.0.0.1:${port + 1}/`, `http://localhost:${port}/`,
  'devtools://devtools/bundled/inspector.html', 'tel:112', 'ftp://127.0.0.1/',
];

const browser = await chromium.launchPersistentContext(mkdtempSync(join(tmpdir(), 'hall')), options);
for (const address of refused) {
  const page = await browser.newPage();
  const said = await page.goto(address).then(() => 'opened', (error) => error.message);
  check(said.includes('ERR_BLOCKED_BY_ADMINISTRATOR'), `${address}: ${said}`);
  await page.close();
}
const page = await browser.newPage();
check((await page.goto(`${base}/uk`)).ok(), 'the kiosk opens');
// Its script works where the browser makes no code of scripts; WebAssembly is what is missing then.
await ask(page, 'uk', questions.uk[0], '.card');
check((await page.evaluate(() => typeof WebAssembly)) === 'undefined', 'no code is made of scripts');
await end(browser);
