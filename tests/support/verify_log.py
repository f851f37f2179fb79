#!/usr/bin/env python3
"""Verifies entente logs by the letter of LOG_FORMAT.md, and by nothing of entente's own code.

Prints one line a file: `ok N` (`, BYTES set aside` behind it when the end was cut short), `damaged line N` or `newer`.
"""
import datetime
import hashlib
import json
import re
import sys

UUID = rb"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
INSTANT = rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z"
HEADER = re.compile(rb'\{"entente":1,"log":"' + UUID + rb'","created":"(' + INSTANT + rb')"\}')
LINE = re.compile(rb'\{"seq":([1-9]\d*),"recorded":"(' + INSTANT + rb')","entry":(.*),"chain":"([0-9a-f]{64})"\}', re.DOTALL)
HEAD = b'{"seq":'


def instant(text):
    return datetime.datetime.strptime(text.decode(), "%Y-%m-%dT%H:%M:%S.%fZ")


def pairs(found):
    if len({key for key, _ in found}) < len(found):
        raise ValueError("a key twice")
    return {key: value for key, value in sorted(found, key=lambda pair: pair[0].encode("utf-16-be"))}


def no_number(text):
    raise ValueError("no whole number: " + text)


def canonical(entry):
    """Whether the bytes are RFC 8785's spelling of what they say."""
    value = json.loads(entry.decode(), object_pairs_hook=pairs, parse_float=no_number, parse_constant=no_number)
    return isinstance(value, dict) and json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() == entry


def follow(line, seq, last, chain):
    """When the line was recorded, and its chain; ValueError when it does not follow."""
    parts = LINE.fullmatch(line)
    if not parts or int(parts[1]) != seq or not canonical(parts[3]):
        raise ValueError("form")
    recorded = instant(parts[2])
    if last is not None and recorded <= last:
        raise ValueError("time")
    digest = hashlib.sha256(chain + line[:-76]).digest()
    if digest.hex().encode() != parts[4]:
        raise ValueError("chain")
    return recorded, digest


def cut_short(rest, start):
    """Whether what stands behind the last good line is one append that a crash cut short."""
    if b"\n" not in rest:
        return True
    edges = [0] + [i for i in range(1, len(rest)) if (start + i) % 512 == 0] + [len(rest)]
    hole = any(not rest[a:b].strip(b"\0") for a, b in zip(edges, edges[1:]))
    return rest.index(b"\n") == len(rest) - 1 and hole


def verify(data):
    line, newline, _ = data.partition(b"\n")
    try:
        if not HEADER.fullmatch(line) or not newline:
            raise ValueError
        instant(HEADER.fullmatch(line)[1])
    except ValueError:
        other = re.match(rb'\{"entente":([1-9]\d*)([,}].*)', line)
        first = b'{"entente":1' + other[2] if other and other[1] != b"1" else b""
        try:  # does line 1 say that it once was format 1?
            follow(data.split(b"\n")[1] if newline else b"", 1, None, hashlib.sha256(first).digest())
        except ValueError:
            return "newer" if first else "damaged line 0"
        return "damaged line 0"
    at, seq, last, chain, held_back = len(line) + 1, 0, None, hashlib.sha256(line).digest(), False
    while at < len(data):
        end = data.find(b"\n", at)
        line = data[at:end] if end >= 0 else b""
        missing = line[:7] == bytes(7) and 0 < at % 512 <= 505
        held_back = held_back or (data[at:at + 7] == bytes(7) and 0 < at % 512 <= 505)
        try:
            last, chain = follow(HEAD + line[7:] if missing else line, seq + 1, last, chain)
        except ValueError:
            if held_back or cut_short(data[at:], at):
                return f"ok {seq}, {len(data) - at} set aside"
            return f"damaged line {seq + 1}"
        at, seq = end + 1, seq + 1
    return f"ok {seq}"


if __name__ == "__main__":
    for path in sys.argv[1:] or (name.rstrip("\n") for name in sys.stdin):
        with open(path, "rb") as file:
            print(verify(file.read()), flush=True)
