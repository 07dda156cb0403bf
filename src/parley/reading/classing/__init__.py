"""Which PLOVER class holds between two actors in a sentence: a linear classifier with its weights."""

from parley.reading.classing.classifier import Classifier, bundled

__all__ = ["Classifier", "bundled"]
