// documents.mjs SCHEMAS FILE [SCHEMA…]: each line of FILE, {"schema", "asked", "document"}, is valid against that schema, and
// no longer when a key is dropped or called otherwise, or another value stands in its place. Each SCHEMA must have occurred.
import { readFileSync } from 'node:fs';
import { Schemas, described } from './schemas.mjs';

const [folder, file, ...wanted] = process.argv.slice(2);
const schemas = new Schemas(described(folder));
const often = 3; // each place of a schema is tried in so many documents

/** Objects whose keys are names, paths or parts that need not be there. */
const OPEN = new Set(['possible', 'scope', 'days', 'attributes', 'fields', 'where', 'territory', 'channel', 'persons', 'field']);

function mayBeAbsent(schema, steps, key) {
    if (schema.startsWith('Entr') || steps.includes('entry')) return true;
    const parent = ['from', 'to'].includes(steps.at(-1)) ? steps.at(-2) : steps.at(-1); // `possible` itself may differ
    return OPEN.has(parent) || key === 'plus' || (schema === 'Verified' && key === 'cited');
}

let wrong = 0;
let documents = 0;
let mutations = 0;
const tried = new Map();
const seen = new Set();

function tell(text) {
    wrong += 1;
    if (wrong <= 40) console.log(text);
}

/** Whether this place was not tried often enough; list indexes and names given by people are all alike. */
function isNew(schema, steps) {
    const place = [schema, ...steps.map((step, i) => (typeof step === 'number' || OPEN.has(steps[i - 1]) ? '*' : step))].join('/');
    const times = tried.get(place) ?? 0;
    tried.set(place, times + 1);
    return times < often;
}

function mustBeInvalid(line, what) {
    mutations += 1;
    if (!schemas.faults(line.schema, line.document)) tell(`${line.schema}, ${line.asked}: still valid ${what}`);
}

function mutate(line, value, steps) {
    if (value === null || typeof value !== 'object') return;
    for (const key of Object.keys(value)) {
        const at = [...steps, Array.isArray(value) ? Number(key) : key];
        const kept = value[key];
        if (isNew(line.schema, at)) {
            for (const other of [{ 'Odd!': 0.5 }, 0.5]) {
                value[key] = other;
                mustBeInvalid(line, `with ${JSON.stringify(other)} at ${at.join('/')}`);
            }
            value[key] = kept;
            if (!Array.isArray(value)) {
                delete value[key];
                if (!mayBeAbsent(line.schema, steps, key)) mustBeInvalid(line, `without ${at.join('/')}`);
                value[`${key} Renamed`] = kept;
                mustBeInvalid(line, `with ${at.join('/')} renamed`);
                delete value[`${key} Renamed`];
                value[key] = kept;
            }
        }
        mutate(line, kept, at);
    }
}

for (const text of readFileSync(file, 'utf8').split('\n')) {
    if (!text) continue;
    const line = JSON.parse(text);
    documents += 1;
    seen.add(line.schema);
    const faults = schemas.faults(line.schema, line.document);
    if (faults) tell(`${line.schema}, ${line.asked}: ${faults}`);
    else mutate(line, line.document, []);
}
for (const name of wanted) {
    if (!seen.has(name)) tell(`no document was a ${name}`);
}
console.log(`${documents} documents, ${mutations} mutations at ${tried.size} places, ${wrong} problems`);
process.exit(wrong > 0 || documents === 0 || mutations === 0 ? 1 : 0);
