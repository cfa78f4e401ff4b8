"""What kfond can compute of what an application promises: a file for each family of measures, each by its name."""
