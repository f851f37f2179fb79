"""A daemon for as long as a block lasts."""
import contextlib, json, subprocess, sys, time, urllib.error, urllib.request


@contextlib.contextmanager
def running(command, folder, patience_s=60):
    """Starts ententd on a free port of this machine and yields its URL once it is ready; its journal stands in FOLDER."""
    journal = f"{folder}/journal.jsonl"
    with open(journal, "wb") as lines:
        daemon = subprocess.Popen([*command, "--listen", "127.0.0.1:0"], stdout=subprocess.DEVNULL, stderr=lines)
    try:
        yield _ready(daemon, journal, time.monotonic() + patience_s)
    finally:
        daemon.terminate()
        try:
            daemon.wait(patience_s)
        except subprocess.TimeoutExpired:
            daemon.kill()
            sys.exit("ententd does not stop on SIGTERM")
    if daemon.returncode:
        sys.exit(f"ententd: {daemon.returncode}\n{open(journal).read()}")


def _ready(daemon, journal, until):
    while time.monotonic() < until and daemon.poll() is None:
        url = _address(journal)
        with contextlib.suppress(urllib.error.URLError):
            if url and urllib.request.urlopen(f"{url}/readyz").status == 200:
                return url
        time.sleep(0.02)
    sys.exit(f"ententd is not ready\n{open(journal).read()}")


def _address(journal):
    for line in open(journal):
        told = json.loads(line) if line.endswith("\n") else {}
        if told.get("event") == "started":
            return "http://" + told["addresses"].split(", ")[0]
    return None
