import {withProgramName} from '../../connection/program-name.js';
import type {HomeState} from '../../home/state.js';
import {whatAndWhy} from '../../zoho/refusal.js';
import {keyLine, productLine} from '../lines/bars.js';
import type {FrameParts} from '../lines/frame.js';
import type {Hint} from '../lines/keys.js';
import {type Line, line, paragraph, span} from '../lines/line.js';
import type {HomeInput} from './input.js';

const countText = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

/** Digits in threes, without `Intl`. */
const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');

const connectionCount = ({total}: HomeState): string =>
	total < 1000 ? countText(total, 'connection') : `${grouped(total)} connections`;

export const homeHead = ({state, columns, glyphs}: HomeInput, title: string): readonly Line[] => [
	productLine(title, connectionCount(state), glyphs, columns),
];

const runningText = ({running}: HomeState): string | undefined => {
	if (!running) return undefined;
	const count = running.of > 1 ? ` ${running.done} of ${running.of}` : '';
	return running.isStopping ? `Stopping: waiting for those under way${count}.` : `${running.what}${count} …`;
};

/** What is under way, what was done last, and why the file cannot be followed. */
export const homeStatus = ({state, columns, glyphs}: HomeInput): readonly Line[] => {
	const {notice, trouble} = state;
	const busy = runningText(state);
	return [
		...(trouble ? paragraph(whatAndWhy(trouble), columns, 'warn', glyphs.warning) : []),
		...(busy ? paragraph(busy, columns, 'accent', '  ') : []),
		...(notice
			? paragraph(
					withProgramName(notice.text, glyphs.program),
					columns,
					notice.tone,
					notice.tone === 'good' ? `${glyphs.done} ` : notice.tone === 'warn' ? glyphs.warning : '  ',
				)
			: []),
	];
};

/** A page of rows that may be longer than the window: cut to it, from where one has scrolled to. */
export const scrolledPage = (
	input: HomeInput,
	page: {
		readonly head: string;
		readonly title: readonly Line[];
		readonly body: readonly Line[];
		readonly scroll: number;
		readonly hints: readonly Hint[];
	},
): FrameParts => {
	const {columns, glyphs} = input;
	const status = homeStatus(input);
	const room = pageRoom(input, page.title.length + status.length);
	const from = Math.min(page.scroll, lastScroll(page.body.length, room));
	const isLong = page.body.length > room;
	const hidden = page.body.length - from - room;
	return {
		head: homeHead(input, page.head),
		title: page.title,
		intro: [],
		body: isLong ? page.body.slice(from, from + room) : page.body,
		focus: 0,
		help: hidden > 0 && room > 3 ? [line(span(`  ${hidden} more below`, 'muted'))] : [],
		status,
		keys: keyLine(
			[...(isLong ? [{command: 'move', label: 'scroll'} as const] : []), ...page.hints],
			glyphs,
			columns,
		),
	};
};

/** Rows that a page has for its body, without any comfort around it. */
export const pageRoom = ({rows}: HomeInput, others: number): number => Math.max(1, rows - 1 - 2 - others);

/** The furthest one can scroll. */
export const lastScroll = (length: number, room: number): number => Math.max(0, length - room);
