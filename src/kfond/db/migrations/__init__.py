"""The schema's history, one file a step; runs inside the installed package."""
