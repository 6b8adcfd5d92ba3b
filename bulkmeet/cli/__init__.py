"""The command line: arguments, prompts, progress, tables and exit codes."""
