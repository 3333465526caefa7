import {textOf, warningOf} from '../../wizard/select.js';
import {answersOf} from '../../wizard/state.js';
import {counted} from '../../zoho/text.js';
import {editField} from '../lines/editor.js';
import {hint, hintIf, isCommand} from '../lines/keys.js';
import {line, span} from '../lines/line.js';
import {toneLines} from '../lines/rows.js';
import {type FieldViewOf, typed, type ViewInput} from './view.js';

const isMasked = (isSecret: boolean, {local}: ViewInput): boolean => isSecret && !local.isRevealed;

/** How long a secret is, which is all that is said of one. */
export const lengthText = (text: string): string => counted(text.length, 'character');

/** A line of text; a secret is masked until it is revealed. */
export const textView: FieldViewOf = field => {
	const isSecret = field.kind === 'secret';
	return {
		takesText: () => true,
		draw: input => {
			const {state, local} = input;
			const {text, placeholder} = textOf(state, field.key);
			const isOdd = warningOf(state, field) !== undefined;
			const fine = text === '' || isOdd ? undefined : field.fine?.(text, answersOf(state), state.context);
			const isShown = isSecret && local.isRevealed;
			const shown = 'Visible on this screen. Ctrl+R hides it; leaving the field hides it too.';
			return {
				input: {
					text,
					placeholder,
					cursor: local.cursor,
					isMasked: isMasked(isSecret, input),
					right: isSecret && isOdd ? [span(lengthText(text), 'muted')] : [],
				},
				pane:
					isSecret && text !== '' && state.isReviewing
						? {top: [line(span('  A paste replaces what stands here.', 'muted'))]}
						: {},
				note: isShown ? toneLines(shown, 'warn', input) : toneLines(fine ?? '', 'good', input),
			};
		},
		press: (press, input) => {
			if (isSecret && isCommand(press, 'reveal')) return {local: {isRevealed: !input.local.isRevealed}};
			const {text} = textOf(input.state, field.key);
			const isRefused = input.state.problem?.key === field.key;
			const after = editField(text, input.local.cursor, press, isRefused || isMasked(isSecret, input));
			if (!after) return undefined;
			const events = after.text === text ? [] : [typed(field.key, after.text)];
			return {local: {cursor: after.cursor}, events};
		},
		hints: input => [
			hint('accept', warningOf(input.state, field) === undefined ? 'accept' : 'use it anyway'),
			...hintIf(
				field.key === 'connectionName' && input.state.context.target === undefined,
				'nextField',
				'link name',
			),
			...hintIf(isSecret, 'reveal', input.local.isRevealed ? 'hide' : 'show'),
		],
	};
};
