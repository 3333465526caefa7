import type {HomeEvent} from '../../home/events.js';
import type {HomeState} from '../../home/state.js';
import type {Glyphs} from '../lines/glyphs.js';

/** What every view of Home gets. */
export type HomeInput = {
	readonly state: HomeState;
	readonly columns: number;
	readonly rows: number;
	readonly glyphs: Glyphs;
	/** Milliseconds since the epoch. */
	readonly now: number;
	/** Cursor in the text that is being edited; undefined is its end. */
	readonly cursor: number | undefined;
};

/** What a key does: to Home, to the cursor. Undefined: it means nothing here. */
export type HomePressed =
	| {readonly events: readonly HomeEvent[]; readonly cursor?: number | undefined}
	| undefined;
