"""Rows, issues and outcomes to result rows, and result rows to the sheet the user gets back."""
