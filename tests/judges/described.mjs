// described.mjs URL DESCRIPTION: sends every example of every operation that the description of the API holds to the daemon at
// URL, and what is wrong besides. Every answer has a status, a content type and a body that the operation describes.
import { readFileSync } from 'node:fs';
import { Schemas } from './schemas.mjs';

const [url, file] = process.argv.slice(2);
const description = JSON.parse(readFileSync(file, 'utf8'));
const schemas = new Schemas(description);
let wrong = 0;
let sent = 0;
const answered = new Map();

function tell(text) {
    wrong += 1;
    console.log(text);
}

const named = (reference) => reference.$ref.split('/').at(-1);

/** The body as far as it has come: a stream never ends. */
async function bodyOf(answer, isStream) {
    if (!isStream) return answer.text();
    const { value } = await answer.body.getReader().read();
    return Buffer.from(value ?? '').toString();
}

/** What is wrong with a body, given how it is described. */
function faultsOf(text, type, { schema }) {
    if (!/json/.test(type)) return text ? '' : 'the body is empty';
    const document = JSON.parse(text);
    return schema.$ref ? schemas.faults(named(schema), document) : schemas.faultsOf(schema, document);
}

/** Sends one request; tells what its answer has that the operation does not describe. */
async function send(operation, { method, path, headers = {}, body }) {
    const place = `${method} ${path}`;
    const gone = new AbortController();
    const answer = await fetch(url + path, { method, headers, body, signal: gone.signal, redirect: 'manual' });
    sent += 1;
    const range = `${Math.floor(answer.status / 100)}XX`;
    const described = operation.responses[answer.status] ?? operation.responses[range];
    answered.set(`${operation.operationId} ${answer.status}`, true);
    const type = answer.headers.get('content-type') ?? '';
    const text = await bodyOf(answer, type.startsWith('text/event-stream'));
    gone.abort();
    if (!described) {
        tell(`${place}: ${answer.status} is not described`);
    } else if (!described.content) {
        if (text) tell(`${place}: ${answer.status} has a body, and none is described`);
    } else if (!described.content[type]) {
        tell(`${place}: ${answer.status} is ${type}, described is ${Object.keys(described.content).join(', ')}`);
    } else {
        const faults = faultsOf(text, type, described.content[type]);
        if (faults) tell(`${place}: ${answer.status}: ${faults}`);
    }
    for (const header of Object.keys(described?.headers ?? {})) {
        if (!answer.headers.get(header)) tell(`${place}: ${answer.status} has no ${header}`);
    }
    return answer;
}

/** The values that a parameter's examples are. */
const examplesOf = (parameter) => (parameter.example !== undefined ? [parameter.example] : (parameter.schema.examples ?? []));

function request(method, path, parameters, body) {
    const headers = body === undefined ? {} : { 'Content-Type': 'application/json' };
    const query = new URLSearchParams();
    let filled = path;
    for (const [parameter, value] of parameters) {
        if (parameter.in === 'path') filled = filled.replace(`{${parameter.name}}`, encodeURIComponent(value));
        else if (parameter.in === 'header') headers[parameter.name] = value;
        else for (const each of [value].flat()) query.append(parameter.name, each);
    }
    const asked = query.size ? `?${query}` : '';
    return { method: method.toUpperCase(), path: filled + asked, headers, body: body && JSON.stringify(body) };
}

async function sendExamples(path, method, operation) {
    const parameters = operation.parameters ?? [];
    const given = parameters.filter((each) => each.example !== undefined).map((each) => [each, each.example]);
    const body = operation.requestBody?.content['application/json'].example;
    if (operation.requestBody && body === undefined) tell(`${operation.operationId}: the body has no example`);
    const main = request(method, path, given, body);
    const answer = await send(operation, main);
    if (answer.status >= 300) tell(`${main.method} ${main.path}: the example is refused with ${answer.status}`);
    // Each other example beside it; the two may not go together, and then a refusal is an answer that is described.
    let taken = 0;
    const others = parameters.filter((each) => each.example === undefined && each.in !== 'header');
    for (const parameter of others) {
        for (const example of examplesOf(parameter)) {
            const more = await send(operation, request(method, path, [...given, [parameter, example]], body));
            taken += more.status < 300 ? 1 : 0;
        }
    }
    if (others.length > 0 && taken === 0) {
        const together = others.flatMap((parameter) => examplesOf(parameter).map((example) => [parameter, example]));
        const all = request(method, path, [...given, ...together], body);
        if ((await send(operation, all)).status === 400) tell(`${all.path}: no example is taken, alone or together`);
    }
    await sendHeaders(operation, main, parameters);
    await sendWrong(operation, main, path, method, given, body);
}

/** What was answered already is not answered again; a version that is none is refused. */
async function sendHeaders(operation, main, parameters) {
    const takes = (name) => parameters.some((parameter) => parameter.in === 'header' && parameter.name === name);
    if (takes('If-None-Match')) {
        const tag = (await send(operation, main)).headers.get('etag');
        const again = await send(operation, { ...main, headers: { ...main.headers, 'If-None-Match': tag } });
        if (again.status !== 304) tell(`${main.path}: ${again.status} for an answer that the client has`);
    }
    if (takes('If-Match')) {
        const fresh = JSON.stringify({ ...JSON.parse(main.body), id: undefined }); // what is there already is never stale
        const stale = await send(operation, { ...main, body: fresh, headers: { ...main.headers, 'If-Match': '"0"' } });
        if (stale.status !== 412) tell(`${main.path}: ${stale.status} for a version that is not the one`);
        const again = await send(operation, main);
        if (again.status !== 200) tell(`${main.path}: ${again.status} for what is there already`);
    }
    if (takes('Last-Event-ID')) await send(operation, { ...main, headers: { 'Last-Event-ID': '5' } });
}

async function sendWrong(operation, main, path, method, given, body) {
    if (!operation.parameters) return;
    const strange = main.path + (main.path.includes('?') ? '&' : '?') + 'oon=2026-04-28';
    if ((await send(operation, { ...main, path: strange })).status !== 400) tell(`${strange}: not refused`);
    const days = operation.parameters.filter((parameter) => parameter.name === 'on');
    for (const day of days) {
        const others = given.filter(([parameter]) => parameter !== day);
        const wrongly = request(method, path, [...others, [day, '2026-04']], body);
        if ((await send(operation, wrongly)).status !== 400) tell(`${wrongly.path}: not refused`);
    }
    for (const [missing] of given.filter(([parameter]) => parameter.required)) {
        const others = given.filter(([parameter]) => parameter !== missing);
        const without = missing.in === 'path' ? [...others, [missing, 'nobody-named-it-so']] : others;
        const refused = await send(operation, request(method, path, without, body));
        const expected = missing.in === 'path' ? 404 : 400;
        if (refused.status !== expected) tell(`${main.path}: ${refused.status} without its ${missing.name}`);
    }
    if (body !== undefined) {
        if ((await send(operation, { ...main, body: '{"alliance": 1' })).status !== 400) tell(`${main.path}: takes half a body`);
    }
}

let operations = 0;
for (const [path, methods] of Object.entries(description.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
        operations += 1;
        await sendExamples(path, method, operation);
    }
}
const statuses = new Set([...answered.keys()].map((key) => key.split(' ')[1]));
for (const status of ['200', '201', '304', '400', '404', '412']) {
    if (!statuses.has(status)) tell(`nothing was answered with ${status}`);
}
console.log(`${operations} operations, ${sent} requests, ${answered.size} kinds of answers, ${wrong} problems`);
process.exit(wrong > 0 || operations === 0 ? 1 : 0);
