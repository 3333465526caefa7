import type {FieldKey} from '../../wizard/answers.js';
import type {Item} from '../../wizard/field.js';
import {helpOf} from '../../wizard/select.js';
import {narrow, type ViewInput} from '../fields/view.js';
import {wayBack} from '../fields/way-back.js';
import type {Line} from '../lines/line.js';
import {textLines} from '../lines/rows.js';

/** For one line alone, where the words of its step lead on from something. Of Zoho's own fields: those of another server stand alone. */
const alone: Partial<Record<FieldKey, string>> = {
	dataCenter: 'Choose where your Zoho account lives.',
	clientSecret: 'Copy the Client Secret again from the Client Secret tab and paste it here.',
};

/** What to do for one line alone, from the longest to the shortest. */
const textsAlone = (item: Item, {state}: ViewInput): readonly string[] => {
	const help = helpOf(state, item);
	const {where, instruction, short} = help;
	const text = (help === item.help ? alone[item.key] : undefined) ?? where ?? instruction ?? '';
	// Beside both, the short one is the one of the instruction.
	return short === undefined || (where !== undefined && instruction !== undefined) ? [text] : [text, short];
};

const sentence = (text: string): string => (text === '' || /[.?]$/.test(text) ? text : `${text}.`);

/** What to do while one line is fixed, and where that leads back to. Undefined: two rows are too few for both. */
export const fixingInstruction = (item: Item, input: ViewInput): readonly Line[] | undefined => {
	const {state, columns} = input;
	if (!state.isReviewing || item.key === 'review') return undefined;
	const texts = textsAlone(item, input);
	const back = wayBack(state, columns, item.key === 'consoleForm' ? 'The last row' : 'Enter');
	if (columns < narrow) {
		// The first row may be the only one.
		const whole = texts.map(text => textLines(sentence(text), columns)).find(({length}) => length <= 1) ?? [];
		return [...whole, ...textLines(back, columns)];
	}
	const rows = texts.map(text => textLines(`${sentence(text)} ${back}`.trim(), columns));
	return rows.find(({length}) => length <= 2);
};
