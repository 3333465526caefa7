import type {Help} from '../../wizard/field.js';
import {moved, type Pressed, type ViewInput} from '../fields/view.js';
import {type Bands, listOfRows} from '../lines/bands.js';
import {productLine} from '../lines/bars.js';
import {type Hint, hint, hintIf, hintParts, isCommand, type Press} from '../lines/keys.js';
import {hanging, type Line, line, span} from '../lines/line.js';
import {textLines} from '../lines/rows.js';

/** What help is asked about: its name, what is known of it, and the keys that work there. */
export type HelpTopic = {
	readonly label: string;
	readonly help: Help;
	readonly hints: readonly Hint[];
	/** A page of its own, above the keys. */
	readonly rows?: readonly Line[];
	/** Further paragraphs, each with its heading. */
	readonly more?: readonly {readonly label: string; readonly text: string}[];
};

/** Keys that work on every screen, besides those of its last row. */
const everywhere: readonly (readonly [string, string])[] = [
	['Tab, Shift+Tab', 'next field, field before'],
	['Ctrl+L', 'draw the screen again'],
	['Ctrl+Z', 'suspend; fg comes back'],
	['Ctrl+C', 'leave; your answers are kept'],
];

const part = (label: string, text: string | undefined, columns: number): readonly Line[] =>
	text ? [line(span(label, 'muted')), ...textLines(text, columns)] : [];

const keyRows = (hints: readonly Hint[], {glyphs, columns}: ViewInput): readonly Line[] =>
	[
		...hints
			.filter(({command}) => command !== 'leave')
			.map(hint => hintParts(hint, glyphs))
			.map(({key, label}) => [key, label] as const),
		...everywhere,
	].flatMap(([key, label]) => {
		const at = Math.min(18, Math.floor(columns / 2));
		return hanging([span(key.padEnd(at), 'title')], label, columns);
	});

const rowsOf = (
	{label: _label, help, hints, rows = [], more = []}: HelpTopic,
	input: ViewInput,
): readonly Line[] => {
	const {columns} = input;
	return [
		...rows,
		...(rows.length > 0 ? [line('')] : []),
		...part('What to do', help.instruction, columns),
		...part('Where', help.where, columns),
		...part('Why', help.why, columns),
		...part('Example', help.example, columns),
		...more.flatMap(one => part(one.label, one.text, columns)),
		line(span('Keys', 'muted')),
		...keyRows(hints, input),
	];
};

/** Rows that the page has for its text. */
const roomOf = ({size}: ViewInput): number => Math.max(1, size.rows - 5);

const lastScroll = (topic: HelpTopic, input: ViewInput): number =>
	Math.max(0, rowsOf(topic, input).length - roomOf(input));

/** Help in the place of form and pane: the same page at every size, which scrolls. */
export const helpBands = (topic: HelpTopic, input: ViewInput): Bands => {
	const {glyphs, size, local} = input;
	const rows = rowsOf(topic, input);
	const room = roomOf(input);
	const from = Math.min(local.help ?? 0, lastScroll(topic, input));
	return {
		head: [productLine('Help', topic.label, glyphs, size.columns)],
		pane: {
			list: {...listOfRows(rows, from + Math.floor(room / 2)), most: room, least: room},
		},
		keys: [...hintIf(rows.length > room, 'move', 'scroll'), hint('back', 'back')],
	};
};

/** Keys while help is open: all others close it no more than they do anything else. */
export const pressHelp = (press: Press, topic: HelpTopic, input: ViewInput): Pressed => {
	const from = Math.min(input.local.help ?? 0, lastScroll(topic, input));
	const isOver = (['back', 'help', 'allKeys', 'accept'] as const).some(command => isCommand(press, command));
	if (isOver) return {local: {help: undefined}};
	return {local: {help: moved(press, from, lastScroll(topic, input) + 1, roomOf(input) + 1) ?? from}};
};
