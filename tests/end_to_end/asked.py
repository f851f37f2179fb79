"""What the scripts that ask the fixtures' questions share: the program, a log of one fixture, and the tables of questions.

A table names a fixture on a line of its own; then comes each question, indented the answer it must have. A line that begins
with // is a remark: it names the questions of the fixture's README that follow, `Q3`, `N5`, `fixed point 2` or the title
of a section in quotes. NNN#i is event i, from 0, of the fixture's file that begins with NNN."""
import glob, json, os, re, subprocess, sys, tempfile

LABEL = re.compile(r'\b(?:N|Q)\d+\b|\bfixed point \d+|"[^"]+"')


class Program:
    """The built program, and logs of the fixtures in a folder that goes with it."""

    def __init__(self, entente, fixtures):
        self.entente, self.fixtures = entente, fixtures
        self.folder = tempfile.TemporaryDirectory()
        self.addresses, self.logs = {}, set()

    def run(self, *words):
        done = subprocess.run([self.entente, *words], capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"entente {' '.join(words)}: {done.returncode}\n{done.stderr}")
        return done.stdout

    def ask(self, fixture, *words):
        """The document of a command on a log of this fixture alone."""
        log = f"{self.folder.name}/{fixture}.jsonl"
        if fixture not in self.logs:
            self.logs.add(fixture)
            files = sorted(glob.glob(f"{self.fixtures}/{fixture}/*.json"))
            self.run("--log", log, "init")
            self.run("--log", log, "append", *files)
            for file in files:
                entry = json.load(open(file))
                for index in range(len(entry["events"])):
                    self.addresses[f"{entry['id']}#{index}"] = f"{os.path.basename(file)[:3]}#{index}"
        return json.loads(self.run("--log", log, *words, "--json"))

    def events(self, because):
        """Addresses as the READMEs write them: NNN#i is event i, from 0, of the fixture's file NNN."""
        return [self.addresses[address] for address in because]


def questions(path):
    """Each question of a table: its fixture, the labels that the remark before it names, its words, its answer's lines."""
    fixture, labels, found = None, [], []
    for line in open(path).read().splitlines():
        if line.startswith("//"):
            labels = [label.strip('"') for label in LABEL.findall(line)]
        elif line.startswith(" "):
            found[-1][3].append(line)
        elif re.fullmatch(r"[a-z-]+", line):
            fixture, labels = line, []
        elif line:
            found.append((fixture, labels, line, []))
    return found
