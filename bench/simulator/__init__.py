"""A region that is simulated person by person, to put forecasts to the test.

It works by other mechanics than the model that is tested: persons with a tenure each, in continuous time, whose
leaving depends on their tenure, on the load of their unit and on a shock that the whole region shares; searches
that take time and end in August and January; leavers who go to a neighbour. Its sheets come late and with faults.
Nothing here is read from real persons.
"""

from simulator.region import BAND_EDGES, Places, simulated_region
from simulator.world import Known, World, simulated_world

__all__ = ["BAND_EDGES", "Known", "Places", "World", "simulated_region", "simulated_world"]
