// The kiosk without JavaScript: every page, every language, every size.
import { base, check, end, launch, look, questions } from './lib.mjs';

const sizes = [[320, 640], [390, 844], [1080, 1920], [1920, 1080]];
const browser = await launch();

/** Asks in the field and waits for the answer, as a person without JavaScript would. */
async function ask(page, lang, question, answer) {
  await page.goto(`${base}/${lang}`);
  await page.fill('#q', question);
  await page.press('#q', 'Enter');
  await page.waitForSelector(answer);
}

for (const [width, height] of sizes) {
  const context = await browser.newContext({ viewport: { width, height }, javaScriptEnabled: false });
  const page = await context.newPage();
  for (const [lang, [question, danger]] of Object.entries(questions)) {
    const at = `${lang} ${width}x${height}`;
    await page.goto(`${base}/${lang}`);
    await look(page, `${at} start`);
    await page.locator('main .choices button').first().click();
    await page.waitForSelector('.danger');
    await look(page, `${at} in danger`);
    await page.locator('.out button').first().click();
    await page.waitForSelector('#ask + h2');
    check((await page.locator('select').inputValue()) === 'gjovik', `${at}: the place is still chosen after going back`);
    // It is about me, somebody hurts me, a partner: three taps to somebody who can help.
    for (const step of [1, 0, 0]) {
      await page.locator('main .choices').first().locator('button').nth(step).click();
      await page.waitForLoadState();
      await look(page, `${at} guided ${step}`);
    }
    check((await page.locator('.card a[href^="tel:"]').count()) > 0, `${at}: three taps to somebody to call`);
    check((await page.locator('.out .exit').count()) === 1, `${at}: a way out`);
    await page.locator('main .choices').first().locator('button').nth(1).click();
    await page.waitForSelector('.rungs');
    await look(page, `${at} guided, written`);
    check((await page.locator('.rungs a[href^="tel:"]').count()) === 0, `${at} guided, written: no call above the services`);
    await page.locator('.more').first().click();
    await page.waitForSelector('.card h1');
    await page.locator('.out button').first().click();
    await page.waitForSelector('.rungs');
    await look(page, `${at} guided, back from a service`);
    await ask(page, lang, question, '.card');
    await look(page, `${at} answer`);
    await page.locator('.languages button').nth(1).click();
    await page.waitForSelector('html[lang=en] .card');
    check((await page.locator('.card').count()) > 0, `${at}: the same in English`);
    await page.locator('.more').first().click();
    await page.waitForSelector('.card h1');
    await look(page, `${at} service`);
    await page.goto(`${base}/${lang}`);
    await page.locator('main .choices button').last().click();
    await page.waitForSelector('.rungs');
    await look(page, `${at} now`);
    check((await page.locator('main .open').count()) > 0, `${at} now: somebody answers`);
    await page.locator('main .choices').first().locator('button').nth(1).click();
    await page.waitForSelector('.rungs');
    await look(page, `${at} now, written`);
    check((await page.locator('main a[href^="tel:"]').count()) === 0, `${at} now, written: no call for somebody who cannot talk`);
    await page.locator('.shortcuts button').nth(1).click();
    await page.waitForSelector('.rungs');
    await look(page, `${at} now, child, written`);
    check((await page.locator('main a[href^="sms:"]').count()) > 0, `${at} now, child, written: the line for children reads text messages`);
    await ask(page, lang, danger, '.danger');
    const above = await page.locator('.danger h1').evaluate((h1) => h1.getBoundingClientRect().bottom <= innerHeight);
    check(above, `${at}: call now is above the fold`);
  }
  await context.close();
}

await end(browser);
