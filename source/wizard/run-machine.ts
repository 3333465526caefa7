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

/** A function for each kind of something, as a property tells the kinds apart; each is given its own kind. */
export type Cases<Tag extends string, Given, One extends Readonly<Record<Tag, string>>, Answer> = {
	readonly [Kind in One[Tag]]: (given: Given, one: Extract<One, Readonly<Record<Tag, Kind>>>) => Answer;
};

/** What the function for its kind answers. TypeScript does not see that it is given its own, so it is said here for all. */
export const answerBy = <Tag extends string, Given, One extends Readonly<Record<Tag, string>>, Answer>(
	tag: Tag,
	cases: Cases<Tag, Given, One, Answer>,
	given: Given,
	one: One,
): Answer => cases[one[tag]](given, one as never);

/** What each type of event makes of a state. */
export type Handlers<State, Event extends {readonly type: string}, Answer> = Cases<
	'type',
	State,
	Event,
	Answer
>;

/** A reducer out of them. */
export const byType =
	<State, Event extends {readonly type: string}, Answer>(handlers: Handlers<State, Event, Answer>) =>
	(state: State, event: Event): Answer =>
		answerBy('type', handlers, state, event);

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
