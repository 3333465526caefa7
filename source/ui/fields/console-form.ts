import {
	type ConsoleRow,
	consoleLabel,
	consoleRows,
	consoleUrl,
	hasRedirectUris,
	isEditable,
	valueProblem,
} from '../../wizard/console.js';
import {isElsewhere} from '../../wizard/elsewhere.js';
import {answersOf} from '../../wizard/state.js';
import {hasSide, listOfRows, sideColumn} from '../lines/bands.js';
import {editField} from '../lines/editor.js';
import {type Hint, hint, hintIf, isCommand, type Press} from '../lines/keys.js';
import {hanging, type Line, line, span} from '../lines/line.js';
import {markSpan, taskRow, toneLines} from '../lines/rows.js';
import {type Drawn, type FieldView, moved, narrow, type Pressed, type ViewInput} from './view.js';

/** Where the values stand: behind the console's longest label. */
const valueAt = 30;

/** The row that comes next: the one that a person went to, else the first one that is not done. */
const highlightOf = (rows: readonly ConsoleRow[], {local}: ViewInput): number => {
	const first = rows.findIndex(({mark}) => mark === undefined);
	return Math.min(local.highlight ?? (first < 0 ? rows.length - 1 : first), rows.length - 1);
};

const countDone = (rows: readonly ConsoleRow[]): number => rows.filter(({mark}) => mark !== undefined).length;

export const consoleCount = (input: Pick<ViewInput, 'state'>): string => {
	const rows = consoleRows(input.state);
	return `${countDone(rows)} of ${rows.length} done`;
};

const labelOf = (row: ConsoleRow, previous: ConsoleRow | undefined): string => {
	if (!row.copyable && row.key === 'create') return 'then click';
	return row.label === previous?.label ? '+' : row.label;
};

/** The rows of the form; in a narrow window the value of the highlighted one stands below its label. */
const drawRows = (rows: readonly ConsoleRow[], highlight: number, input: ViewInput): readonly Line[] =>
	rows.flatMap((row, index): readonly Line[] => {
		const where = {isHere: index === highlight, isDone: row.mark !== undefined};
		const label = labelOf(row, rows[index - 1]);
		const task = {
			label,
			style: label === row.label ? undefined : 'muted',
			value: row.value,
			state: row.mark === undefined ? [] : [span(row.mark, 'muted')],
			at: valueAt,
		} as const;
		if (input.columns >= narrow) return [taskRow(task, where, input)];
		const isApart = where.isHere || where.isDone;
		const first = taskRow({...task, ...(isApart ? {value: ''} : {}), at: 4}, where, input);
		return where.isHere ? [first, line(span('    '), span(row.value, 'match'))] : [first];
	});

const settingsSteps = [
	'Settings tab',
	'Use the same OAuth credentials',
	'Slide the toggle of each data center',
] as const;

const sideOf = (
	rows: readonly ConsoleRow[],
	highlight: number,
	{glyphs, state, size: {columns}}: ViewInput,
): readonly Line[] => {
	// What another server's form asks for is not known.
	if (isElsewhere(answersOf(state), state.context)) return [];
	const here = rows[highlight]?.label;
	const step = (label: string, isDone: boolean): Line =>
		label === here
			? line(markSpan('here', glyphs), span(label, 'title'))
			: line(markSpan(isDone ? 'good' : 'ahead', glyphs), span(label));
	const isDone = (label: string): boolean =>
		rows.filter(row => row.label === label).every(({mark}) => mark !== undefined);
	const labels = [...new Set(rows.map(({label}) => label))];
	const hasBegun = rows.some(({mark}) => mark !== undefined);
	return [
		line(span('In the API Console', 'title')),
		line(''),
		step('Add Client', hasBegun),
		...labels
			.map(label => step(label, isDone(label)))
			.flatMap((row, index) =>
				labels[index] === 'Authorized Redirect URIs'
					? [row, line(span('  + adds a row for each further one', 'muted'))]
					: [row],
			),
		line(''),
		line(span('Then', 'title')),
		line(''),
		...[
			// A Self Client has no Settings: it acts in one data center.
			...(answersOf(state).clientType === 'self-client' ? [] : settingsSteps),
			'Client Secret tab: copy the Client ID and Client Secret',
		].flatMap(step => hanging([markSpan('ahead', glyphs)], step, columns - sideColumn - 1)),
	];
};

/** That a port is taken, or that Sigma's URLs are among the values: it stays in sight. */
const portNote = (input: ViewInput): Pick<Drawn, 'note'> => {
	const {ports} = input.state;
	if (!ports || ports.taken.length === 0) return {};
	const free =
		ports.free.length === 0
			? 'none of them is free now; a paste will still finish it'
			: 'the other one is free';
	const text = `Port ${ports.taken.join(' and ')} is taken by another program; ${free}.`;
	return {note: toneLines(text, 'warn', input)};
};

/** Enter: copies a value, or marks a click as done, and goes to the next row; after the last one it goes on. */
const take = (rows: readonly ConsoleRow[], highlight: number, input: ViewInput): Pressed => {
	const row = rows[highlight];
	if (!row) return {};
	const done = row.copyable
		? ({type: 'copied-value', label: row.label, text: row.value, key: row.key} as const)
		: ({type: 'clicked-row', key: row.key} as const);
	const isAllDone = rows.every(({mark}) => mark !== undefined);
	if (highlight === rows.length - 1)
		return {events: [...(isAllDone ? [] : [done]), {type: 'accepted', at: input.now}]};
	return {local: {highlight: highlight + 1}, events: [done]};
};

/** The row whose value is typed in the place of the field. */
const editedRow = (rows: readonly ConsoleRow[], {local}: ViewInput): ConsoleRow | undefined =>
	rows.find(({key}) => key === local.editing);

const stopsEditing = {editing: undefined, filter: '', cursor: undefined} as const;

/** What a person should know of the value, or why it cannot be that. */
const aboutValue = (row: ConsoleRow, {local}: ViewInput): string =>
	valueProblem(row, local.filter) ??
	(row.key === 'client-name' ? 'Shown to people who consent.' : 'Any https address of yours.');

/** Keys while a value is typed: it is kept with each letter, so that Esc and leaving lose nothing. */
const pressEdited = (press: Press, row: ConsoleRow, {local, now}: ViewInput): Pressed => {
	if (isCommand(press, 'accept'))
		return valueProblem(row, local.filter)
			? {}
			: {
					local: stopsEditing,
					events: [{type: 'edited-console-value', key: row.key, value: local.filter, at: now}],
				};
	const {filter} = local;
	const after = editField(filter, local.cursor, press);
	if (!after) return {};
	const event = {type: 'edited-console-value', key: row.key, value: after.text} as const;
	return {
		local: {filter: after.text, cursor: after.cursor},
		events: after.text === filter ? [] : [event],
	};
};

const pressLetter = (press: Press, row: ConsoleRow | undefined, {state}: ViewInput): Pressed => {
	const edits = state.consoleEdits;
	if (isCommand(press, 'openConsole')) return {events: [{type: 'opened-console'}]};
	if (isCommand(press, 'sigmaUrls'))
		return hasRedirectUris(state) ? {events: [{type: 'toggled-sigma-urls'}]} : {};
	if (isCommand(press, 'edit') && row && isEditable(row))
		return {local: {editing: row.key, filter: edits?.[row.key] ?? row.value, cursor: undefined}};
	if (!isCommand(press, 'copy')) return undefined;
	return row?.copyable
		? {events: [{type: 'copied-value', label: row.label, text: row.value, key: row.key}]}
		: {};
};

const zohoHints = ({state}: ViewInput): readonly Hint[] => [
	hint('openConsole', 'open console', 'open'),
	...(hasRedirectUris(state)
		? [hint('sigmaUrls', answersOf(state).includeSigmaUrls ? "drop Sigma's URLs" : "Sigma's URLs")]
		: []),
];

const hintsOf = (input: ViewInput): readonly Hint[] => {
	const rows = consoleRows(input.state);
	const row = rows[highlightOf(rows, input)];
	const isAllDone = rows.every(({mark}) => mark !== undefined);
	if (editedRow(rows, input)) return [hint('accept', 'use it')];
	return [
		hint('accept', isAllDone ? 'go on' : row?.copyable ? 'copy, go on' : 'clicked, go on'),
		...hintIf(isAllDone, 'copy', 'copy again'),
		...hintIf(row && isEditable(row), 'edit', 'edit'),
		...(isElsewhere(answersOf(input.state), input.state.context) ? [] : zohoHints(input)),
		hint('nextField', 'skip'),
	];
};

/** The co-pilot of the API Console: its form value by value, in its order. Enter copies one and goes on. */
export const consoleFormView: FieldView = {
	takesText: input => input.local.editing !== undefined,
	back: input => (input.local.editing === undefined ? undefined : {local: stopsEditing}),
	draw: input => {
		const rows = consoleRows(input.state);
		const highlight = highlightOf(rows, input);
		const edited = editedRow(rows, input);
		const isNarrow = input.columns < narrow;
		const drawn = drawRows(rows, highlight, input);
		return {
			...(edited
				? {
						label: edited.label,
						instruction: aboutValue(edited, input),
						input: {text: input.local.filter, cursor: input.local.cursor},
					}
				: {
						label: consoleLabel(input.state),
						value: isNarrow ? [] : [span(consoleUrl(input.state), 'accent')],
					}),
			counter: [span(consoleCount(input), 'muted')],
			pane: {
				list: {
					...listOfRows(drawn, highlight + drawn.length - rows.length),
					least: 6,
					most: 9,
					above: 'done',
				},
			},
			...(hasSide(input.size) ? {side: sideOf(rows, highlight, input)} : {}),
			...portNote(input),
		};
	},
	press: (press, input) => {
		const rows = consoleRows(input.state);
		const edited = editedRow(rows, input);
		if (edited) return pressEdited(press, edited, input);
		const highlight = highlightOf(rows, input);
		const next = moved(press, highlight, rows.length, input.rows);
		if (next !== undefined) return {local: {highlight: next}};
		if (isCommand(press, 'accept')) return take(rows, highlight, input);
		if (!isCommand(press, 'mark')) return pressLetter(press, rows[highlight], input);
		const key = rows[highlight]?.key;
		return key === undefined ? {} : {events: [{type: 'clicked-row', key}]};
	},
	hints: hintsOf,
};
