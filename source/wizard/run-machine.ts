/** Those who want to hear of each change of something. */
export const createListeners = () => {
	const listeners = new Set<() => void>();
	return {
		/** @returns what ends it */
		subscribe: (listener: () => void): (() => void) => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		notify: (): void => {
			for (const listener of listeners) listener();
		},
	};
};

/** A running machine: its state, and who is told when that changes. */
export type Machine<State, Event> = {
	readonly state: () => State;
	readonly dispatch: (event: Event) => void;
	/** Calls back after every change; returns the way to stop that. */
	readonly subscribe: (listener: () => void) => () => void;
};

/** What each type of event makes of a state; a function for each is given its own. */
export type Handlers<State, Event extends {readonly type: string}, Answer> = {
	readonly [Type in Event['type']]: (state: State, event: Extract<Event, {type: Type}>) => Answer;
};

/** A reducer out of them. */
export const byType =
	<State, Event extends {readonly type: string}, Answer>(handlers: Handlers<State, Event, Answer>) =>
	(state: State, event: Event): Answer =>
		handlers[event.type as Event['type']](state, event as never);

/** Runs a reducer: what it wants done goes to `run`, whose events come back through `dispatch`. */
export const runMachine = <State, Event, Effect>(
	initial: State,
	reduce: (state: State, event: Event) => readonly [State, readonly Effect[]],
	run: (effect: Effect) => void,
): Machine<State, Event> => {
	let state = initial;
	const {subscribe, notify} = createListeners();
	return {
		state: () => state,
		dispatch: event => {
			const [next, effects] = reduce(state, event);
			const hasChanged = next !== state;
			state = next;
			for (const effect of effects) run(effect);
			if (hasChanged) notify();
		},
		subscribe,
	};
};
