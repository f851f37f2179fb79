// Compares our canonical form with the npm package canonicalize (RFC 8785, by its author):
// node canonicalize.mjs PROGRAM [COUNT] [SEED]
// PROGRAM turns JSON lines into canonical lines, and writes random entries when called with --entries COUNT SEED.
//
// COUNT random documents of whole numbers, any keys and any text, and as many random entries.

import { spawnSync } from 'node:child_process';

const { default: canonicalize } = await import('canonicalize').catch(() => {
    console.error('The judge is missing: run `npm ci` in tests/judges.');
    process.exit(1);
});

const [program, count = '10000', seed = String(Date.now() % 2 ** 32)] = process.argv.slice(2);
console.log(`seed ${seed}`);

// ---- random documents (the generator is mulberry32)

let state = Number(seed) | 0;
const below = (n) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % n;
};
const oneOf = (choices) => choices[below(choices.length)];
const times = (n, make) => Array.from({ length: n }, make);

const characters = [
    () => '"',
    () => '\\',
    () => '/',
    () => String.fromCharCode(below(32)),
    () => '\u007f',
    () => '\u2028',
    () => String.fromCodePoint(0x80 + below(0x700)),
    () => String.fromCodePoint(0x10000 + below(0x100000)), // two surrogates in UTF-16, and so before …
    () => String.fromCharCode(0xe000 + below(0x2000)), //     … these, unlike in UTF-8
    () => String.fromCharCode(97 + below(26)),
];
const text = () => times(below(12), () => oneOf(characters)()).join('');
const key = () => (below(2) ? text() : String.fromCharCode(97 + below(26)) + oneOf(['', '_1', 'Z', '.', '']));
const whole = () => (below(2) ? -1 : 1) * oneOf([0, 1, below(2 ** 31), below(2 ** 31) * 4194303, 2 ** 53 - 1]);

function value(depth) {
    switch (depth === 0 ? 5 : below(depth > 3 ? 4 : 6)) {
        case 0:
            return text();
        case 1:
            return whole();
        case 2:
            return below(2) === 1;
        case 3:
            return null;
        case 4:
            return times(below(4), () => value(depth + 1));
        default:
            return Object.fromEntries(times(below(6), () => [key(), value(depth + 1)]));
    }
}

// ---- what both make of them

function run(args, input = '') {
    const { stdout, error, status } = spawnSync(program, args, { input, maxBuffer: 2 ** 30 });
    if (error || status !== 0) {
        console.error(`${program} ${args.join(' ')}: ${error ?? `exit ${status}`}`);
        process.exit(1);
    }
    return stdout.toString().split('\n').slice(0, -1);
}

const documents = times(Number(count), () => JSON.stringify(value(0)));
const entries = run(['--entries', count, seed]);
const lines = [...documents, ...entries];
const ours = run([], lines.map((line) => `${line}\n`).join(''));

let differing = 0;
lines.forEach((line, i) => {
    const wanted = canonicalize(JSON.parse(line));
    if (ours[i] !== wanted && differing++ < 3) {
        console.log(`given  ${line}\nwanted ${wanted}\ngot    ${ours[i]}`);
    }
});
console.log(`${documents.length} documents and ${entries.length} entries, ${differing} differ`);
process.exit(differing === 0 && ours.length === lines.length && entries.length === Number(count) ? 0 : 1);
