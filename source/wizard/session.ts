import type {Effect} from './effects.js';
import type {WizardEvent} from './events.js';
import {reduce} from './machine.js';
import type {WizardState} from './state.js';

/**
 * A running wizard: the state, and what is done when it changes. The screen, the plain face and `--no-input` all drive
 * the same session; it knows neither a terminal nor the network.
 */
export type Session = {
	readonly state: () => WizardState;
	readonly dispatch: (event: WizardEvent) => void;
	/** Calls back after every change; returns the way to stop that. */
	readonly subscribe: (listener: () => void) => () => void;
};

export const createSession = (initial: WizardState, run: (effect: Effect) => void): Session => {
	let state = initial;
	const listeners = new Set<() => void>();
	return {
		state: () => state,
		dispatch: event => {
			const [next, effects] = reduce(state, event);
			const hasChanged = next !== state;
			state = next;
			for (const effect of effects) run(effect);
			if (hasChanged) for (const listener of listeners) listener();
		},
		subscribe: listener => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
	};
};
