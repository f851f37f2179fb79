// cloudevents.mjs FILE: each line is a CloudEvent 1.0, as the official SDK and its schema have it; besides, what the SDK
// lets pass: empty attributes, and extensions that are no scalars or are named otherwise than the standard allows.
import { readFileSync } from 'node:fs';
import { CloudEvent } from 'cloudevents';

const CORE = new Set([
    'specversion', 'id', 'source', 'type', 'time', 'subject', 'datacontenttype', 'dataschema', 'data', 'data_base64',
]);
const lines = readFileSync(process.argv[2], 'utf8').split('\n').filter((line) => line);
const seen = new Set();
let wrong = 0;

function tell(place, problem) {
    wrong += 1;
    console.log(`line ${place + 1}: ${problem}`);
}

lines.forEach((line, place) => {
    const event = JSON.parse(line);
    for (const required of ['id', 'source', 'type', 'specversion']) {
        if (typeof event[required] !== 'string' || event[required] === '') tell(place, `${required} is missing or empty`);
    }
    for (const [name, value] of Object.entries(event)) {
        if (!/^[a-z0-9]{1,20}$/.test(name)) tell(place, `an attribute is named ${name}`);
        if (!CORE.has(name) && !['string', 'number', 'boolean'].includes(typeof value)) {
            tell(place, `the extension ${name} is no scalar`);
        }
    }
    if (seen.has(`${event.source} ${event.id}`)) tell(place, `${event.id} is not the only one of its source`);
    seen.add(`${event.source} ${event.id}`);
    try {
        if (new CloudEvent(event, true).validate() !== true) tell(place, 'not valid');
    } catch (problem) {
        tell(place, problem.message);
    }
});
console.log(`${lines.length} events, ${wrong} problems`);
process.exit(wrong > 0 || lines.length === 0 ? 1 : 0);
