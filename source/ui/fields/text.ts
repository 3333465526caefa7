import {textOf} from '../../wizard/select.js';
import {editLine} from '../lines/editor.js';
import {inputLine} from '../lines/input-line.js';
import {isCommand} from '../lines/keys.js';
import {graphemesOf} from '../lines/line.js';
import {type FieldViewOf, typed} from './view.js';

/** A line of text; a secret is masked until it is revealed. */
export const textView: FieldViewOf = field => {
	const isSecret = field.kind === 'secret';
	return {
		draw: input => {
			const {text, placeholder} = textOf(input.state, field.key);
			const drawn = inputLine({
				label: field.label,
				text,
				placeholder,
				cursor: input.local.cursor,
				isMasked: isSecret && !input.local.isRevealed,
				columns: input.columns,
				glyphs: input.glyphs,
			});
			return {lines: [drawn.line], focus: 0, cursor: {line: 0, column: drawn.column}};
		},
		press: (press, input) => {
			if (isSecret && isCommand(press, 'reveal')) return {local: {isRevealed: !input.local.isRevealed}};
			const {text} = textOf(input.state, field.key);
			const before = {text, cursor: input.local.cursor ?? graphemesOf(text).length};
			const after = editLine(before, press);
			if (!after) return undefined;
			const events = after.text === text ? [] : [typed(field.key, after.text)];
			return {local: {cursor: after.cursor}, events};
		},
		hints: input => [
			{command: 'accept', label: 'accept'},
			...(isSecret ? [{command: 'reveal', label: input.local.isRevealed ? 'hide' : 'show'} as const] : []),
		],
	};
};
