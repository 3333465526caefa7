import {isElsewhere} from '../../wizard/elsewhere.js';
import {consoleValues} from '../../wizard/select.js';
import {answersOf} from '../../wizard/state.js';
import {findDataCenter} from '../../zoho/data-center.js';
import {type Hint, isCommand} from '../lines/keys.js';
import {type Line, line, span} from '../lines/line.js';
import {type Drawn, type FieldView, focusLabel, moved, moveOf, type ViewInput} from './view.js';

const highlightOf = (input: ViewInput): number =>
	Math.min(input.local.highlight ?? 0, Math.max(0, consoleValues(input.state).length - 1));

const portNotice = (input: ViewInput): readonly Line[] => {
	const {ports} = input.state;
	if (!ports || ports.taken.length === 0) return [];
	const free =
		ports.free.length === 0
			? 'none of them is free now; a paste will still finish it'
			: 'the other one is free';
	return [
		line(
			span(
				`  ${input.glyphs.warning}Port ${ports.taken.join(' and ')} is taken by another program; ${free}.`,
				'warn',
			),
		),
	];
};

const draw = (label: string, input: ViewInput): Drawn => {
	const values = consoleValues(input.state);
	const highlight = highlightOf(input);
	const lines: Line[] = [focusLabel(label, input.glyphs)];
	let focus = 0;
	let previous = '';
	for (const [index, {label: name, value}] of values.entries()) {
		if (name !== previous) lines.push(line(span(`  ${name}`, 'muted')));
		previous = name;
		if (index === highlight) focus = lines.length;
		lines.push(
			line(
				span(index === highlight ? `  ${input.glyphs.highlight}` : '    ', 'accent'),
				span(value, index === highlight ? 'accent' : 'plain'),
			),
		);
	}
	return {lines: [...lines, ...portNotice(input)], focus};
};

const zohoHints = ({state}: ViewInput): readonly Hint[] => [
	{command: 'openConsole', label: 'open console'},
	{command: 'move', label: 'choose'},
	{command: 'sigmaUrls', label: `${answersOf(state).includeSigmaUrls ? 'drop' : 'add'} Sigma's URLs`},
];

/** The API Console's form, value by value, in its order; each can be copied alone. */
export const consoleFormView = (label: string): FieldView => ({
	draw: input => {
		const {state} = input;
		const dataCenter = findDataCenter(state.context.dataCenters, answersOf(state).dataCenter);
		return draw(
			dataCenter ? `${label}: ${dataCenter.console}` : 'Register an OAuth client at the server',
			input,
		);
	},
	press: (press, input) => {
		const values = consoleValues(input.state);
		const next = moved(highlightOf(input), values.length, input.rows, moveOf(press, isCommand));
		if (next !== undefined) return {local: {highlight: next}};
		if (isCommand(press, 'openConsole')) return {events: [{type: 'opened-console'}]};
		if (isCommand(press, 'sigmaUrls')) return {events: [{type: 'toggled-sigma-urls'}]};
		if (!isCommand(press, 'copy')) return undefined;
		const index = highlightOf(input);
		const value = values[index];
		if (!value) return {};
		// The next value is the one wanted next.
		const local = {highlight: Math.min(index + 1, values.length - 1)};
		return {local, events: [{type: 'copied-value', label: value.label, text: value.value}]};
	},
	hints: input => [
		{command: 'accept', label: 'go on'},
		{command: 'copy', label: 'copy'},
		...(isElsewhere(answersOf(input.state), input.state.context)
			? [{command: 'move', label: 'choose'} as const]
			: zohoHints(input)),
	],
});
