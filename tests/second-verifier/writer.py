"""Writes a record with every key at hand, so that it can be changed anywhere and signed again (specification §3).

Hooks see every entry before it is signed (`before`) and after (`after`), every list of leaves (`arrange`) and every
note (`note`), so that one change leaves all the rest consistent.
"""
import base64
import ctypes
import random

import canonical
import merkle
import note as notes
import sodium
from canonical import to_base64url as b64
from sodium import Q


class SigningKey:
    def __init__(self, seed: bytes):
        public, self.secret = ctypes.create_string_buffer(32), ctypes.create_string_buffer(64)
        sodium._lib.crypto_sign_ed25519_seed_keypair(public, self.secret, seed)
        self.public = public.raw

    def sign(self, message: bytes) -> bytes:
        out = ctypes.create_string_buffer(64)
        sodium._lib.crypto_sign_ed25519_detached(out, None, message, ctypes.c_ulonglong(len(message)), self.secret)
        return out.raw


class Hooks:
    """What a test may change; everything stays as it is unless overridden."""

    def before(self, kind: str, value: dict, number: int) -> dict | None:
        return value

    def authors(self, kind: str, authors: list, number: int) -> list:
        return authors

    def after(self, kind: str, value: dict, number: int) -> dict:
        return value

    def arrange(self, items: list) -> list:
        return items

    def note(self, lines: list, number: int) -> list:
        return lines

    def text(self, text: str, number: int) -> str:
        return text

    def finish(self, data: bytes) -> bytes:
        return data

    def package(self, package: dict, i: int) -> dict:
        return package

    def sums(self, sums: list) -> list:
        return sums


class Writer:
    def __init__(self, hooks=None, seed="seed", n=3, t=2, witnesses=1, kind="assembly"):
        self.hooks = hooks or Hooks()
        self.random = random.Random(seed)
        self.n, self.t, self.kind = n, t, kind
        self.items: list = []
        self.numbers: dict[str, int] = {}
        key = lambda: SigningKey(self.random.randbytes(32))  # noqa: E731
        self.entries_key, self.log_key, self.receipts_key = key(), key(), key()
        self.sign_keys, self.cosign_keys = [key() for _ in range(n)], [key() for _ in range(n)]
        self.witness_keys = [key() for _ in range(witnesses)]
        self.origin = "changpiao.example/record"
        self.rounds = 0
        self.previous_result: str | None = None
        self.time = 1800000000

    # --- entries

    def scalar(self) -> int:
        return self.random.randrange(1, Q)

    def number(self, kind: str) -> int:
        self.numbers[kind] = self.numbers.get(kind, 0) + 1
        return self.numbers[kind]

    def made(self, kind: str, value: dict, authors=()) -> dict:
        """The finished entry; authors are 0 for the server, i for a scrutineer."""
        number = self.number(kind)
        value = self.hooks.before(kind, {**value, "type": kind}, number)
        if authors:
            message, signatures = canonical.encode(value), []
            for author in self.hooks.authors(kind, list(authors), number):
                key = self.entries_key if author == 0 else self.sign_keys[author - 1]
                name = "server" if author == 0 else f"scrutineer-{author}"
                signatures.append({"author": name, "signature": b64(key.sign(message))})
            value = {**value, "signatures": signatures}
        return self.hooks.after(kind, value, number)

    def put(self, kind: str, value: dict, authors=()) -> dict:
        entry = self.made(kind, value, authors)
        self.items.append(entry)
        return entry

    def checkpoint(self, cosigned=False) -> None:
        self.items.append(("checkpoint", cosigned))

    def everybody(self) -> list[int]:
        return list(range(self.n + 1))

    # --- the file

    def record(self) -> bytes:
        if not (isinstance(self.items[-1], tuple) and self.items[-1][0] == "checkpoint"):
            self.checkpoint(cosigned=True)
        tree, out = merkle.Tree(), []
        places: dict[int, int] = {}
        for item in self.hooks.arrange(list(self.items)):
            if isinstance(item, bytes):
                line = item
            elif isinstance(item, tuple) and item[0] == "checkpoint":
                out.append(canonical.encode({"note": self._note(tree, item[1]), "type": "checkpoint"}))
                continue
            else:
                if isinstance(item, tuple):
                    _, i, statement, result = item
                    size = places.get(id(result), tree.size - 1) + 1
                    value = {**statement, "size": size, "root": b64(tree.root(size))}
                    item = self.made("attestation", value, [i])
                line = canonical.encode(item)
                places[id(item)] = tree.size
            tree.append(merkle.leaf_hash(line))
            out.append(line)
        return self.hooks.finish(b"".join(line + b"\n" for line in out))

    def _note(self, tree: merkle.Tree, cosigned: bool) -> str:
        number = self.number("checkpoint")
        root = tree.root(tree.size)
        text = self.hooks.text(f"{self.origin}\n{tree.size}\n{base64_of(root)}\n", number)
        lines = [(self.origin, notes.log_key_id(self.origin, self.log_key.public), self.log_key.sign(text.encode()))]
        if cosigned:
            names = [f"{self.origin}/scrutineer-{i}" for i in range(1, self.n + 1)]
            names += [f"witness.example/{i}" for i in range(1, len(self.witness_keys) + 1)]
            for name, key in zip(names, self.cosign_keys + self.witness_keys, strict=True):
                lines.append((name, notes.cosigner_key_id(name, key.public), self.cosign(key, text)))
        lines = self.hooks.note(lines, number)
        return text + "\n" + "".join(f"— {name} {base64_of(i + s)}\n" for name, i, s in lines)

    def cosign(self, key: SigningKey, text: str) -> bytes:
        self.time += 1
        return self.time.to_bytes(8, "big") + key.sign(f"cosignature/v1\ntime {self.time}\n{text}".encode())


def base64_of(data: bytes) -> str:
    return base64.b64encode(data).decode()
