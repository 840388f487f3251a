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
const TESTED = 'Computed by this app’s engine, which is tested against QuTiP.';
const RENYI = 'Rényi-2 entropy −log₂ Tr ρ² of the state of all qurons at the probe: 0 is pure, n is fully mixed.';
const WOOTTERS = 'W. K. Wootters, Phys. Rev. Lett. 80, 2245 (1998), equations 10 and 17.';
const GAIN = 'With this noise alone taken away (of a layer: its channels, gate errors, crosstalk and relaxation), all other noise as it is, minus the value now.';
const SOLVERS = 'MESolver of QuTiP; MCSolver for single runs.';
const JUMPS = 'MCSolver of QuTiP; Dalibard, Castin and Mølmer, Phys. Rev. Lett. 68, 580 (1992).';
const BINOMIAL = 'Binomial distribution of S outcomes ±1: variance (1 − m²)/S.';
const READ = 'A measured factor is (1 − P(1|0) − P(0|1)) P + (P(0|1) − P(1|0)) I; set here or on the device card.';
const SHIFTS = 'Mitarai et al., Phys. Rev. A 98, 032309 (2018); Anselmetti et al., New J. Phys. 23, 113010 (2021).';
const SHOT_NOISE =
  'Losses, accuracy and the slope of the loss are those of outputs read with S shots. A device measures the slopes of outputs by parameter shifts; ' +
  'here they are exact, plus normal noise with the variance c²v/(2S) summed over the training points (3/8 in place of 1/2 for controlled rotations), ' +
  'c the slope of the loss and v = 1/K² the largest variance of a shot: never less than on a device. Slopes of scales and pulses have no shift rule and get none. ' +
  'SPSA needs no slopes. The same seed and epoch give the same outcomes.';
const SEEDS = 'Mean ± standard deviation over the seeds, and that of the start with the lowest training loss.';
const THIS_RUN = 'Measured in this run; every training is that of playground.train from its seed.';
const EXTRAPOLATION = 'Temme, Bravyi and Gambetta, Phys. Rev. Lett. 119, 180509 (2017); Li and Benjamin, Phys. Rev. X 7, 021050 (2017); exponential: Endo, Benjamin and Li, Phys. Rev. X 8, 031027 (2018).';
const RELAXATION = 'Thermal relaxation during every layer, exp(−t/T₁) and exp(−t/T₂); Nielsen and Chuang (2010), section 8.3.';

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
  // laboratory: budget
  score: meaning('Accuracy, or R²', '% of the test points; R² is dimensionless', `Points where the sign of f is the sign of y; in a regression 1 − Σ(y − f)²/Σ(y − ȳ)². Exact expectation values, without shots. ${READOUT}`, TESTED),
  state_entropy: meaning('Entropy of all qurons', 'bit', 'Von Neumann’s −Tr ρ log₂ ρ after the last layer, at the probe: 0 is pure, n fully mixed.', `${NC}, section 11.3.`),
  purity_lost: meaning('Purity lost', 'bit', `${RENYI} The shares of the layers add up to it.`, TESTED),
  purity_budget: meaning('Where purity is lost', 'bit, for each layer and quron', `${RENYI} Each share is what a quron’s noise in a layer adds; noise is taken quron by quron, in the engine’s order.`, TESTED),
  along_depth: meaning('Along the depth', 'dimensionless; entropy in bit', 'After every layer, at the probe: concurrence of the most entangled pairs, squared fidelity of all qurons with the ideal state and Tr ρ², or von Neumann’s entropy of all qurons; dashed without noise.', 'Wootters, Phys. Rev. Lett. 80, 2245 (1998); Jozsa, J. Mod. Opt. 41, 2315 (1994).'),
  concurrence: meaning('Concurrence of a pair', NO_UNIT, 'After the chosen layer, at the probe: 0 is separable, 1 a Bell state. Ideal is without noise, now with the present one.', WOOTTERS),
  entanglement_end: meaning('Where entanglement ends', 'times the present noise', 'Multiple of all noise (every channel to that power; readout errors stay) at which the concurrence first becomes 0, up to 64.', 'Yu and Eberly, Science 323, 598 (2009).'),
  harm_fidelity: meaning('Fidelity regained', NO_UNIT, `${GAIN} Of the final state at the probe with the ideal one.`, 'Jozsa, J. Mod. Opt. 41, 2315 (1994).'),
  harm_margin: meaning('Margin regained', NO_UNIT, `${GAIN} Mean of y f over the test points.`, TESTED),
  harm_accuracy: meaning('Accuracy regained', 'percentage points; R² in hundredths', `${GAIN} Over the test points.`, TESTED),
  // laboratory: time
  moment: meaning('Moment', 'nanoseconds or microseconds, as written', 'Since the first pulse began. A layer lasts as long as the engine counts for it; pulses that do not commute share its time.', 'Gate times of the device.'),
  moment_purity: meaning('Purity at the moment', NO_UNIT, 'Tr ρ² of all qurons that are alive: 1 is pure, 1/2ⁿ is nothing known.', 'MESolver of QuTiP.'),
  moment_bloch: meaning('Bloch vector at the moment', NO_UNIT, '(⟨X⟩, ⟨Y⟩, ⟨Z⟩); |0⟩ is up. Its length |r| is 1 for a pure quron, less if it has decohered or is entangled. Line: the way so far; dots: the whole path. A click chooses the quron.', SOLVERS),
  largest_concurrence: meaning('Largest concurrence', NO_UNIT, 'Of the most entangled pair at the moment: 0 separable, 1 a Bell state.', WOOTTERS),
  engine_gap: meaning('Apart from the engine', NO_UNIT, 'Largest difference of any Bloch component after any layer from the engine, where decoherence acts after the gates and not during them. It vanishes without noise and for noise that commutes with the pulses, else it is of first order in t/T₁.', 'MESolver of QuTiP against the engine.'),
  solver_time: meaning('Solved in', 'milliseconds', 'Density matrix at all moments, one call of the solver for each pulse, on the server.', 'MESolver of QuTiP, method vern7, tolerance 1e−9.'),
  mean_error: meaning('Error of the mean', NO_UNIT, 'Root mean square over all Bloch components and moments of the mean of the runs minus the density matrix; beside it what the spread of the runs lets expect. Both fall as 1/√N.', JUMPS),
  in_time: meaning('The probe in time', 'dimensionless, against time or layers', '⟨Z⟩ or P(1) = (1 − ⟨Z⟩)/2 of every quron, purity of all and concurrence of pairs; the device decoheres during the pulses.', SOLVERS),
  runs_in_time: meaning('Single runs in time', 'dimensionless, against time or layers', '⟨Z⟩ or P(1) of a quron in single runs, their mean with its standard error, and the density matrix that it approaches.', JUMPS),
  jumps: meaning('Jumps of a run', 'nanoseconds or microseconds, as written', 'When and by which collapse operator the state of this run jumped.', JUMPS),
  runs: meaning('Number of runs N', 'runs', 'How many single runs the mean is taken over.', JUMPS),
  runs_seed: meaning('Seed of the runs', NO_UNIT, 'The same seed gives the same runs, whatever their number.', 'MCSolver of QuTiP.'),
  // laboratory: shots
  shots: meaning('Shots S', 'runs of the circuit', 'For every Pauli string of a readout and every input; ∞ is exact.', BINOMIAL),
  readout_p01: meaning('Readout error P(1|0)', 'probability, from 0 to 1', 'Probability to read 1 from |0⟩; one number for all qurons.', READ),
  readout_p10: meaning('Readout error P(0|1)', 'probability, from 0 to 1', 'Probability to read 0 from |1⟩; one number for all qurons.', READ),
  shot_noise: meaning('Shot noise in training', NO_UNIT, SHOT_NOISE, SHIFTS),
  read: meaning('Read', NO_UNIT, 'Mean m and standard deviation of the output at the probe, read with S shots, readout errors in it: m = K⟨P⟩ + s, of a single quron K = 1 − P(1|0) − P(0|1) and s = P(0|1) − P(1|0).', BINOMIAL),
  inverted: meaning('Errors inverted', NO_UNIT, 'Mean and standard deviation of (m − s)/K, from the same shots: free of readout errors in the mean. Products of qurons with unequal errors are inverted outcome by outcome.', 'Inverse of the readout matrix; the variance is that of m divided by K².'),
  variance_factor: meaning('Variance factor', 'times the variance as read', 'Variance with readout errors inverted over that as read: 1/K², of a single quron 1/(1 − P(1|0) − P(0|1))².', 'Linear inversion of the readout matrix.'),
  shots_needed: meaning('Shots for 95 %', 'runs of the circuit', 'Fewest shots with which the sign of the output is right with a probability of 95 %; readout errors inverted or not, as set. Exact: binomial, an odd number. Normal, and on the map: z² v/f², z = 1.645, v the variance of one shot.', 'Binomial distribution (regularised incomplete beta function); normal approximation.'),
  accuracy_at_shots: meaning('Accuracy at S', '% of the test points', 'Expected share of test points on the right side, each read with S shots.', 'Binomial distribution of every test point; normal for sums of strings.'),
  safe_at_shots: meaning('Points safe at S', '% of the test points', 'Share of the test points whose sign is right with 95 % after S shots: z² v/f² ≤ S, z = 1.645.', 'Normal approximation.'),
  runs_of_epoch: meaning('Runs an epoch', 'runs of the circuit', 'What a device needs for an epoch of all training points: circuits times S; outputs, and slopes by parameter-shift rules (two circuits for an angle, four for a controlled rotation). The loss on the test points is extra.', SHIFTS),
  shot_estimates: meaning('Estimates at the probe', 'number of estimates, against the output', '2000 estimates of S shots each; grey: 95 % of them (± 1.96 σ); dotted: 0.', BINOMIAL),
  accuracy_by_shots: meaning('Accuracy by shots', '% of the test points, against runs of the circuit', 'Expected share of test points on the right side, each read with so many shots; dotted: exact accuracy, and S.', 'Binomial distribution of every test point; normal for sums of strings.'),
  // laboratory: compare
  trained_ideal_run_ideal: meaning('Ideal, run ideal', '% of the test points; R² is dimensionless', `Trained without noise and run without noise: the reference. ${SEEDS}`, THIS_RUN),
  trained_ideal_run_noisy: meaning('Ideal, run noisy', '% of the test points; R² is dimensionless', `Trained without noise, run under the noise of the experiment. ${SEEDS}`, THIS_RUN),
  trained_noisy: meaning('Trained noisy', '% of the test points; R² is dimensionless', `Trained under the noise, run under it. ${SEEDS}`, THIS_RUN),
  training_gain: meaning('Gain', 'percentage points; for R² the difference itself', `Trained noisy less ideal run noisy, taken seed by seed. ${SEEDS}`, THIS_RUN),
  loss_curves: meaning('Loss curves', 'training loss, dimensionless, against epochs', 'Each network under its own noise, from the same seeds: ideal solid, noisy dashed; the mean over the seeds thick, single seeds thin.', THIS_RUN),
  epochs: meaning('Epochs', 'passes over the training points', 'How long every network is trained.', 'Optimiser and step size are those of the top bar.'),
  seeds: meaning('Seeds', 'trainings of each kind', 'Starts from parameters drawn from one seed after the other, the experiment’s first.', 'The same start for both kinds of training.'),
  // laboratory: sweep
  best_accuracy: meaning('Best accuracy', 'share of the test points from 0 to 1; R² is dimensionless', 'The largest among the points, on the test points, and where it lies.', 'Swept values, each a network of its own.'),
  exact_curve: meaning('Exact curve', 'as the quantity', 'Thin lines: the network at a few nodes determines every value between them, by the formula named here.', 'Schuld et al., Phys. Rev. A 99, 032331 (2019), for angles; the Bloch maps of the channels for strengths.'),
  off_curve: meaning('Points off the exact curve', 'as the quantity', 'Largest difference between any point and the exact curve; accuracy left out, since it jumps.', 'Measured in this sweep.'),
  sweep_curves: meaning('Sweep', 'dimensionless; the dial in the unit on its axis', `Accuracy (share of the test points, or R²), margin (mean of y f), purity Tr ρ² and output at the probe, losses. ${READOUT}`, 'Swept values, each a network of its own.'),
  sweep_end: meaning('End of the range', 'as the dial’s, named beside it', 'Where the sweep begins or ends.', 'Range of the dial; other values may be typed.'),
  sweep_points: meaning('Points', 'values of the dial', 'How many networks are evaluated, evenly spaced, or evenly on a logarithmic scale.', 'Each is a network of its own.'),
  sweep_epochs: meaning('Train at each', 'passes over the training points', 'How long the network is trained at every value, from its initial parameters; 0 keeps the present ones.', 'Optimiser and step size are those of the top bar.'),
  // laboratory: extrapolation to zero noise
  extrapolated: meaning('Extrapolated readout', NO_UNIT, 'Estimate of the readout without noise at the probe, with its standard deviation where shots are finite.', EXTRAPOLATION),
  off_ideal: meaning('Off ideal', NO_UNIT, 'Estimate less the ideal value, at the probe.', 'The ideal network: all channels off, the device without errors.'),
  variance_price: meaning('Variance ×', 'times the variance of a single measurement', 'What the estimate costs: the sum of the squared weights. An exponential fit has no weights of its own.', EXTRAPOLATION),
  extrapolated_accuracy: meaning('Accuracy after extrapolation', '% of the test points; R² is dimensionless', 'After extrapolation of every test point. With shots, the average over what they may give; where an exponential does not apply, the line stands in.', 'Measured with the present parameters.'),
  map_error: meaning('Map error', NO_UNIT, 'Root mean square over the map of estimate less ideal, statistical errors included.', 'Measured with the present parameters, on 40 × 40 points.'),
  extrapolation: meaning('Extrapolation to zero noise', 'dimensionless, against times the present noise', 'The readout at the probe under more of the same noise, and what three laws continue it to at none; bars are standard deviations.', EXTRAPOLATION),
  applies: meaning('Where the exponential applies', '% of the points', 'Points at which the readout keeps its sign while the noise grows, as an exponential decay must.', EXTRAPOLATION),
  // laboratory: device
  t1_needed: meaning('T₁ needed', 'microseconds, or as written', 'T₁ is varied from where all is lost to where nothing is, with T₂/T₁ and all parameters as they are; the crossing is then bisected to 0.1 %. From it on every longer T₁ that was tried reaches the goal.', RELAXATION),
  t1_now: meaning('T₁ now', 'microseconds, or as written', 'T₁ of the device; of several qurons, of the one that relaxes fastest.', 'The device of the experiment.'),
  score_without_decay: meaning('With T₁ = ∞', '% of the test points; R² is dimensionless', 'No decay at all; gate and readout errors, ambient noise and layers of noise stay. Exact expectation values, without shots.', RELAXATION),
  t1_curve: meaning('Accuracy against T₁', '% of the test points, or R², against microseconds', 'With T₂/T₁ and all parameters as they are. Dashed: the goal; dotted: no decay at all; ticks: devices that exist.', RELAXATION),
  goal: meaning('Goal', '% of the test points; R² in hundredths', 'Accuracy that the network is to reach.', 'Your choice.'),
  // laboratory: all of it
  study_cost: meaning('Cost', 'milliseconds or seconds, as written', 'How long the answer is expected to take on the server, told before anything begins.', 'Estimated from counted operations.'),
  qutip_difference: meaning('Check with QuTiP', NO_UNIT, 'Largest difference of readouts, Bloch vectors, purities and the state at the probe between this app and plain QuTiP; of relaxation also from its mesolve.', 'J. R. Johansson, P. D. Nation and F. Nori, Comput. Phys. Commun. 184, 1234 (2013); the program under </>.'),
  script_lines: meaning('Length of the script', 'lines', 'The program as it is shown, with its comments.', 'Counted.'),
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
