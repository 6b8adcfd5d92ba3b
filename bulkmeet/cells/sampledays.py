"""The days that messages give as examples: plainly ahead, and within the two years that are no reason to ask."""

DAY = "2027-10-13"
LAST_DAY = "2027-12-17"
