"""The figures, from their published definitions; each agrees with the reference scorer of its data set."""
