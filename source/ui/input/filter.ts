import type {Press} from './press.js';
import {createReading, endsLate, ground, heardBy, type Reading, readPiece} from './read-input.js';
import {type Begun, mayBeWhole, unfinishedPresses} from './sequence-steps.js';

/** Milliseconds of silence that mean something. */
export type Patience = {
	/** After an Esc: it was the key, and no sequence. */
	readonly escape: number;
	/** In the middle of anything else: its rest is lost. */
	readonly sequence: number;
	/** In a paste: its end mark may be lost, so Ctrl+C is heard in it from now on. */
	readonly paste: number;
};

const lost = {sequence: 1000, paste: 2000} as const;

/** Nearby a sequence comes in one piece; a network cuts it where it likes. */
export const patienceFor = (isRemote: boolean): Patience => ({escape: isRemote ? 300 : 75, ...lost});

/** The Esc that may have been Alt has been heard as itself. */
const withoutAlt = (begun: Begun): Begun => ('isAlt' in begun ? {...begun, isAlt: false} : begun);

const ownPatience = ({state}: Reading, patience: Patience): number | undefined => {
	if (state.at === 'ground') return undefined;
	if (state.at === 'paste') return state.isStalled ? undefined : patience.paste;
	return mayBeWhole(state) ? patience.escape : patience.sequence;
};

const patienceOf = (reading: Reading, patience: Patience): number | undefined => {
	const own = ownPatience(reading, patience);
	const inner = reading.records && patienceOf(reading.records, patience);
	return inner === undefined ? own : Math.min(inner, own ?? inner);
};

/** Gives up what has no end. Returns the sequence whose rest may still come. */
const giveUp = (reading: Reading): Begun | undefined => {
	const {state, records} = reading;
	if (records) {
		giveUp(records);
		reading.heard.push(...heardBy(records));
	}
	if (state.at === 'ground') return undefined;
	if (state.at === 'paste') {
		reading.state = {...state, isStalled: true};
		return undefined;
	}
	reading.heard.push(...unfinishedPresses(state));
	reading.state = ground;
	return withoutAlt(state);
};

/**
 * What a terminal sends, as presses of keys and whole pastes, in the order they came. Everything else it sends (replies to
 * questions of this program or of the one before, mouse, focus, what belongs to no protocol) is dropped here.
 *
 * It knows no clock and no stream. What reads the terminal, whether Ink is there yet or not, decodes its bytes (`decode-input.ts`), pushes
 * them, and looks at `patience` after each push: when that is a number and nothing comes for so many milliseconds, it calls
 * `settle` and looks at `patience` once more. `terminal-keys.ts` does all of it for a real terminal.
 *
 * Input may be cut anywhere: as long as the pieces come before patience ends, they mean what the whole would. Characters that
 * come in one piece are one press (`text` is then longer than one character), so that a paste without marks costs what it is
 * long, and commands of one letter are not given by it. Spaces around them are presses of their own.
 */
export const createInputFilter = (patience: Patience) => {
	const reading = createReading();
	let late: Begun | undefined;
	return {
		push: (piece: string): readonly Press[] => {
			if (late && reading.state.at === 'ground' && endsLate(late, piece)) reading.state = late;
			if (piece !== '') late = undefined;
			readPiece(reading, piece);
			return heardBy(reading);
		},
		/** How long the silence after the last piece may last before `settle` is due. Undefined: forever. */
		patience: (): number | undefined => patienceOf(reading, patience) ?? (late && patience.sequence),
		/** The silence has lasted that long. */
		settle: (): readonly Press[] => {
			late = giveUp(reading);
			return heardBy(reading);
		},
	};
};
