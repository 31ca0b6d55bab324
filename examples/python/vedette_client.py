"""A client of Vedette's management API (docs/api.md). It needs Python 3.9 and nothing else.

Where the dashboard is and what to show it comes from arguments, else from the environment:

    VEDETTE_URL         http://127.0.0.1:8080
    VEDETTE_TOKEN       the token, or
    VEDETTE_TOKEN_FILE  a file whose first line is the token
    VEDETTE_AUTHORITY   PEM file of the authority that signed the dashboard's certificate
"""

import json
import os
import ssl
import urllib.error
import urllib.parse
import urllib.request


class VedetteError(Exception):
    """A call that did not do what was asked. Its text is one line for people.

    `status` is the HTTP status, 0 when the dashboard could not be reached.
    """

    def __init__(self, status, why):
        super().__init__(why)
        self.status = status


class Vedette:
    """Calls methods of the management service by their names."""

    def __init__(self, url=None, token=None, authority=None, timeout_s=30):
        self.url = (url or os.environ.get("VEDETTE_URL") or "http://127.0.0.1:8080").rstrip("/")
        self._token = token or _token_of_environment()
        authority = authority or os.environ.get("VEDETTE_AUTHORITY")
        self._tls = ssl.create_default_context(cafile=authority) if self.url.startswith("https") else None
        self._timeout_s = timeout_s

    def get(self, method, **fields):
        """Calls a method that changes nothing: get("ListDevices", states=["away"], pageSize=20)."""
        query = urllib.parse.urlencode(
            {name: _in_address(value) for name, value in fields.items() if value is not None}, doseq=True
        )
        return self._send("GET", method + ("?" + query if query else ""), None)

    def post(self, method, **fields):
        """Calls a method that changes something: post("StartRollout", reference="student:3")."""
        return self._send("POST", method, json.dumps(fields).encode())

    def items(self, method, key, **fields):
        """The items of a list, one after another, from all its pages. `key` is where an answer has them."""
        token = ""
        while True:
            page = self.get(method, pageSize=100, pageToken=token, **fields)
            yield from page[key]
            token = page["nextPageToken"]
            if not token:
                return

    def _send(self, verb, path, body):
        request = urllib.request.Request(f"{self.url}/api/v1/{path}", data=body, method=verb)
        if self._token:
            request.add_header("Authorization", "Bearer " + self._token)
        if body is not None:
            request.add_header("Content-Type", "application/json")
            request.add_header("X-Vedette", "python")
        try:
            with urllib.request.urlopen(request, timeout=self._timeout_s, context=self._tls) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as refused:
            raise VedetteError(refused.code, _why(refused)) from None
        except (OSError, ValueError) as lost:  # URLError is an OSError
            raise VedetteError(0, f"the dashboard at {self.url} did not answer: {getattr(lost, 'reason', lost)}") from None


def _token_of_environment():
    token = os.environ.get("VEDETTE_TOKEN")
    file = os.environ.get("VEDETTE_TOKEN_FILE")
    if token or not file:
        return token
    with open(file, encoding="utf-8") as lines:
        return lines.readline().strip()


def _in_address(value):
    return str(value).lower() if isinstance(value, bool) else value


def _why(refused):
    try:
        return json.load(refused)["error"]
    except (ValueError, KeyError, TypeError):
        return f"the dashboard answered {refused.code}"


def version_name(version):
    """"student:7"; "none" where there is no version."""
    return f"{version['name']}:{version['number']}" if version else "none"
