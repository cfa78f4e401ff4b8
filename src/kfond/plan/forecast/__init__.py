"""The staff carried forward, half-year by half-year: who leaves, who grows more experienced, who is hired.

Pure: boxes and rates in, estimates and draws out. It refuses to guess what nobody has reported: rates that no
exits tell are configured ones, and are printed as such.
"""
