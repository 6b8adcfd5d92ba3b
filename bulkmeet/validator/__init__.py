"""Groups to meetings: a group becomes a Meeting, or every reason why it cannot is an issue. Pure."""

from bulkmeet.validator.meetings import Checked, Validator, check_groups

__all__ = ["Checked", "Validator", "check_groups"]
