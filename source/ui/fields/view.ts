import type {AnswerKey} from '../../wizard/answers.js';
import type {WizardEvent} from '../../wizard/events.js';
import type {Field} from '../../wizard/field.js';
import type {PickerPlace} from '../../wizard/scopes/picker.js';
import type {WizardState} from '../../wizard/state.js';
import type {FindCalls} from '../../zoho/operations/calls-meant.js';
import type {ScopeCatalogue} from '../../zoho/scopes/catalogue.js';
import type {Glyphs} from '../lines/glyphs.js';
import type {Hint, Press} from '../lines/keys.js';
import {type Line, line, span} from '../lines/line.js';

/** What a field's view remembers besides the answer: where one looks, not what one said. */
export type Local = {
	/** Highlighted row; undefined until the user moves it. */
	readonly highlight: number | undefined;
	readonly filter: string;
	/** Cursor in the text or the filter; undefined is the end. */
	readonly cursor: number | undefined;
	readonly isRevealed: boolean;
	/** Where one stands among the scopes. */
	readonly picker?: PickerPlace | undefined;
};

export const freshLocal: Local = {highlight: undefined, filter: '', cursor: undefined, isRevealed: false};

/** What every field view gets. `rows` is the room that a list may take. */
export type ViewInput = {
	readonly state: WizardState;
	readonly local: Local;
	readonly columns: number;
	readonly rows: number;
	readonly glyphs: Glyphs;
	/** The scopes, once loaded. */
	readonly catalogue: ScopeCatalogue | undefined;
	/** Finds the scopes of a call, once one was typed and the calls are loaded. */
	readonly findCalls?: FindCalls | undefined;
	/** Milliseconds since the epoch. */
	readonly now: number;
	/** Whether Esc leads out of the wizard from its first question. */
	readonly hasHome: boolean;
};

/** Lines of a field view, the one that must stay in sight, and where the terminal's cursor belongs. */
export type Drawn = {
	readonly lines: readonly Line[];
	readonly focus: number;
	readonly cursor?: {readonly line: number; readonly column: number};
	/** The highlighted row in full, where a row has no room for it; shown above the help. */
	readonly detail?: string;
	/** Keys that there is no room for in the last line; shown above it. */
	readonly more?: readonly Hint[];
	/** What is to be said about the answer, instead of the field's own warning. */
	readonly status?: readonly Line[];
};

/** What a key does: to the view's memory, to the wizard. Undefined: the key means nothing here. */
export type Pressed =
	| {
			readonly local?: Partial<Local>;
			readonly events?: readonly WizardEvent[];
			/** Out of the wizard, back to Home. */
			readonly leaves?: true;
	  }
	| undefined;

/** The focused look of one kind of item. Pure: the same input draws the same lines. */
export type FieldView = {
	readonly draw: (input: ViewInput) => Drawn;
	readonly press: (press: Press, input: ViewInput) => Pressed;
	/** What Esc does while something is open within the field view; undefined: nothing is. */
	readonly back?: (input: ViewInput) => Pressed;
	readonly hints: (input: ViewInput) => readonly Hint[];
};

export const typed = (
	key: AnswerKey,
	value: string | boolean | readonly string[],
	notice?: string,
): WizardEvent => ({type: 'typed', key, value, notice});

/** `❯ Label`, the line that says where the focus is. */
export const focusLabel = (label: string, glyphs: Glyphs): Line =>
	line(span(glyphs.focus, 'accent'), span(label, 'title'));

/** The part of a list that is in sight, around the highlight. */
export const windowOf = (
	count: number,
	highlight: number,
	rows: number,
): {readonly from: number; readonly to: number} => {
	const size = Math.max(1, Math.min(count, rows));
	const from = Math.min(Math.max(0, highlight - Math.floor(size / 2)), Math.max(0, count - size));
	return {from, to: Math.min(count, from + size)};
};

/** Moves a highlight by a key; undefined when the key moves nothing. */
export const moved = (
	highlight: number,
	count: number,
	rows: number,
	step: 'up' | 'down' | 'pageUp' | 'pageDown' | 'first' | 'last' | undefined,
): number | undefined => {
	const last = Math.max(0, count - 1);
	switch (step) {
		case 'up':
			return Math.max(0, highlight - 1);
		case 'down':
			return Math.min(last, highlight + 1);
		case 'pageUp':
			return Math.max(0, highlight - Math.max(1, rows - 1));
		case 'pageDown':
			return Math.min(last, highlight + Math.max(1, rows - 1));
		case 'first':
			return 0;
		case 'last':
			return last;
		case undefined:
			return undefined;
	}
};

const moves = ['up', 'down', 'pageUp', 'pageDown', 'first', 'last'] as const;

export const moveOf = (
	press: Press,
	isCommand: (press: Press, command: (typeof moves)[number]) => boolean,
): (typeof moves)[number] | undefined => moves.find(move => isCommand(press, move));

export type FieldViewOf = (field: Field) => FieldView;
