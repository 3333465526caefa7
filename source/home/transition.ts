import type {HomeEffect} from './effects.js';
import type {HomeState, Notice, Place, Task} from './state.js';

/** What an event makes of Home, and what is wanted done. */
export type HomeTransition = readonly [HomeState, readonly HomeEffect[]];

export const unchanged = (state: HomeState): HomeTransition => [state, []];

export const say = (state: HomeState, text: string, tone: Notice['tone'] = 'plain'): HomeTransition => [
	{...state, notice: {text, tone}},
	[],
];

/** One place further in. */
export const enter = (state: HomeState, place: Place): HomeState => ({
	...state,
	places: [...state.places, place],
	notice: undefined,
});

/** One place back; the list is the first one and stays. */
export const leavePlace = (state: HomeState): HomeState => ({
	...state,
	places: state.places.slice(0, Math.max(1, state.places.length - 1)),
	notice: undefined,
});

/** The same place, changed. */
export const inPlace = (state: HomeState, place: Place): HomeState => ({
	...state,
	places: [...state.places.slice(0, -1), place],
});

/** Begins what takes a while; one thing at a time. */
export const begin = (state: HomeState, {effect, running, place}: Task): HomeTransition => {
	if (state.running) return say(state, `${state.running.what} is still under way.`, 'warn');
	const next = place ? enter(state, place) : state;
	return [{...next, running, notice: undefined}, [effect]];
};
