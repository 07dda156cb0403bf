"""What the load test of the desk is made of."""
