import {moved} from '../fields/view.js';
import type {Bands} from '../lines/bands.js';
import {hint, hintIf, isCommand, type Press} from '../lines/keys.js';
import {type Line, line, rowWidth, span, widthOf} from '../lines/line.js';
import {buttonRow, formColumns, rowMark, textLines} from '../lines/rows.js';
import {homeHead} from './common.js';
import type {HomeInput, HomePressed} from './input.js';

/** A way to a first connection: the wizard, or a command that is typed elsewhere. */
type Way = {readonly label: string; readonly beside: string; readonly command?: string};

/** The first one is what Home itself does. */
export const emptyWays = ({
	program = 'zconn',
	isPractice,
}: Pick<HomeInput['glyphs'], 'program' | 'isPractice'>): readonly Way[] => {
	const way = (label: string, words: string): Way => {
		const command = `${program} ${words}`;
		return {label, beside: command, command};
	};
	return [
		{label: 'Set up a connection', beside: 'about four minutes'},
		...(isPractice ? [] : [way('Try it first with a practice Zoho', 'practice')]),
		way('Bring connections from elsewhere', 'import FILE'),
	];
};

/** Where the commands begin, in columns. */
const commandColumn = 40;

/** A way: the first one is the button. What has no room beside them stands below the one that is highlighted. */
const wayRows = (
	{label, beside, command}: Way,
	isHere: boolean,
	hasRoom: boolean,
	input: HomeInput,
): readonly Line[] => {
	const isButton = command === undefined;
	const own =
		isHere && isButton
			? buttonRow(label, {hasFocus: true}, input)
			: line(
					rowMark(isHere ? 'here' : undefined, input.glyphs),
					span(label, isHere ? 'match' : isButton ? 'title' : 'plain'),
				);
	const other = span(beside, isButton ? 'muted' : 'accent');
	if (!hasRoom) return isHere ? [own, line(span('    '), other)] : [own];
	const column = isButton ? rowWidth(own) + 2 : commandColumn;
	return [line(...own.spans, span(' '.repeat(Math.max(1, column - rowWidth(own)))), other)];
};

/** Nothing is saved, or nothing but services: what a connection is, and the ways to the first one. */
export const emptyBands = (input: HomeInput): Bands => {
	const {columns, glyphs, state} = input;
	const ways = emptyWays(glyphs);
	const chosen = ways[state.way];
	const hasRoom = ways.every(({beside}) => commandColumn + widthOf(beside) <= formColumns(columns));
	return {
		head: homeHead(input, 'Home', ''),
		title: line(span('No connections yet', 'title')),
		instruction: textLines(
			'A connection is one consent given to a service: an account, its tokens, and what they may do.',
			columns,
		),
		short: 'A connection is one consent given to a service.',
		form: ways.flatMap((way, index) => wayRows(way, index === state.way, hasRoom, input)),
		focus: state.way,
		isWhole: true,
		keys: [
			hint('accept', chosen?.command === undefined ? 'new connection' : 'copy it'),
			hint('move', 'choose'),
			...hintIf(Object.keys(state.file.services).length > 0, 'services', 'services'),
			hint('allKeys', 'help'),
			hint('quit', 'leave'),
		],
	};
};

/** What a key means to the ways; undefined where it is a key of Home's as everywhere. */
export const pressEmpty = (press: Press, {state, glyphs}: HomeInput): HomePressed => {
	const ways = emptyWays(glyphs);
	const text = ways[state.way]?.command;
	if (isCommand(press, 'accept') && text !== undefined) return {events: [{type: 'copied-command', text}]};
	const index = moved(press, state.way, ways.length, ways.length);
	return index === undefined ? undefined : {events: [{type: 'highlighted', index}]};
};
