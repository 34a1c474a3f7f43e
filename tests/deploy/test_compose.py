"""The compose file's services fit together, and its proxy knows them."""

import re

from tests.deploy.processes import FOLDER, documents, in_compose, services

(TREE,) = documents("compose.yaml")


def test_the_image_is_built_from_the_dockerfile() -> None:
    folders = {(FOLDER / service["build"]).resolve() for service in services().values()}
    assert [(folder / "Dockerfile").is_file() for folder in folders] == [True]


def test_engine_and_standby_share_one_volume_and_see_each_other() -> None:
    """The one that waits has to end the other if it hangs; in a namespace of its own it would not find it."""
    owners = [service for service in services().values() if "standby" in service["command"]]
    assert len(owners) == 2
    assert {(*service["volumes"], service["pid"]) for service in owners} == {("data:/data", "host")}
    assert all("tmpfs" in service for service in services().values()), "each writes to folders of its own"


def test_the_proxy_names_the_gateways_and_asks_whether_they_are_ready() -> None:
    text = (FOLDER / "Caddyfile").read_text(encoding="utf-8")
    gateways = {process.name.split()[1] for process in in_compose() if process.command == "gateway"}
    ports = {process.variables["CLICKGAME_PORT"] for process in in_compose() if process.command == "gateway"}
    assert set(re.findall(r"([\w-]+):(\d+)", text)) == {(name, port) for name in gateways for port in ports}
    assert "health_uri /ready\n" in text
    assert set(re.findall(r"\{\$(\w+)", text)) == TREE["services"]["proxy"]["environment"].keys()


def test_only_the_proxy_is_open_to_the_world() -> None:
    services = TREE["services"]
    assert [name for name, service in services.items() if "ports" in service] == ["proxy"]
    assert TREE["networks"]["inner"] == {"internal": True}
    assert [name for name, service in services.items() if "edge" in service["networks"]] == [
        "gateway-1",
        "gateway-2",
        "proxy",
    ]


def test_gateways_believe_the_network_of_the_proxy() -> None:
    (edge,) = TREE["networks"]["edge"]["ipam"]["config"]
    believed = {service["environment"].get("FORWARDED_ALLOW_IPS") for service in services().values()}
    assert believed == {None, edge["subnet"]}


def test_every_service_is_confined_and_comes_back() -> None:
    for name, service in TREE["services"].items():
        assert service["restart"] == "unless-stopped", name
        assert service["read_only"], name
        assert service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name
        assert service["deploy"]["resources"]["limits"].keys() == {"cpus", "memory"}, name
    declared = {*TREE["volumes"]}
    used = {mount.split(":")[0] for service in TREE["services"].values() for mount in service.get("volumes", ())}
    assert {name for name in used if not name.startswith(".")} == declared


def test_redis_keeps_nothing() -> None:
    command = TREE["services"]["redis"]["command"]
    assert command[command.index("--save") + 1] == ""
    assert command[command.index("--appendonly") + 1] == "no"
