"""Every process of the game that the files in docs/deploy start, however they write it down."""

import configparser
import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from clickgame.launch.page import ROOT
from clickgame.settings import ENGINE, STANDBY

FOLDER = ROOT / "docs" / "deploy"
OWNERS = {"run", "engine", "standby"}
"""The commands that have the data."""

Tree = Mapping[str, Any]
"""A file of settings as it is parsed."""


@dataclass(frozen=True, slots=True)
class Process:
    """One process: its command, its environment, who asks it how it is, and the folders that it may write to.

    *stop_s* is how long it has from the signal on until it is killed."""

    name: str
    argv: tuple[str, ...]
    variables: Mapping[str, str]
    probes: tuple[tuple[str, int], ...]
    writes: tuple[str, ...]
    stop_s: float

    @property
    def command(self) -> str:
        """The command of `python -m clickgame`; `run` if none is said."""
        return next(iter(self.argv[self.argv.index("clickgame") + 1 :]), "run")


def documents(name: str) -> list[Any]:
    """Parse the YAML file *name*."""
    return list(yaml.safe_load_all((FOLDER / name).read_text(encoding="utf-8")))


def image() -> Process:
    """Give the process that the Dockerfile starts, which has no probe but its own."""
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    said = dict(re.findall(r"^(ENV|CMD|VOLUME) (.*)$", text, flags=re.MULTILINE))
    variables = dict(pair.split("=") for pair in said["ENV"].split())
    return Process("image", tuple(json.loads(said["CMD"])), variables, (), (said["VOLUME"],), 10)


def services() -> dict[str, Any]:
    """Give the services of the compose file that run the game's image, by name."""
    (tree,) = documents("compose.yaml")
    return {name: service for name, service in tree["services"].items() if service["image"] == "clickgame"}


def in_compose() -> Iterator[Process]:
    """List the processes of the compose file."""
    built = image()
    for name, service in services().items():
        variables = {**built.variables, **{key: _default(value) for key, value in service["environment"].items()}}
        role: str = service["healthcheck"]["test"][-1]
        asked = variables["CLICKGAME_METRICS_PORT" if role in (ENGINE, STANDBY) else "CLICKGAME_PORT"]
        yield Process(
            f"compose {name}",
            tuple(service.get("command", built.argv)),
            variables,
            (("/health", int(asked)),),
            tuple(mount.split(":")[1] for mount in service.get("volumes", ())),
            float(service["stop_grace_period"].removesuffix("s")),
        )


def manifests() -> list[Tree]:
    """Give all manifests that are applied together."""
    (whole,) = documents("kubernetes/kustomization.yaml")
    return [manifest for name in whole["resources"] for manifest in documents(f"kubernetes/{name}")]


def pods() -> dict[str, Tree]:
    """Give what each kind of pod is specified as, by name."""
    return {
        manifest["metadata"]["name"]: manifest["spec"]["template"]["spec"]
        for manifest in manifests()
        if manifest["kind"] in ("Deployment", "StatefulSet")
    }


def shared_settings() -> dict[str, str]:
    """Give what all pods of the game get from the one file of settings."""
    lines = (FOLDER / "kubernetes" / "settings.env").read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def in_kubernetes() -> Iterator[Process]:
    """List the processes of all pods."""
    built = image()
    for kind, pod in pods().items():
        for container in pod["containers"]:
            if container["image"] != "clickgame":
                continue
            own = {each["name"]: each["value"] for each in container["env"] if "value" in each}
            ports = {each["name"]: each["containerPort"] for each in container["ports"]}
            asked = [probe["httpGet"] for key, probe in container.items() if key.endswith("Probe")]
            pause = container.get("lifecycle", {}).get("preStop", {}).get("exec", {}).get("command", ["sleep", "0"])
            yield Process(
                f"kubernetes {kind} {container['name']}",
                tuple(container["command"]),
                {**built.variables, **shared_settings(), **own},
                tuple((get["path"], ports[get["port"]]) for get in asked),
                tuple(mount["mountPath"] for mount in container["volumeMounts"]),
                pod["terminationGracePeriodSeconds"] - float(pause[1]),
            )


def on_fly() -> Process:
    """Give the one process of fly.toml."""
    built = image()
    tree = tomllib.loads((FOLDER / "fly.toml").read_text(encoding="utf-8"))
    service = tree["http_service"]
    return Process(
        "fly",
        built.argv,
        {**built.variables, **tree["env"]},
        tuple((check["path"], service["internal_port"]) for check in service["checks"]),
        (tree["mounts"]["destination"],),
        tree["kill_timeout"],
    )


def unit() -> configparser.ConfigParser:
    """Parse the systemd unit."""
    parsed = configparser.ConfigParser(interpolation=None)
    parsed.optionxform = str  # pyright: ignore[reportAttributeAccessIssue]  # as its documentation has it
    parsed.read(FOLDER / "clickgame.service", encoding="utf-8")
    return parsed


def on_systemd() -> Process:
    """Give the one process of the systemd unit."""
    service = unit()["Service"]
    return Process(
        "systemd",
        tuple(service["ExecStart"].split()),
        dict(pair.split("=") for pair in service["Environment"].split()),
        (),
        (f"/var/lib/{service['StateDirectory']}",),
        float(service["TimeoutStopSec"]),
    )


def everyone() -> Sequence[Process]:
    """List all of them."""
    return (image(), *in_compose(), *in_kubernetes(), on_fly(), on_systemd())


def _default(value: str) -> str:
    """Give what compose puts in place of `${NAME:-default}` where NAME is not set."""
    return re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", value)
