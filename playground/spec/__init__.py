"""The experiment as a frozen value: network, layers, noise, device, data, training; edits, history and codec."""

from playground.spec.device import Device, Noise
from playground.spec.errors import SpecError
from playground.spec.examples import default_experiment
from playground.spec.experiment import Data, Experiment, Training
from playground.spec.layers import Decohere, Encode, Entangle, Evolve, Layer, Perceptron, Rotate, make_layer
from playground.spec.measurement import Measurement
from playground.spec.network import Network, Readout, readout_terms
from playground.spec.parameters import ParameterLabel, carry_parameters, initial_parameters, parameter_labels

__all__ = [
    "Data",
    "Decohere",
    "Device",
    "Encode",
    "Entangle",
    "Evolve",
    "Experiment",
    "Layer",
    "Measurement",
    "Network",
    "Noise",
    "ParameterLabel",
    "Perceptron",
    "Readout",
    "Rotate",
    "SpecError",
    "Training",
    "carry_parameters",
    "default_experiment",
    "initial_parameters",
    "make_layer",
    "parameter_labels",
    "readout_terms",
]
