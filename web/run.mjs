// What Maven and the launcher do here: `node run.mjs STEP`, one of those below. Fetches what the lock
// file names first, if it is not here; nothing of that is needed to run Klatch.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { exit, platform, versions } from 'node:process';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const installed = join(here, 'node_modules', '.package-lock.json');

const STEPS = {
  build: ['vite build --logLevel warn'],
  test: ['vitest run --config vitest.config.ts'],
  check: ['biome ci --error-on-warnings .', 'tsc --noEmit'],
  e2e: ['vitest run --config vitest.e2e.config.ts'],
  measure: ['vitest run --config vitest.measure.config.ts'],
  screenshots: ['vitest run --config vitest.screenshots.config.ts'],
};

function fail(words) {
  console.error(words);
  exit(1);
}

function run(command, environment = {}) {
  const [program, ...rest] = command.split(' ');
  const path = join(here, 'node_modules', '.bin', program);
  const windows = platform === 'win32';
  const done = spawnSync(existsSync(path) ? path : program, rest, {
    cwd: here,
    stdio: 'inherit',
    shell: windows,
    env: { ...process.env, ...environment },
  });
  if (done.error) fail(`${program} could not be started: ${done.error.message}`);
  return done.status ?? 1;
}

function newer(one, other) {
  return statSync(one).mtimeMs > statSync(other).mtimeMs;
}

function install() {
  const lock = join(here, 'package-lock.json');
  if (existsSync(installed) && !newer(lock, installed)) return;
  if (run('npm ci --no-audit --no-fund --loglevel=error') !== 0) {
    fail('The libraries of the browser client could not be fetched (npm ci).');
  }
}

function needsNode() {
  const { engines } = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8'));
  const [major, minor] = engines.node.match(/\d+/g).map(Number);
  const [thisMajor, thisMinor] = versions.node.split('.').map(Number);
  if (thisMajor < major || (thisMajor === major && thisMinor < minor)) {
    fail(`The browser client is built with Node ${major}.${minor} or newer; this is ${versions.node}.`);
  }
}

const [step, ...flags] = process.argv.slice(2);
if (!(step in STEPS)) fail(`Usage: node run.mjs ${Object.keys(STEPS).join(' | ')}`);
needsNode();
install();
let worst = 0;
for (const command of STEPS[step]) worst = Math.max(worst, run(command));
// The reports tell which tests failed; whoever reads them judges.
exit(flags.includes('--ignore-failures=true') ? 0 : worst);
