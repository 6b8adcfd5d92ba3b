"""Groups to meetings: a group becomes a Meeting, or every reason why it cannot is an issue. Pure."""

from bulkmeet.validator.meetings import Checked, check_groups
from bulkmeet.validator.said import title_of

__all__ = ["Checked", "check_groups", "title_of"]
