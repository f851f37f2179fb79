// follow.mjs URL [TOKEN]: follows a stream with the npm package eventsource, as a browser would, and prints the id of each event.
// It resumes by itself; it ends with 1 when it gives up, as it does at any answer but 200.
import { EventSource } from 'eventsource';

const [url, token] = process.argv.slice(2);
const authorized = (to, init) => fetch(to, { ...init, headers: { ...init.headers, Authorization: `Bearer ${token}` } });
const source = new EventSource(url, token ? { fetch: authorized } : {});

source.onmessage = (event) => {
    const { seq } = JSON.parse(event.data);
    if (String(seq) !== event.lastEventId) {
        console.error(`event ${event.lastEventId} holds record ${seq}`);
        process.exit(1);
    }
    console.log(event.lastEventId);
};
source.onerror = (event) => {
    if (source.readyState === EventSource.CLOSED) {
        console.error(`gave up: ${event.code ?? ''} ${event.message ?? ''}`);
        process.exit(1);
    }
};
