"""The documents of funding: an application before it is written and in the form's order, its money, its follow-up."""
