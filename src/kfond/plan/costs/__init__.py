"""What a round costs and who pays what: whole öre, shares that always sum; what is not known stays not known."""
