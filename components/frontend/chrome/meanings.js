// @ts-check
/** What every number of the panels is: its unit, the convention behind it, and where it comes from. The only list of them. */

/**
 * @typedef {object} Meaning
 * @property {string} name
 * @property {string} unit
 * @property {string} convention
 * @property {string} source paper, section or definition
 */

const NC = 'Nielsen and Chuang, Quantum Computation and Quantum Information (2010)';
const READOUT = 'f is the first readout, noise included; y is ±1, or the value to learn in a regression.';
const AT_PROBE = 'At the probe, of one quron: the others are traced out. |0⟩ is the north pole, ⟨Z⟩ = +1.';
const NO_UNIT = 'dimensionless';
const MICROSECONDS = 'microseconds';

/** @type {(name: string, unit: string, convention: string, source: string) => Meaning} */
const meaning = (name, unit, convention, source) => ({ name, unit, convention, source });

/** @satisfies {Record<string, Meaning>} */
export const MEANINGS = {
  // output
  accuracy: meaning('Accuracy', '% of the test points', `Points where the sign of f is the sign of y. ${READOUT}`, 'Counted over the test points of this frame.'),
  sampled: meaning('Accuracy from shots', '% of the test points', `As many shots for each point as the top bar says, drawn anew every epoch. ${READOUT}`, 'Counted over the test points of this frame.'),
  determination: meaning('R²', NO_UNIT, `1 − Σ(y − f)²/Σ(y − ȳ)² over the test points: 1 is perfect, 0 no better than the mean. ${READOUT}`, 'Coefficient of determination.'),
  margin: meaning('Margin', NO_UNIT, `Mean of y f over the test points: how clearly the classes are told apart. ${READOUT}`, 'Averaged over the test points of this frame.'),
  purity: meaning('Purity', NO_UNIT, 'Tr ρ² of all qurons together after the last layer, at the probe: 1 is pure, 1/2ⁿ fully mixed.', `${NC}, exercise 2.71.`),
  readout: meaning('Readout at the probe', NO_UNIT, 'Tr(O ρ) after the last layer; O as named on the card, readout errors included unless they are inverted.', `${NC}, section 2.4.1.`),
  mean_length: meaning('Mean |r|', NO_UNIT, 'Length of the Bloch vector, averaged over the data: 1 is pure, 0 fully mixed.', `${NC}, exercise 2.72.`),
  length: meaning('|r|', NO_UNIT, `Length of the Bloch vector: 1 is pure, 0 fully mixed. ${AT_PROBE}`, `${NC}, exercise 2.72.`),
  // what noise costs
  accuracy_cost: meaning('What noise costs in accuracy', 'percentage points; for R² the difference itself', 'Noisy minus ideal, with the same parameters: training is not repeated.', 'Both networks over the test points of this frame.'),
  margin_cost: meaning('What noise costs in margin', NO_UNIT, 'Mean of y f, noisy minus ideal, with the same parameters: training is not repeated.', 'Both networks over the test points of this frame.'),
  fidelity: meaning('Fidelity', NO_UNIT, '⟨ψ|ρ|ψ⟩, the squared fidelity: overlap of the state of all qurons with the ideal one after the last layer, at the probe. 1 is ideal.', 'R. Jozsa, J. Mod. Opt. 41, 2315 (1994).'),
  // decoherence
  amplitude_damping: meaning('Amplitude damping γ', 'probability, from 0 to 1, for each quron', 'γ = 1 − exp(−t/T₁): (x, y, z) ↦ (√(1 − γ) x, √(1 − γ) y, γ + (1 − γ) z), towards |0⟩.', `${NC}, section 8.3.5.`),
  generalized_amplitude_damping: meaning('Generalised amplitude damping γ', 'probability, from 0 to 1, for each quron', 'z ↦ (1 − γ) z + (2p − 1) γ with the ground-state probability p; x and y shrink by √(1 − γ).', `${NC}, section 8.3.5.`),
  phase_damping: meaning('Phase damping λ', 'probability, from 0 to 1, for each quron', '(x, y, z) ↦ (√(1 − λ) x, √(1 − λ) y, z); a phase flip with probability (1 − √(1 − λ))/2.', `${NC}, section 8.3.6.`),
  depolarizing: meaning('Depolarizing p', 'probability, from 0 to 1, for each quron', 'X, Y and Z with p/3 each, as in PennyLane: r ↦ (1 − 4p/3) r, nothing left at p = 3/4. Qiskit’s λ is 4p/3.', `${NC}, section 8.3.4.`),
  bit_flip: meaning('Bit flip p', 'probability, from 0 to 1, for each quron', 'X with probability p: y and z shrink by 1 − 2p.', `${NC}, section 8.3.3.`),
  phase_flip: meaning('Phase flip p', 'probability, from 0 to 1, for each quron', 'Z with probability p: x and y shrink by 1 − 2p.', `${NC}, section 8.3.3.`),
  bit_phase_flip: meaning('Bit-phase flip p', 'probability, from 0 to 1, for each quron', 'Y with probability p: x and z shrink by 1 − 2p.', `${NC}, section 8.3.3.`),
  pair_depolarizing: meaning('Depolarizing of a pair p', 'probability, from 0 to 1, for each pair', 'Each of the 15 Pauli strings but II with p/15: every one of them shrinks by 1 − 16p/15.', `${NC}, section 8.3.4, for two qurons.`),
  zz_angle: meaning('ZZ crosstalk ζt', 'radians', 'exp(−i ζt ZZ/4) on the pair, from H = (ζ/4) ZZ: at π the pair is as far entangled as it can be.', 'Closed form; from |++⟩ the concurrence is |sin(ζt/2)|.'),
  ground_population: meaning('P(0)', 'probability, from 0 to 1', 'Probability of |0⟩ in equilibrium.', `${NC}, section 8.3.5.`),
  t1: meaning('T₁', MICROSECONDS, 'Energy relaxation: the population difference decays as exp(−t/T₁).', 'Bloch equations; Breuer and Petruccione (2002), section 3.4.'),
  t2: meaning('T₂', MICROSECONDS, 'Coherence: x and y decay as exp(−t/T₂). At most 2 T₁, so that pure dephasing 1/T₂ − 1/(2T₁) is no gain.', 'Bloch equations; Breuer and Petruccione (2002), section 3.4.'),
  time: meaning('Time', MICROSECONDS, 'How long T₁ and T₂ act.', 'Lindblad equation, solved exactly.'),
  thermal_population: meaning('P(1)', 'probability, from 0 to 1', 'Probability of |1⟩ in thermal equilibrium.', 'Lindblad operators √((1−p)/T₁)|0⟩⟨1| and √(p/T₁)|1⟩⟨0|.'),
  gate_error: meaning('Error of a two-quron gate', 'probability', 'Average gate infidelity e; the pair is depolarized with p = 5e/4 after every gate.', 'M. A. Nielsen, Phys. Lett. A 303, 249 (2002).'),
  exaggeration: meaning('Exaggeration', 'times the figures of the device', 'Rates of relaxation and crosstalk times this, gate errors as if so many gates had erred; readout errors stay. Noise of real devices is hard to see in a small network.', 'Every channel to this power: they form a semigroup.'),
  frame_cost: meaning('Cost of a frame', 'milliseconds, or as written', 'Estimate for maps, gradients and states of one picture, from counted operations.', 'Calibrated on this kind of processor; what a frame really took stands in the top bar.'),
  qurons: meaning('Qurons', 'qubits used as neurons', 'Before the first layer. Quron 0 is drawn on top and is the leftmost tensor factor, as in QuTiP; Qiskit counts the other way round.', 'Schuld, Sinayskiy and Petruccione, Quantum Inf. Process. 13, 2567 (2014).'),
  // inspector
  angle: meaning('Angle θ', 'radians', 'R_P(θ) = exp(−iθP/2), shown in (−π, π]; in a layer in continuous time θ is what has accumulated over its duration.', `${NC}, section 4.2.`),
  scale: meaning('Scale', 'radians per unit of the feature', 'The encoder turns by scale × x about its axis: R_P(t) = exp(−itP/2).', 'Pérez-Salinas et al., Quantum 4, 226 (2020).'),
  slope: meaning('∂C/∂θ', 'loss per radian', 'Slope of the training loss that the last epoch followed; exact, noise included.', 'Adjoint method; for rotations equal to the parameter shift of Schuld et al., Phys. Rev. A 99, 032331 (2019).'),
  bloch: meaning('Bloch vector', NO_UNIT, `r = (⟨X⟩, ⟨Y⟩, ⟨Z⟩), each from −1 to 1. ${AT_PROBE}`, `${NC}, exercise 2.72.`),
  quron_purity: meaning('Purity of the quron', NO_UNIT, `(1 + |r|²)/2, from 1/2 to 1. ${AT_PROBE}`, `${NC}, exercises 2.71 and 2.72.`),
  entropy: meaning('Entropy', 'bit', `Von Neumann’s −Tr ρ log₂ ρ: 0 is pure, 1 fully mixed. ${AT_PROBE}`, `${NC}, section 11.3.`),
  density: meaning('Density matrix', NO_UNIT, `Entries ⟨i|ρ|j⟩ in the basis |0⟩, |1⟩, real + imaginary part. ${AT_PROBE}`, `${NC}, section 2.4.`),
  matrix: meaning('Density matrix of several qurons', NO_UNIT, 'Entries ⟨i|ρ|j⟩ at the probe; quron 0 is the leftmost digit. Area is |ρ|, colour and hand are its phase, in units of π.', `${NC}, section 2.4.`),
  firing: meaning('P(1)', 'probability, from 0 to 1', `(1 − ⟨Z⟩)/2, the chance to find the quron firing. ${AT_PROBE}`, `${NC}, section 2.2.3.`),
  kraus: meaning('Kraus operators', NO_UNIT, 'ρ ↦ Σ K ρ K†, with Σ K†K = 1, in the basis |0⟩, |1⟩; where it is shorter, the map of the Bloch vector.', `${NC}, sections 8.2.3 and 8.3.`),
  complete: meaning('Completeness', NO_UNIT, 'The largest entry of ΣK†K − 1: probabilities add up to 1 if it is 0 but for rounding, 1e−15 or less.', `${NC}, section 8.2.3.`),
  channel_map: meaning('Action of the channel', NO_UNIT, 'Factors along the axes of the Bloch ball, and how far its centre moves; on a pair, what is left of each Pauli string and what goes over into another.', `${NC}, sections 8.3.2 to 8.3.5; ZZ crosstalk in closed form.`),
  pulse: meaning('Equation of motion', 'radians for angles, microseconds for times', 'dρ/dt = −i[H, ρ] + Σ (c ρ c† − {c†c, ρ}/2), ħ = 1; angles are what has accumulated over the duration T.', 'Breuer and Petruccione, The Theory of Open Quantum Systems (2002), section 3.2.'),
  duration: meaning('Duration', MICROSECONDS, 'How long the drives, and T₁ and T₂ of the device with them, act. Without decay it changes nothing.', 'Breuer and Petruccione (2002), section 3.2.'),
  width: meaning('Outputs', 'qurons', 'Fresh qurons, each in |0⟩, that replace all qurons before the layer.', 'Beer et al., Nat. Commun. 11, 808 (2020).'),
  // lanes
  lane_purity: meaning('Purity after each layer', NO_UNIT, 'Tr ρ² of all qurons, at the probe; above it what the layer with its noise has changed.', `${NC}, exercise 2.71.`),
  lane_gradient: meaning('Gradient', 'loss per radian', '|∂C/∂θ| of the last epoch, a bar for each parameter, on a logarithmic scale from 0.0001 (floor) to 1 (top).', 'McClean et al., Nat. Commun. 9, 4812 (2018).'),
};

/** What a setting of a layer is called in the list, where that is not the name of its field. @type {Record<string, keyof typeof MEANINGS>} */
const SETTINGS = { angle: 'zz_angle' };

/**
 * The meaning of a setting of a layer.
 * @param {string} field
 * @param {Record<string, any>} spec of the layer
 * @returns {string | null} key of `MEANINGS`; null for choices and counts
 */
export function settingMeaning(field, { channel }) {
  const key = field === 'strength' ? (channel ?? '') : (SETTINGS[field] ?? field);
  return Object.hasOwn(MEANINGS, key) ? key : null;
}

/** A meaning in one sentence, for those who do not see its card. @param {Meaning} meaning */
export const inWords = ({ unit, convention, source }) => `Unit: ${unit}. ${convention} Source: ${source}`;
