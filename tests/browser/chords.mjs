// The keys of a hall: `node chords.mjs ADDRESS PORT`. A browser with a window, as a hall has it and under the whole of its policy, opens nothing, whatever
// keys are pressed together: each time the page is what the next key reaches. What the page hears it tells on the port, through which the kiosk is seen.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { base, check, end, options } from './lib.mjs';

const chords = ['ctrl+p', 'ctrl+s', 'ctrl+o', 'ctrl+u', 'ctrl+shift+i', 'ctrl+shift+j', 'F12', 'ctrl+n', 'ctrl+shift+n', 'ctrl+t', 'ctrl+shift+t', 'ctrl+h', 'ctrl+j',
  'ctrl+d', 'ctrl+f', 'ctrl+l', 'F1', 'F3', 'F6', 'F7', 'F10', 'F11', 'alt+d', 'alt+f', 'alt+Home', 'ctrl+shift+Delete', 'ctrl+w', 'alt+F4'];
const report = `;addEventListener('keydown', (event) => fetch('/heard', { method: 'POST', body: event.key }));fetch('/heard', { method: 'POST', body: 'loaded' });`;

let awake = true;
const heard = [];
let listen = () => {};
const relay = http.createServer((request, response) => {
  const parts = [];
  request.on('data', (part) => parts.push(part));
  request.on('end', async () => {
    if (request.url === '/heard') {
      heard.push(String(Buffer.concat(parts)));
      response.end();
      return listen();
    }
    const answer = await fetch(base + request.url, { method: request.method });
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type'), 'content-security-policy': answer.headers.get('content-security-policy') });
    const text = await answer.text();
    return response.end(request.url !== '/kiosk.js' ? text : awake ? text + report : report);
  });
});
await new Promise((started) => relay.listen(Number(process.argv[3]), '127.0.0.1', started));

/** Whether the page says within some time that it heard this. */
async function hears(what, time) {
  const late = new Promise((end) => setTimeout(end, time, true));
  for (;;) {
    if (heard.includes(what)) return true;
    if (await Promise.race([late, new Promise((next) => (listen = next))])) return false;
  }
}

const screen = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1080x1920x24', '-nolisten', 'tcp'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
const display = await new Promise((found) => screen.stdio[3].once('data', (data) => found(`:${String(data).trim()}`)));
const env = { ...process.env, DISPLAY: display };
const press = (...keys) => execFileSync('xdotool', ['key', ...keys], { env });

/** Opens the kiosk and gives what ends it. */
async function open() {
  const profile = mkdtempSync(join(tmpdir(), 'chords'));
  const flags = ['--kiosk', '--incognito', '--no-first-run', '--noerrdialogs', '--no-sandbox', '--disable-gpu', '--password-store=basic', '--ozone-platform=x11', `--user-data-dir=${profile}`];
  heard.length = 0;
  const browser = spawn(options.executablePath, [...flags, `http://127.0.0.1:${process.argv[3]}/`], { env, stdio: 'ignore', detached: true });
  const ended = new Promise((end) => browser.once('exit', end));
  check(await hears('loaded', 30_000), 'the kiosk opens');
  // The window may not have the keyboard yet.
  let first = false;
  for (let tries = 0; tries < 100 && !first; tries += 1) {
    press('a');
    first = await hears('a', 200);
  }
  check(first, 'the page hears a key');
  return async () => {
    // The browser may have ended by itself, and its helpers with it.
    try { process.kill(-browser.pid, 'SIGKILL'); } catch { /* gone */ }
    await ended;
    rmSync(profile, { recursive: true, force: true });
  };
}

/** Presses keys together, then one alone; whether the page hears that. */
async function stays(chord) {
  heard.length = 0;
  press(chord, 'a');
  return hears('a', 5000);
}

let close = await open();
for (const chord of chords) check(await stays(chord), `${chord} opens something`);
await close();

// The test is awake: without the page's own script the browser shows its page of what is forbidden, over the numbers.
awake = false;
close = await open();
heard.length = 0;
press('ctrl+u', 'a');
check(!(await hears('a', 2000)), 'Ctrl-U without the script is not seen');
await close();

relay.close();
screen.kill();
await end({ close: async () => {} });
