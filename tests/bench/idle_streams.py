#!/usr/bin/env python3
"""What idle streams of a real daemon take in memory, without TLS and with it: idle_streams.py ENTENTE ENTENTD [COUNT]

Each stream is a connection of its own; when all are open one entry is appended, and every one of them has to see it."""
import json, os, pathlib, re, resource, socket, ssl, subprocess, sys, tempfile, time, urllib.request

entente, ententd = sys.argv[1:3]
count = int(sys.argv[3]) if len(sys.argv) > 3 else 10_000
hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def resident_mib(pid):
    return int(re.search(r"VmRSS:\s+(\d+)", pathlib.Path(f"/proc/{pid}/status").read_text())[1]) / 1024


def note(number, type, **more):
    return json.dumps({"id": f"01980000-0000-7000-8000-{number:012}", "alliance": "a", "announced": "2026-06-01",
                       "events": [{"type": type, **more}]}).encode()


def measure(folder, secure):
    log, journal = f"{folder}/log.jsonl", f"{folder}/journal.jsonl"
    scheme = "https" if secure else "http"
    flags = ["--tls-cert", f"{folder}/chain.pem", "--tls-key", f"{folder}/key.pem"] if secure else []
    subprocess.run([entente, "--log", log, "init"], check=True, capture_output=True)
    with open(journal, "wb") as lines:
        daemon = subprocess.Popen([ententd, "--log", log, "--listen", "127.0.0.1:0", "--access-log=false", *flags], stderr=lines)
    try:
        while '"ready"' not in (told := pathlib.Path(journal).read_text()):
            assert daemon.poll() is None, told
            time.sleep(0.05)
        port = int(json.loads(told.splitlines()[0])["addresses"].rpartition(":")[2])
        trusting = ssl.create_default_context(cafile=f"{folder}/chain.pem")

        def append(*entry, **more):
            request = urllib.request.Request(f"{scheme}://localhost:{port}/v1/entries", note(*entry, **more), {"Content-Type": "application/json"})
            assert urllib.request.urlopen(request, context=trusting if secure else None).status == 201

        append(1, "alliance.formed", title="A", parties=[{"party": "x"}, {"party": "y"}])
        before, streams = resident_mib(daemon.pid), []
        for _ in range(count):
            stream = socket.create_connection(("127.0.0.1", port))
            stream = trusting.wrap_socket(stream, server_hostname="localhost") if secure else stream
            stream.sendall(b"GET /v1/entries/stream?after=1 HTTP/1.1\r\nHost: localhost\r\n\r\n")
            streams.append(stream)
        for stream in streams:
            assert stream.recv(4096).startswith(b"HTTP/1.1 200")
        idle = resident_mib(daemon.pid)
        append(2, "note.added", text="seen by all")
        for stream in streams:
            seen = b""
            while b"seen by all" not in seen:
                seen += stream.recv(4096)
        print(f"{scheme}: {count} idle streams take {idle:.0f} MiB ({before:.0f} MiB before them), "
              f"{resident_mib(daemon.pid):.0f} MiB once all have seen an entry", flush=True)
    finally:
        daemon.kill()
        daemon.wait()
    os.remove(log)


with tempfile.TemporaryDirectory() as folder:
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
                    "-subj", "/CN=localhost", "-keyout", f"{folder}/key.pem", "-out", f"{folder}/chain.pem"], check=True, capture_output=True)
    for secure in (False, True):
        measure(folder, secure)
