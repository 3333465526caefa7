import type {AnswerKey} from '../../wizard/answers.js';
import type {WizardEvent} from '../../wizard/events.js';
import type {Field} from '../../wizard/field.js';
import type {PickerPlace} from '../../wizard/scopes/picker.js';
import type {WizardState} from '../../wizard/state.js';
import type {FindCalls} from '../../zoho/operations/calls-meant.js';
import type {ScopeCatalogue} from '../../zoho/scopes/catalogue.js';
import type {Bands, BandsSize, Pane} from '../lines/bands.js';
import type {Glyphs} from '../lines/glyphs.js';
import type {EditedText} from '../lines/input-line.js';
import {type Hint, isCommand, type Press} from '../lines/keys.js';
import type {Line, Span} from '../lines/line.js';
import type {QrModules} from '../lines/qr.js';

/** What a field's view remembers besides the answer: where one looks, not what one said. */
export type Local = {
	/** Highlighted row; undefined until the user moves it. */
	readonly highlight: number | undefined;
	readonly filter: string;
	/** Cursor in the text or the filter; undefined is the end. */
	readonly cursor: number | undefined;
	readonly isRevealed: boolean;
	/** How far the help is scrolled, while it is open. */
	readonly help?: number | undefined;
	/** Where one stands among the scopes. */
	readonly picker?: PickerPlace | undefined;
	/** The key of the row of the console's form that is edited; its text is `filter`. */
	readonly editing?: string | undefined;
};

export const freshLocal: Local = {highlight: undefined, filter: '', cursor: undefined, isRevealed: false};

/** What every field view gets. */
export type ViewInput = {
	readonly state: WizardState;
	readonly local: Local;
	/** Columns that head, form and pane may take. */
	readonly columns: number;
	/** The rows of a list that Page Up and Page Down go by. */
	readonly rows: number;
	/** The whole window. */
	readonly size: BandsSize;
	readonly glyphs: Glyphs;
	/** The scopes, once loaded. */
	readonly catalogue: ScopeCatalogue | undefined;
	/** Finds the scopes of a call, once one was typed and the calls are loaded. */
	readonly findCalls?: FindCalls | undefined;
	/** What draws Ready and hears its keys, once loaded. */
	readonly ready?: ReadyFace | undefined;
	/** The QR code of a text, once what makes them is loaded. */
	readonly qr?: ((text: string) => QrModules) | undefined;
	/** Milliseconds since the epoch. */
	readonly now: number;
	/** Whether Esc leads out of the wizard from its first question. */
	readonly hasHome: boolean;
};

/** The last screen of a wizard: a module of its own, because the first frames do without it. */
export type ReadyFace = {
	readonly bands: (input: ViewInput) => Bands;
	readonly press: (press: Press, input: ViewInput) => Pressed;
	/** The products that are asked while a new grant is tested; the table of all of them comes with it. */
	readonly tested: (state: WizardState) => string;
	/** All that it says, in full length. */
	readonly page: (input: ViewInput) => readonly Line[];
};

/** Whether a window has so few rows that only what is asked and the ways on have room. */
export const isLow = ({size}: Pick<ViewInput, 'size'>): boolean => size.rows < 18;

/** Below so many columns words are fewer, and what else stands beside a thing stands below it. */
export const narrow = 60;

/** What a field puts into the bands of its screen while it has the focus. */
export type Drawn = {
	/** Instead of the field's own label. */
	readonly label?: string;
	/** Behind the label: what the field stands at, or the text that is edited. */
	readonly value?: readonly Span[];
	readonly input?: EditedText;
	/** Whether the other rows of the form and the help are not shown. */
	readonly isAlone?: boolean;
	/** Instead of the title of the step. */
	readonly page?: string;
	/** A page without a row for its label. */
	readonly hasNoRow?: boolean;
	/** Instead of the field's own instruction. */
	readonly instruction?: string;
	/** At the right of the title. */
	readonly counter?: readonly Span[];
	readonly pane: Pane;
	/** What is said of the highlighted row, whole: the pane may have no room for all of it. Help has. */
	readonly about?: readonly string[];
	/** Which key helps against the problem that Enter named. */
	readonly remedy?: string;
	/** What is to be said about the answer, instead of the field's own warning. */
	readonly note?: readonly Line[];
	/** Beside the form, in a wide window. */
	readonly side?: readonly Line[];
};

/** What a key does: to the view's memory, to the wizard. Undefined: the key means nothing here. */
export type Pressed =
	| {
			readonly local?: Partial<Local>;
			readonly events?: readonly WizardEvent[];
			/** Out of the wizard from its first question, back to Home where there is one; from Ready on to *Copy to Sigma*, or out. */
			readonly leaves?: 'back' | 'left' | 'sigma' | 'done';
	  }
	| undefined;

/** The focused look of one kind of item. Pure: the same input draws the same lines. */
export type FieldView = {
	readonly draw: (input: ViewInput) => Drawn;
	readonly press: (press: Press, input: ViewInput) => Pressed;
	/** What Esc does while something is open within the field view; undefined: nothing is. */
	readonly back?: (input: ViewInput) => Pressed;
	/** Enter first, then the keys of this field; Esc, help and Ctrl+C come behind. */
	readonly hints: (input: ViewInput) => readonly Hint[];
	/** Whether letters are typed into it, so that `?` is one and help is Ctrl+G alone. */
	readonly takesText?: (input: ViewInput) => boolean;
};

export const typed = (
	key: AnswerKey,
	value: string | boolean | readonly string[],
	notice?: string,
): WizardEvent => ({type: 'typed', key, value, notice});

/** Where each key that moves leads, from a place in a list whose pages have so many rows. */
const moves = {
	up: (from: number) => from - 1,
	down: (from: number) => from + 1,
	pageUp: (from: number, page: number) => from - page,
	pageDown: (from: number, page: number) => from + page,
	first: () => 0,
	last: () => Number.POSITIVE_INFINITY,
};

export const moveOf = (press: Press): keyof typeof moves | undefined =>
	(Object.keys(moves) as (keyof typeof moves)[]).find(move => isCommand(press, move));

/** Moves a highlight by a key; undefined when the key moves nothing. */
export const moved = (press: Press, highlight: number, count: number, rows: number): number | undefined => {
	const move = moveOf(press);
	if (!move) return undefined;
	return Math.max(0, Math.min(moves[move](highlight, Math.max(1, rows - 1)), count - 1));
};

export type FieldViewOf = (field: Field) => FieldView;
