"""Drafts to groups: which rows are one meeting. Pure; every row is in exactly one group.

Rows belong together when they share the sheet's key; without one, when host, title, start and end are the same.
A row that is blank or broken where it should tell goes with the one group it can belong to. Where it can belong
to several, all of these are told of it, because a meeting must never be created short of a person.

It can belong to a group that says nothing else than the row does. For a row whose start is not known, that is what it
says of host, title and end, the day it is on, as far as that can be read, and how long it lasts: another of these is
that of another meeting, and the row stands alone. Other people are none of that, as they may be who is missing.
"""

from bulkmeet.grouping.groups import group_rows
from bulkmeet.grouping.seekers import TELLING

__all__ = ["TELLING", "group_rows"]
