import {isShared} from './conflict.js';
import type {HomeEffect} from './effects.js';
import type {HomeState, Notice, Place, PlaceAt, Seen, Task} from './state.js';

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

/** Asks before something is done; unless it says otherwise, the safe answer is the highlighted one. */
export const ask = (
	state: HomeState,
	question: Omit<PlaceAt<'question'>, 'at' | 'isYes'> & {readonly isYes?: boolean},
): HomeTransition => [enter(state, {at: 'question', isYes: false, ...question}), []];

/** Another program was first: nothing is done before a person has said how to go on. */
export const conflict = (state: HomeState, from: Seen): HomeTransition => [
	inPlace(state, {at: 'conflict', from, isShown: false, option: 0}),
	isShared(from.seen) ? [{type: 'look-for-change', linkName: from.seen.linkName}] : [],
];

/** Wants something done, unless something else is under way: one thing at a time. */
export const want = (state: HomeState, effect: HomeEffect): HomeTransition =>
	state.running
		? say(state, `${state.running.what} is still under way.`, 'warn')
		: [{...state, notice: undefined}, [effect]];

/** Begins what takes a while. */
export const begin = (state: HomeState, {effect, what, place, from}: Task): HomeTransition => {
	const [next, effects] = want(state, effect);
	if (state.running) return [next, effects];
	const of = place?.linkNames.length ?? 1;
	const running = {what, done: 0, of, isStopping: false, ...(from ? {from} : {})};
	return [{...(place ? enter(next, place) : next), running}, effects];
};
