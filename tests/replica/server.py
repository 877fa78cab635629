"""The loopback server of ``crawlers.replica`` under the name that the tests know it by."""

from crawlers.replica import ALLOW_ALL, Behaviour, Replica, serving

__all__ = ["ALLOW_ALL", "Behaviour", "Replica", "serving"]
