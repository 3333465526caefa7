import type {Effect} from './effects.js';
import type {WizardEvent} from './events.js';
import {reduce} from './machine.js';
import {type Machine, runMachine} from './run-machine.js';
import type {WizardState} from './state.js';

/**
 * A running wizard: the state, and what is done when it changes. The screen, the plain mode and `--no-input` all drive
 * the same session; it knows neither a terminal nor the network.
 */
export type Session = Machine<WizardState, WizardEvent>;

export const createSession = (initial: WizardState, run: (effect: Effect) => void): Session =>
	runMachine(initial, reduce, run);
