"""How long a process started for one request takes until its answer: load, then each request.

    python tests/benchmarks/bench_cold_start.py

Medians of processor seconds over fresh processes in interleaved rounds; the sample project.
"""

from __future__ import annotations

import base64
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(ROOT / "deploy" / "vercel"))

ROUNDS = 5
KEY = "a key of the benchmark"


def main() -> None:
    from bundle import bundle

    from certgen.gallery.sample import sample_project
    from certgen.project import save_project

    project = base64.b64encode(save_project(sample_project())).decode()
    requests = {
        "health": ("GET", "/healthz", {}),
        "preview": ("POST", "/api/v1/preview", {"row": 3, "width": 900}),
        "render pdf": ("POST", "/api/v1/render", {"row": 3}),
        "render png": ("POST", "/api/v1/render", {"row": 3, "output": {"format": "png"}}),
        "render jpeg": ("POST", "/api/v1/render", {"row": 3, "output": {"format": "jpeg"}}),
        "preflight": ("POST", "/api/v1/preflight", {}),
        "slice pdf": ("POST", "/api/v1/slice", {}),
        "slice png": ("POST", "/api/v1/slice", {"count": 1, "output": {"format": "png"}}),
    }
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in requests}
    with tempfile.TemporaryDirectory() as folder:
        bundle(Path(folder) / "task")
        for _ in range(ROUNDS):
            for name, (method, path, value) in requests.items():
                body = json.dumps({"project": project, **value}) if method == "POST" else ""
                times[name].append(measured(Path(folder) / "task", method, path, body))
    print(f"{'request':14}{'load':>8}{'in all':>8}   seconds")
    for name, seen in times.items():
        load, whole = (statistics.median(column) for column in zip(*seen, strict=True))
        print(f"{name:14}{load:8.2f}{whole:8.2f}")


def measured(folder: Path, method: str, path: str, body: str) -> tuple[float, float]:
    headers = {"host": "x", "content-type": "application/json", "authorization": f"Bearer {KEY}"}
    asked = {"method": method, "path": path, "headers": headers}
    asked["body"] = base64.b64encode(body.encode()).decode()
    done = subprocess.run(
        [sys.executable, "-B", str(ROOT / "tests/service/fresh_process.py"), str(folder)],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=True,
        env={"CERTGEN_HOST": "vercel", "CERTGEN_API_KEY": KEY, "PATH": os.environ["PATH"]},
    )
    answer = json.loads(done.stdout)
    if answer["status"] != 200:
        raise RuntimeError(base64.b64decode(answer["body"]).decode())
    return answer["seconds_to_load"], answer["seconds"]


if __name__ == "__main__":
    main()
