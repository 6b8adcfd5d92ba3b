"""The page to look at: a run or a check as one HTML file that fetches nothing, for a browser, a phone, or paper."""
