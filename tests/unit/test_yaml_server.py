"""The schemas in a real editor's server: our files are right in it, slips told, fields offered and explained."""

import json
import subprocess
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

PROJECT = Path(__file__).parents[2]
SERVER = PROJECT / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
PLACES = {
    "centre": "content/centres/*.yaml",
    "notice": "content/notices/*.yaml",
    "holidays": "content/holidays/*.yaml",
    "site_config": "site_config.yaml",
    **{name: f"content/{name}.yaml" for name in ("services", "partners", "programmes", "facilities")},
}
SLIP = """\
name: Pusat Contoh
location:
  region_code: "35.01"
status: buka
warna: biru
contacts:
  - email: bukan surel
"""


class Server:
    """A language server of its own process, asked as an editor asks it."""

    def __init__(self) -> None:
        assert SERVER.is_file(), "run: python3 build.py test --version"
        command = ["node", str(SERVER), "--stdio"]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._count = 0
        self.ask("initialize", {"processId": None, "rootUri": PROJECT.as_uri(), "capabilities": {}})
        self.tell("initialized", {})
        schemas = {
            (PROJECT / f"schemas/{name}.schema.json").as_uri(): [f"/*/{where}", f"/{where}"]
            for name, where in PLACES.items()
        }
        self._settings = {"yaml": {"schemas": schemas, "schemaStore": {"enable": False}, "validate": True}}
        self.tell("workspace/didChangeConfiguration", {"settings": self._settings})

    def close(self) -> None:
        self._process.kill()
        self._process.communicate()

    def tell(self, method: str, params: object) -> None:
        self._send({"method": method, "params": params})

    def ask(self, method: str, params: object) -> Any:
        self._count += 1
        self._send({"id": self._count, "method": method, "params": params})
        while True:
            answer = self._receive()
            if answer.get("id") == self._count and "method" not in answer:
                return answer["result"]

    def open(self, uri: str, text: str) -> list[dict[str, Any]]:
        """Open a file, and hear what is wrong with it."""
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})
        while True:
            answer = self._receive()
            if answer.get("method") == "textDocument/publishDiagnostics" and answer["params"]["uri"] == uri:
                found: list[dict[str, Any]] = answer["params"]["diagnostics"]
                return found

    def _send(self, message: dict[str, object]) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(data), data))
        self._process.stdin.flush()

    def _receive(self) -> dict[str, Any]:
        """The next message; what the server asks of us on its way is answered."""
        output = self._process.stdout
        assert output is not None
        size = 0
        while line := output.readline().strip():
            if line.lower().startswith(b"content-length:"):
                size = int(line.split(b":")[1])
        assert size, "the server has stopped"
        message: dict[str, Any] = json.loads(output.read(size))
        if "id" in message and "method" in message:
            asked = message.get("params", {}).get("items", [])
            answer = [self._settings.get(item.get("section", "")) for item in asked] or None
            self._send({"id": message["id"], "result": answer})
        return message


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    server = Server()
    yield server
    server.close()


@pytest.mark.parametrize("root", [PROJECT, PROJECT / "examples/libraries"], ids=lambda root: root.name)
@pytest.mark.parametrize("name", PLACES)
def test_our_files_are_right(server: Server, root: Path, name: str) -> None:
    paths = sorted(root.glob(PLACES[name]))
    for path in paths:
        schema = (PROJECT / f"schemas/{name}.schema.json").as_uri()
        text = f"# yaml-language-server: $schema={schema}\n{path.read_text(encoding='utf-8')}"
        assert [fault["message"] for fault in server.open(path.as_uri(), text)] == [], path


def opened(server: Server, text: str) -> tuple[str, list[dict[str, Any]]]:
    schema = (PROJECT / "schemas/centre.schema.json").as_uri()
    uri = (
        PROJECT / f"content/centres/contoh-{sha256(text.encode()).hexdigest()[:8]}.yaml"
    ).as_uri()  # one for each text
    return uri, server.open(uri, f"# yaml-language-server: $schema={schema}\n{text}")


def test_slips_are_told_at_their_line(server: Server) -> None:
    _, faults = opened(server, SLIP)
    assert sorted(fault["range"]["start"]["line"] for fault in faults) == [4, 5, 7]


@pytest.mark.parametrize(
    "line",
    ["services: [Pembiayaan Usaha]", "legal_status: UPTD", "established: tahun lalu", "awards: [{name: A, rank: I}]"],
)
def test_what_a_text_has_to_be_is_told_in_words(server: Server, line: str) -> None:
    """Not as a pattern."""
    _, faults = opened(server, f'name: Pusat Contoh\nlocation: {{region_code: "35.01"}}\n{line}\n')
    assert [fault["message"].split()[0] for fault in faults] == ["Tulis"]


def test_fields_are_offered_and_explained(server: Server) -> None:
    uri, _ = opened(server, "name: Pusat Contoh\nsta\n")
    at = {"textDocument": {"uri": uri}, "position": {"line": 2, "character": 3}}
    offered = server.ask("textDocument/completion", at)["items"]
    assert "status" in {item["label"] for item in offered}
    at["position"] = {"line": 1, "character": 1}
    told = json.dumps(server.ask("textDocument/hover", at), ensure_ascii=False)
    assert "Nama pusat seperti di papan namanya" in told


def test_choices_are_offered(server: Server) -> None:
    uri, _ = opened(server, "name: Pusat Contoh\nstatus: \n")
    at = {"textDocument": {"uri": uri}, "position": {"line": 2, "character": 8}}
    offered = {item["label"] for item in server.ask("textDocument/completion", at)["items"]}
    assert {"active", "temporarily_closed"} <= offered
