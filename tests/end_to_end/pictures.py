#!/usr/bin/env python3
"""Pictures as files: valid XML that holds nothing but itself, written whole or not at all, and never over the log.
pictures.py ENTENTE FIXTURES"""
import glob, os, re, stat, subprocess, sys, tempfile
import xml.etree.ElementTree as tree

entente, fixtures = sys.argv[1:3]
SVG = "{http://www.w3.org/2000/svg}"
ELEMENTS = {"svg", "title", "desc", "style", "defs", "pattern", "linearGradient", "stop", "rect", "line", "circle", "path", "text"}


def run(*words, status=0):
    done = subprocess.run([entente, "--log", log, *words], capture_output=True, text=True)
    assert done.returncode == status, f"entente {' '.join(words)}: {done.returncode}\n{done.stderr}"
    return done.stdout if status == 0 else done.stderr


def check(picture):
    """A picture, parsed: only elements that draw, classes instead of styles, no reference but to its own parts."""
    root = tree.fromstring(picture)
    assert root.tag == SVG + "svg" and root.get("role") == "img"
    ids = {element.get("id") for element in root.iter()}
    assert set(root.get("aria-labelledby").split()) <= ids and root[0].tag == SVG + "title" and root[1].tag == SVG + "desc"
    assert len(root.findall(f".//{SVG}style")) == 1
    rules = root.find(f"{SVG}style").text
    assert set(re.findall(r"url\(([^)]*)\)", rules)) <= {"#" + name for name in ids if name} and "@import" not in rules
    known = set(re.findall(r"\.([a-z][a-z-]*)", rules))
    width, height = (float(root.get(side)) for side in ("width", "height"))
    for element in root.iter():
        assert element.tag.removeprefix(SVG) in ELEMENTS, element.tag
        assert not {name for name in element.attrib if name == "style" or name.startswith("on") or "href" in name}
        assert set((element.get("class") or "").split()) <= known, element.get("class")
        if element.tag == SVG + "rect":
            x, y = float(element.get("x", "0")), float(element.get("y", "0"))
            assert 0 <= x and x + float(element.get("width")) <= width + 0.1, tree.tostring(element)
            assert 0 <= y and y + float(element.get("height")) <= height + 0.1, tree.tostring(element)
    return root


with tempfile.TemporaryDirectory() as folder:
    for alliance in ("openai-microsoft", "anthropic-cloud", "apple-google-search", "starbucks-nestle"):
        log = f"{folder}/{alliance}.jsonl"
        run("init")
        run("append", *sorted(glob.glob(f"{fixtures}/{alliance}/*.json")))
        root = check(run("timeline", alliance, "--all", "--svg", "-"))
        bars = [e for e in root.iter(SVG + "rect") if e.find(SVG + "title") is not None]
        marks = [e for e in root.iter(SVG + "path") if e.find(SVG + "title") is not None]
        assert len(bars) > 10 and len(marks) > 10, (len(bars), len(marks))
        print(alliance, len(bars), "bars,", len(marks), "marks")

    log = f"{folder}/openai-microsoft.jsonl"
    for term, rows in (("ms-ip-models-products", 5), ("azure-api-exclusivity", 4)):
        root = check(run("timeline", "openai-microsoft", "--belief", term, "--as-announced", "--asked", "2026-07-20@69", "--svg", "-"))
        known = {e.find(SVG + "title").text.split(":")[0] for e in root.iter(SVG + "rect") if e.find(SVG + "title") is not None}
        assert len(known) == rows, known

    # Names that a page would obey.
    log = f"{folder}/names.jsonl"
    run("init")
    run("form", "a", "--title", "<script>alert(1)</script> & \"A\"", "--party", "x", "--party", "y", "--announced", "2020-01-01")
    run("grant", "a", "t", "--kind", "license", "--grantor", "x", "--grantee", "y", "--announced", "2020-01-01",
        "--title", "]]></title><script>\u0007")
    root = check(run("timeline", "a", "--svg", "-"))
    assert root.find(f"{SVG}title").text == '<script>alert(1)</script> & "A" (a)'

    # A file: whole, with the rights of any other, in place of what was there.
    file = f"{folder}/a.svg"
    run("timeline", "a", "--svg", file)
    assert open(file).read() == run("timeline", "a", "--svg", "-")
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE(os.stat(file).st_mode) == 0o666 & ~mask
    open(file, "w").write("something else")
    run("timeline", "a", "--svg", file)
    check(open(file).read())

    # Or none at all.
    before = sorted(os.listdir(folder))
    bytes_before = open(log, "rb").read()
    os.symlink(file, f"{folder}/link.svg")
    os.mkfifo(f"{folder}/pipe.svg")
    for path, why in (
            (log, "this is a log"), (f"{folder}/anthropic-cloud.jsonl", "this is a log"), (folder, "this is a directory"),
            (f"{folder}/none/a.svg", "is not there"), (f"{folder}/link.svg", "symbolic link"), (f"{folder}/pipe.svg", "no regular file"),
            ("/dev/null", "no regular file")):
        assert why in run("timeline", "a", "--svg", path, status=4), path
    assert "ask for one of the two" in run("timeline", "a", "--svg", file, "--json", status=2)
    assert "no alliance b" in run("timeline", "b", "--svg", f"{folder}/b.svg", status=1)
    os.remove(f"{folder}/link.svg")
    os.remove(f"{folder}/pipe.svg")
    assert sorted(os.listdir(folder)) == before, "something was left behind"
    assert open(log, "rb").read() == bytes_before
