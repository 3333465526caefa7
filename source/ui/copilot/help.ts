import {currentPart} from '../../wizard/copilot/state.js';
import {notesOf, partWords} from '../../wizard/copilot/texts.js';
import {type Bands, listOfRows} from '../lines/bands.js';
import {type Hint, hint, hintParts} from '../lines/keys.js';
import {hanging, type Line, line, span} from '../lines/line.js';
import {formColumns, textLines} from '../lines/rows.js';
import type {CopilotInput} from './side.js';

const keys: readonly Hint[] = [
	hint('accept', 'copies the value, or marks the click as done, and goes on'),
	hint('mark', 'marks a row as done, or takes the mark away'),
	hint('move', 'to another row, also of another part'),
	hint('copy', 'copies the value again'),
	hint('openConsole', 'opens the API Console or Sigma in your browser'),
	hint('test', 'in Redirect URLs: asks Zoho again'),
	hint('nextField', 'skips a row; in New Connection: marks all clicks as done'),
	hint('left', "and → choose the extension's product"),
	hint('back', 'to the part before; from the first one it leaves'),
	hint('quit', 'leaves; what is marked is kept'),
	hint('leave', 'leaves the program'),
];

const answerKeys: readonly Hint[] = [
	hint('accept', 'gives the highlighted answer'),
	hint('yes', 'copies it; the next value that you copy replaces it'),
	hint('no', 'skips it, for a secret that you have already'),
	hint('move', 'to another answer: shown, it is masked again when you leave its row'),
	hint('back', 'asks nothing and goes back to the row'),
	hint('leave', 'leaves the program'),
];

const secretText = 'The Client Secret can be copied, shown on this screen, or skipped.';
const secretWhy =
	'Other programs can read the clipboard, and others may see your screen, so nothing is done unasked.';

/** The help page as rows: this part, or the question of the secret, first, then all keys. */
export const helpRows = ({state, columns, glyphs}: CopilotInput): readonly Line[] => {
	const heading = (text: string): Line => line(span(text, 'muted'));
	const texts = (text: string): readonly Line[] => textLines(text, columns);
	const isAsked = state.question !== undefined;
	const notes = isAsked ? [] : notesOf(state, currentPart(state));
	return [
		heading('Here'),
		...texts(isAsked ? secretText : partWords(state).instruction),
		heading('Why'),
		...texts(isAsked ? secretWhy : partWords(state).why),
		...(notes.length > 0 ? [heading('Note'), ...notes.flatMap(texts)] : []),
		heading('Keys'),
		...(isAsked ? answerKeys : keys).flatMap(hint => {
			const {key, label} = hintParts(hint, glyphs);
			return hanging([span(`${key.padEnd(8)} `, 'title')], label, formColumns(columns));
		}),
	];
};

export const helpBands = (input: CopilotInput, head: readonly Line[]): Bands => {
	const rows = helpRows(input);
	return {
		head: head.slice(0, 1),
		title: line(span('Help', 'title')),
		pane: {
			list: {...listOfRows(rows.slice(input.state.scroll)), most: 40},
		},
		keys: [hint('move', 'scroll'), hint('back', 'back')],
	};
};
