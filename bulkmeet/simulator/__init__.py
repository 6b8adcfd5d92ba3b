"""The embedded stand-in for the Dialpad API on loopback; importing it imports aiohttp."""

from bulkmeet.simulator.directory import User
from bulkmeet.simulator.faults import KINDS, Fault, parse_fault
from bulkmeet.simulator.recorded import Recorded
from bulkmeet.simulator.server import Simulator, serve

__all__ = ["KINDS", "Fault", "Recorded", "Simulator", "User", "parse_fault", "serve"]
