"""What `deploy/` says, taken at its word: the commands are run, the names looked up."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
import urllib.request
from collections import defaultdict
from contextlib import contextmanager
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.version import Version
from streamlit import config

from service.configuration import Configuration
from service.http.operations import OPERATIONS
from service.settings import SETTINGS
from tests.hosting.cell import cell
from tests.serving import ROOT, clean_environment, free_port, wait_for

DEPLOY = ROOT / "deploy"
PORT = "8501"
OURS = {setting.name for setting in SETTINGS.values()}
# Names that others define: the interpreter's, the hosts', and those of S3 clients.
THEIRS = {
    *("PATH", "HOME", "PORT", "PROCFILE", "PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED"),
    *("AWS_ENDPOINT_URL", "AWS_DEFAULT_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"),
}
OPEN = {operation.path for operation in OPERATIONS if operation.open}


def instructions():
    """The steps of the Dockerfile: instruction and arguments."""
    text = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    joined = re.sub(r"\\\n\s*", " ", "\n".join(lines))
    return [tuple(line.split(None, 1)) for line in joined.splitlines() if line.strip()]


def of(name):
    return [rest for kind, rest in instructions() if kind == name]


def environment_of_image():
    return dict(part.split("=", 1) for rest in of("ENV") for part in shlex.split(rest))


def is_known(name):
    if name.startswith("STREAMLIT_"):
        return name in {option.env_var for option in config._config_options_template.values()}
    return name in OURS | THEIRS


def pins(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    return dict(line.split("==") for line in lines if "==" in line)


# ---- Dockerfile ----


def test_the_image_is_small_and_has_no_powers():
    bases = [rest.split()[0] for rest in of("FROM")]
    assert len(set(bases)) == 1
    assert re.fullmatch(r"python:3\.\d+-slim-\w+", bases[0])
    order = [kind for kind, _ in instructions()]
    assert order.index("USER") < order.index("CMD")
    user, _, group = of("USER")[0].partition(":")
    assert int(user) > 0
    assert int(group) > 0
    assert "ADD" not in order
    # Nothing after USER changes the image, so nothing of it belongs to that user.
    assert not {"RUN", "COPY"} & set(order[order.index("USER") :])
    assert "chown" not in " ".join(of("COPY"))


def test_what_is_copied_is_there_and_nothing_else_is_sent():
    ignored = (DEPLOY / "Dockerfile.dockerignore").read_text(encoding="utf-8").split("\n")
    kept = {line[1:] for line in ignored if line.startswith("!")}
    assert "*" in ignored
    for rest in of("COPY"):
        if rest.startswith("--from"):
            continue
        *sources, _ = rest.split()
        for source in sources:
            assert (ROOT / source).exists()
            assert source in kept or any(one.startswith(f"{source}/") for one in kept), source
    assert not any("secrets" in one for one in kept)


def test_the_image_says_nothing_that_is_not_understood():
    environment = environment_of_image()
    assert [name for name in environment if not is_known(name)] == []
    assert not any(word in " ".join(environment) for word in ("PASSWORD", "KEY", "SECRET"))
    assert of("EXPOSE") == [environment["STREAMLIT_SERVER_PORT"]] == [PORT]
    assert environment["CERTGEN_STORE"] in of("VOLUME")


@pytest.fixture(scope="module")
def image(tmp_path_factory):
    """The folder /app of the image, made as the Dockerfile says."""
    folder = tmp_path_factory.mktemp("image")
    for rest in of("COPY"):
        *sources, target = rest.split()
        if rest.startswith("--from") or not target.startswith("/app"):
            continue
        for source in sources:
            place = folder / target.removeprefix("/app").strip("/")
            if (ROOT / source).is_dir():
                kept = shutil.ignore_patterns("__pycache__", "secrets.toml")
                shutil.copytree(ROOT / source, place, ignore=kept)
            else:
                shutil.copyfile(ROOT / source, place / source)
    subprocess.run([sys.executable, "-m", "compileall", "-q", str(folder)], check=True)
    return folder


def test_the_image_starts_read_only_and_is_healthy(image, tmp_path):
    """Its command and its health check, with its environment, in a cell."""
    strict = cell(tmp_path)
    port = str(free_port())
    environment = clean_environment(
        **{
            **environment_of_image(),
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "HOME": str(strict.temp),
            "TMPDIR": str(strict.temp),
            "STREAMLIT_SERVER_PORT": port,
            "CERTGEN_STORE": str(strict.temp / "data"),
            "CERTGEN_PASSWORD": "three words here",
            "CERTGEN_HOST": "docker",
        }
    )
    log = tmp_path / "log.txt"
    (command,) = (json.loads(rest) for rest in of("CMD") if "streamlit" in rest)
    with started([*strict.prefix, *command], image, environment, log, port):
        (check,) = of("HEALTHCHECK")
        words = json.loads(check[check.index("[") :])
        subprocess.run([sys.executable, *words[1:]], env=environment, check=True, timeout=60)
        assert readiness(port) == "ready"
    assert "Traceback" not in log.read_text()


@contextmanager
def started(command, cwd, environment, log, port):
    """A command that serves until it is left."""
    with log.open("ab") as out:
        process = subprocess.Popen(
            command, cwd=cwd, env=environment, stdout=out, stderr=subprocess.STDOUT
        )
    try:
        wait_for(f"http://127.0.0.1:{port}/healthz", process, log)
        yield
    finally:
        process.terminate()
        process.wait(30)


def readiness(port):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=60) as answer:
        return json.load(answer)["status"]


# ---- Compose ----


@pytest.fixture(scope="module")
def compose():
    return yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))


def test_the_services_of_compose_fit_together(compose):
    services = compose["services"]
    designer = services["designer"]
    context = DEPLOY / designer["build"]["context"]
    assert (context / designer["build"]["dockerfile"]).resolve() == DEPLOY / "Dockerfile"
    assert designer["read_only"] is True
    assert designer["cap_drop"] == ["ALL"]
    assert designer["ports"][0].endswith(f":{PORT}:{PORT}")
    for service in services.values():
        assert set(service.get("depends_on", {})) <= set(services)
        assert [
            n for n in service.get("volumes", []) if n.split(":")[0] not in compose["volumes"]
        ] == []
        image = service["image"]
        assert image == "certgen" or re.fullmatch(r"[\w/.-]+:v?\d[\w.-]*", image), image
    environment = designer["environment"]
    assert [name for name in environment if not is_known(name)] == []
    port = services["s3"]["environment"]["VGW_PORT"]
    assert environment["AWS_ENDPOINT_URL"] == f"http://s3{port}"
    assert environment["CERTGEN_SESSIONS"].startswith("redis://redis:")


def test_no_secret_of_compose_has_a_default(compose):
    text = (DEPLOY / "compose.yaml").read_text(encoding="utf-8")
    example = (DEPLOY / "compose.env.example").read_text(encoding="utf-8")
    given = dict(line.split("=", 1) for line in example.splitlines() if re.match(r"\w+=", line))
    asked = defaultdict(set)
    for name, default in re.findall(r"\$\{(\w+)([^}]*)\}", text):
        asked[name].add(default)
    assert set(asked) == set(given)
    for name, defaults in asked.items():
        if any(word in name for word in ("PASSWORD", "SECRET", "S3_")):
            assert given[name] == ""
            assert any(default.startswith(":?") for default in defaults), name


def test_the_bucket_is_made_by_its_command(compose, tmp_path):
    command = compose["services"]["bucket"]["command"]
    port = free_port()
    server = [sys.executable, "-c", "import sys; from moto.server import main; main(sys.argv[1:])"]
    environment = clean_environment(
        AWS_ENDPOINT_URL=f"http://127.0.0.1:{port}",
        AWS_ACCESS_KEY_ID="test",
        AWS_SECRET_ACCESS_KEY="test",
        AWS_DEFAULT_REGION="us-east-1",
    )
    look = "import s3fs; print(s3fs.S3FileSystem().ls(''))"
    log = tmp_path / "log.txt"
    with log.open("wb") as out:
        moto = subprocess.Popen([*server, "-p", str(port)], stdout=out, stderr=out)
    try:
        wait_for(f"http://127.0.0.1:{port}/", moto, log)
        for _ in range(2):  # it is run at every start
            subprocess.run([sys.executable, *command[1:]], env=environment, check=True, timeout=120)
        done = subprocess.run(
            [sys.executable, "-c", look], env=environment, capture_output=True, text=True
        )
    finally:
        moto.terminate()
        moto.wait(30)
    assert done.stdout.strip() == "['certgen']"


# ---- Render, Heroku, Hugging Face ----


def test_the_blueprint_for_render():
    (service,) = yaml.safe_load((DEPLOY / "render/render.yaml").read_text())["services"]
    assert (ROOT / service["dockerfilePath"]).resolve() == DEPLOY / "Dockerfile"
    assert service["healthCheckPath"] in OPEN
    variables = {one["key"]: one for one in service["envVars"]}
    assert [name for name in variables if not is_known(name)] == []
    assert variables["PORT"]["value"] == PORT
    assert variables["CERTGEN_STORE"]["value"].startswith(service["disk"]["mountPath"])
    for name in ("CERTGEN_PASSWORD", "CERTGEN_API_KEY", "STREAMLIT_SERVER_COOKIE_SECRET"):
        assert "value" not in variables[name]


def test_the_application_for_heroku():
    app = json.loads((DEPLOY / "heroku/app.json").read_text())
    assert [name for name in app["env"] if not is_known(name)] == []
    assert (ROOT / app["env"]["PROCFILE"]["value"]).is_file()
    assert [n for n, one in app["env"].items() if "value" in one] == ["PROCFILE"]


def test_the_procfile_starts_a_server_at_the_port_it_is_given(tmp_path):
    kind, _, command = (DEPLOY / "heroku/Procfile").read_text().strip().partition(": ")
    assert kind == "web"
    port = str(free_port())
    environment = clean_environment(
        PATH=f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        PORT=port,
        DYNO="web.1",
        CERTGEN_HOST="heroku",
        CERTGEN_PASSWORD="three words here",
        CERTGEN_STORE=str(tmp_path / "store"),
    )
    log = tmp_path / "log.txt"
    with started(["sh", "-c", f"exec {command}"], ROOT, environment, log, port):
        assert readiness(port) == "ready"
    assert "Traceback" not in log.read_text()


def test_the_space_at_hugging_face():
    _, head, _ = (DEPLOY / "hugging-face/README.md").read_text(encoding="utf-8").split("---\n")
    space = yaml.safe_load(head)
    assert space["sdk"] == "docker"
    assert str(space["app_port"]) == PORT


# ---- All together ----


def test_the_pins_are_those_that_are_tested_and_that_the_extras_allow():
    hosted = pins(DEPLOY / "requirements.txt")
    tested = pins(ROOT / "tests/requirements.txt")
    assert {name: tested.get(name) for name in hosted} == hosted
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"][
        "optional-dependencies"
    ]
    for name in ("login", "sessions", "store"):
        for text in extras[name]:
            wish = Requirement(text)
            assert Version(hosted[wish.name]) in wish.specifier


def test_every_link_of_the_notes_leads_somewhere():
    for note in DEPLOY.rglob("*.md"):
        text = note.read_text(encoding="utf-8")
        for target in re.findall(r"\]\(([^)#]+)\)", text):
            assert "://" in target or (note.parent / target).exists(), target
        for name in re.findall(r"\bCERTGEN_[A-Z_]+", text):
            assert name in OURS, name


def test_the_settings_have_every_default_in_one_place():
    assert Configuration().password.value == ""
    assert Configuration().api_key.value == ""
