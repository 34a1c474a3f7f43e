"""The manifests fit together: labels, ports, names, and what the pods may do."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from clickgame.launch.page import ROOT
from tests.deploy.processes import FOLDER, documents, manifests, pods

(WHOLE,) = documents("kubernetes/kustomization.yaml")
PODS = pods()
CONTAINERS = {(kind, each["name"]): each for kind, pod in PODS.items() for each in pod["containers"]}


def of_kind(kind: str) -> list[Mapping[str, Any]]:
    """Give the manifests of a *kind*."""
    return [manifest for manifest in manifests() if manifest["kind"] == kind]


def ports_of(kind: str) -> dict[str | int, int]:
    """Give the ports of the pods of a *kind*, by name and by number."""
    ports = [port for pod, container in CONTAINERS.items() if pod[0] == kind for port in CONTAINERS[pod]["ports"]]
    return {key: port["containerPort"] for port in ports for key in (port["name"], port["containerPort"])}


def chosen(selector: Mapping[str, Any]) -> list[str]:
    """Give the kinds of pods that a *selector* of labels is for."""
    if not selector:
        return list(PODS)
    (expression,) = selector.get("matchExpressions") or [
        {"key": key, "operator": "In", "values": [value]} for key, value in selector["matchLabels"].items()
    ]
    assert (expression["key"], expression["operator"]) == ("app", "In")
    return expression["values"]


def test_every_file_is_applied() -> None:
    there = {path.name for path in (FOLDER / "kubernetes").iterdir()}
    (generator,) = WHOLE["configMapGenerator"]
    assert {*WHOLE["resources"], *generator["envs"], "kustomization.yaml"} == there


def test_the_image_is_named_once() -> None:
    (image,) = WHOLE["images"]
    assert {container["image"] for container in CONTAINERS.values()} == {image["name"], "valkey/valkey:8-alpine"}


def test_labels_are_those_of_the_pods() -> None:
    for manifest in [*of_kind("Deployment"), *of_kind("StatefulSet")]:
        spec = manifest["spec"]
        assert spec["selector"]["matchLabels"] == spec["template"]["metadata"]["labels"]
        assert spec["template"]["metadata"]["labels"] == {"app": manifest["metadata"]["name"]}
    (budget,) = of_kind("PodDisruptionBudget")
    assert chosen(budget["spec"]["selector"]) == ["gateway"]


def test_services_lead_to_ports_that_there_are() -> None:
    for service in of_kind("Service"):
        known = ports_of(service["spec"]["selector"]["app"])
        assert {port["targetPort"] for port in service["spec"]["ports"]} <= known.keys()
    (ingress,) = of_kind("Ingress")
    (rule,) = ingress["spec"]["rules"]
    (path,) = rule["http"]["paths"]
    behind = path["backend"]["service"]
    (service,) = [service for service in of_kind("Service") if service["metadata"]["name"] == behind["name"]]
    assert behind["port"]["name"] in {port["name"] for port in service["spec"]["ports"]}
    assert [rule["host"]] == ingress["spec"]["tls"][0]["hosts"]


def doors() -> Iterator[tuple[str, str, str | int]]:
    """List who may come to whom at which port: "" is anybody from another namespace."""
    for policy in of_kind("NetworkPolicy"):
        for rule in policy["spec"].get("ingress", ()):
            for end in rule["from"]:
                for source in chosen(end["podSelector"]) if "podSelector" in end else ("",):
                    for kind in chosen(policy["spec"]["podSelector"]):
                        yield from ((source, kind, port["port"]) for port in rule["ports"])


def test_nobody_gets_through_but_where_a_policy_says_so() -> None:
    assert {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]} in [
        policy["spec"] for policy in of_kind("NetworkPolicy")
    ]
    assert set(doors()) == {
        ("", "gateway", "http"),
        *(("", kind, port) for kind in ("engine", "gateway") for port in (9100, 9101)),
        *((kind, "redis", "redis") for kind in ("engine", "gateway")),
    }
    assert {"http"} <= ports_of("gateway").keys()
    assert {"redis"} <= ports_of("redis").keys()
    assert {9100, 9101} <= ports_of("engine").keys()


@pytest.mark.parametrize("kind", PODS)
def test_a_pod_has_no_rights_and_none_of_the_variables_of_services(kind: str) -> None:
    """A service's name becomes variables of every pod, and one that the game does not know stops its start."""
    pod = PODS[kind]
    assert not pod["enableServiceLinks"]
    assert not pod["automountServiceAccountToken"]
    assert pod["securityContext"]["runAsNonRoot"]
    assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    for container in pod["containers"]:
        assert container["securityContext"] == {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "capabilities": {"drop": ["ALL"]},
        }
        assert "memory" in container["resources"]["limits"]
        assert {mount["name"] for mount in container["volumeMounts"]} <= {
            "data",
            *(volume["name"] for volume in pod["volumes"]),
        }


def test_the_game_runs_as_the_user_of_its_image() -> None:
    (user,) = re.findall(r"useradd .*--uid (\d+)", (ROOT / "Dockerfile").read_text(encoding="utf-8"))
    for kind in ("engine", "gateway"):
        assert PODS[kind]["securityContext"]["runAsUser"] == int(user)
    assert PODS["engine"]["securityContext"]["fsGroup"] == int(user)


def test_engine_and_standby_are_one_pod_with_one_volume() -> None:
    """Where one lock is, and where one can end the other."""
    (engine,) = of_kind("StatefulSet")
    assert engine["spec"]["replicas"] == 1
    assert engine["spec"]["template"]["spec"]["shareProcessNamespace"]
    assert len(engine["spec"]["template"]["spec"]["containers"]) == 2
    (claim,) = engine["spec"]["volumeClaimTemplates"]
    assert claim["spec"]["accessModes"] == ["ReadWriteOncePod"]


def test_containers_of_a_pod_listen_on_ports_of_their_own() -> None:
    for kind in PODS:
        ports = [port["containerPort"] for pod, each in CONTAINERS.items() if pod[0] == kind for port in each["ports"]]
        assert len(set(ports)) == len(ports)


def test_secrets_are_references_to_one_that_the_files_do_not_have() -> None:
    references = [
        variable["valueFrom"]["secretKeyRef"]["name"]
        for container in CONTAINERS.values()
        for variable in container["env"]
        if "valueFrom" in variable
    ]
    assert set(references) == {"clickgame"}
    assert of_kind("Secret") == []
    for container in CONTAINERS.values():
        values = " ".join([*container.get("args", ()), *(each.get("value", "") for each in container["env"])])
        assert set(re.findall(r"\$\((\w+)\)", values)) <= {variable["name"] for variable in container["env"]}
