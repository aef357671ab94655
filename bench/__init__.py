"""What the product claims about its speed, measured: `python -m bench lists|autosave|deadline`.

Each claim is a ratio to a floor (bare Django under the same server, in the same run), so that a slow machine
changes both. Nothing here belongs to the suite.
"""
