"""What the guard refuses: addresses in every spelling, names that resolve to them, and names that change their mind."""

import asyncio
import ipaddress
import socket

import pytest
from aiohttp.abc import AbstractResolver, ResolveResult
from hypothesis import given
from hypothesis import strategies as st

from crawlers.guard import Blocked, GuardedResolver, check_address, check_url, literal_address

PRIVATE = [
    "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.2.0/24",
    "192.168.0.0/16", "198.18.0.0/15", "224.0.0.0/4", "240.0.0.0/4", "::1/128", "fc00::/7", "fe80::/10", "ff00::/8",
]  # fmt: skip
ODD = [
    "http://127.1/", "http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/", "http://0x7f.0.0.1/",
    "http://127.0.0.1./", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://[::]/",
    "http://[2002:7f00:1::]/", "http://[64:ff9b::7f00:1]/", "http://[::7f00:1]/", "http://[fe80::1%25eth0]/",
    "http://１２７.０.０.１/", "http://①②⑦.0.0.1/", "http://0/", "http://169.254.169.254/latest/meta-data/",
    "http://[fd00:ec2::254]/", "http://100.100.100.200/", "http://metadata.0xa9fea9fe/",
]  # fmt: skip
NOT_FETCHED = [
    "ftp://example.com/", "file:///etc/passwd", "data:text/plain,x", "javascript:alert(1)", "//example.com/x", "https://",
    "https://user@example.com/", "https://a:b@example.com/", "https://example.com:22/", "https://example.com:99999/",
    "http://[not-an-address/", "gopher://example.com/",
]  # fmt: skip
addresses = st.sampled_from(PRIVATE).flatmap(
    lambda net: st.ip_addresses(network=net)  # type: ignore[arg-type]
)


@pytest.mark.parametrize("url", [*ODD, *NOT_FETCHED])
def test_addresses_that_are_never_asked(url: str) -> None:
    with pytest.raises(Blocked):
        check_url(url)


@pytest.mark.parametrize("url", ["https://example.com/x?y=1", "http://example.com:80/", "https://93.184.216.34/"])
def test_public_addresses_pass(url: str) -> None:
    check_url(url)


@given(addresses)
def test_no_private_address_passes(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
    with pytest.raises(Blocked):
        check_address(address)


@given(st.ip_addresses(v=4).filter(lambda ip: not ip.is_global))
def test_no_private_address_passes_inside_ipv6(address: ipaddress.IPv4Address) -> None:
    number = int(address)
    for wrapped in (
        f"::ffff:{address}",
        f"64:ff9b::{address}",
        str(ipaddress.IPv6Address(0x2002 << 112 | number << 80)),
    ):
        with pytest.raises(Blocked):
            check_address(wrapped)


@given(st.ip_addresses(v=4))
def test_a_number_is_never_taken_for_a_name(address: ipaddress.IPv4Address) -> None:
    number = int(address)
    for odd in (str(number), hex(number), "0" + oct(number)[2:] if number else "00"):
        with pytest.raises(Blocked):
            literal_address(odd)


def test_loopback_needs_its_switch_and_the_switch_opens_nothing_else() -> None:
    check_url("http://127.0.0.1:8000/", allow_loopback=True)
    check_address("::1", allow_loopback=True)
    with pytest.raises(Blocked):
        check_url("http://127.0.0.1/")
    with pytest.raises(Blocked):
        check_address("10.0.0.1", allow_loopback=True)


class Changing(AbstractResolver):
    """Answers a public address first and a private one from then on."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers = list(answers)

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        answer = self.answers.pop(0)
        return [ResolveResult(hostname=host, host=ip, port=port, family=family, proto=0, flags=0) for ip in answer]

    async def close(self) -> None:
        return


def test_each_resolution_is_checked_and_gives_only_what_was_checked() -> None:
    guarded = GuardedResolver(Changing(["93.184.216.34"], ["169.254.169.254"]), {}, allow_loopback=False)
    first = asyncio.run(guarded.resolve("rebinding.example", 443))
    assert [result["host"] for result in first] == ["93.184.216.34"]
    with pytest.raises(Blocked):
        asyncio.run(guarded.resolve("rebinding.example", 443))


def test_one_private_address_among_public_ones_refuses_the_host() -> None:
    guarded = GuardedResolver(Changing(["93.184.216.34", "10.0.0.1"]), {}, allow_loopback=True)
    with pytest.raises(Blocked):
        asyncio.run(guarded.resolve("mixed.example", 443))


def test_a_mapped_host_is_checked_too() -> None:
    guarded = GuardedResolver(Changing(), {"a.example": "10.0.0.1:80", "*": "127.0.0.1:9"}, allow_loopback=True)
    assert asyncio.run(guarded.resolve("b.example", 443))[0]["port"] == 9
    with pytest.raises(Blocked):
        asyncio.run(guarded.resolve("a.example", 443))
