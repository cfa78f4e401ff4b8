"""The verbs: each parses its options, opens the database, calls one action and shows what came out."""
