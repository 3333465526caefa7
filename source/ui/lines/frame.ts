import {blank, cutLine, type Line} from './line.js';

/** Parts of a screen. The focus line of the body stays in sight whatever the height. */
export type FrameParts = {
	/** Product, rail: the first two lines. */
	readonly head: readonly Line[];
	readonly title: readonly Line[];
	/** Whether the title is what has to be read: then it is never given up. */
	readonly isTitleKept?: boolean;
	readonly intro: readonly Line[];
	readonly body: readonly Line[];
	/** Index of the body line that must stay in sight. */
	readonly focus: number;
	readonly cursor?: {readonly line: number; readonly column: number};
	readonly help: readonly Line[];
	/** Errors, warnings, notices. */
	readonly status: readonly Line[];
	/** Keys that the last line has no room for; given up after the help. */
	readonly moreKeys?: readonly Line[];
	/** The keys that work now: the last line. */
	readonly keys: Line;
};

export type Frame = {
	readonly lines: readonly Line[];
	/** Where the terminal's cursor belongs; undefined hides it. */
	readonly cursor: {readonly x: number; readonly y: number} | undefined;
};

const sliceAround = (
	lines: readonly Line[],
	focus: number,
	rows: number,
): {readonly lines: readonly Line[]; readonly from: number} => {
	if (lines.length <= rows) return {lines, from: 0};
	const size = Math.max(1, rows);
	// A little above the focus stays in sight, so that its label does.
	const from = Math.min(Math.max(0, focus - Math.floor(size / 2)), lines.length - size);
	return {lines: lines.slice(from, from + size), from};
};

type Extras = {
	readonly gaps: boolean;
	readonly intro: boolean;
	readonly help: number;
	readonly title: boolean;
	readonly moreKeys: boolean;
};

/** How many rows of the help end with a whole sentence, of those that there may be. */
const wholeHelp = (help: readonly Line[], rows: number): number => {
	let count = Math.min(help.length, rows);
	while (count > 0 && help[count - 1]?.goesOn) count--;
	return count;
};

const nothing: Extras = {gaps: false, intro: false, help: 0, title: false, moreKeys: false};

/** What is given up first when the window is low. */
const concessions = ({help, isTitleKept = false}: FrameParts): readonly Extras[] => {
	const all: Extras = {gaps: true, intro: true, help: help.length, title: true, moreKeys: true};
	const dense: Extras = {...all, gaps: false, intro: false};
	return [
		all,
		{...all, intro: false},
		dense,
		...[6, 4, 2, 1, 0].map(rows => ({...dense, help: wholeHelp(help, rows)})),
		// Where everything is tight a key counts more than the title, which the rail tells as well.
		{...nothing, moreKeys: true, title: isTitleKept},
		{...nothing, title: true},
		{...nothing, title: isTitleKept},
	];
};

/** Below the head; and below the title and the intro, where there is one of them. */
const gapsAbove = (parts: FrameParts, extras: Extras): number =>
	parts.body.length > 0 &&
	((extras.title && parts.title.length > 0) || (extras.intro && parts.intro.length > 0))
		? 2
		: 1;

/** Above help and status, unless the gap below the head is just above them. */
const hasGapBelow = (parts: FrameParts, extras: Extras): boolean =>
	extras.help + parts.status.length > 0 &&
	parts.body.length + (extras.title ? parts.title.length : 0) + (extras.intro ? parts.intro.length : 0) > 0;

const heightOf = (parts: FrameParts, extras: Extras, body: number): number =>
	parts.head.length +
	(extras.title ? parts.title.length : 0) +
	(extras.intro ? parts.intro.length : 0) +
	body +
	extras.help +
	parts.status.length +
	(extras.moreKeys ? (parts.moreKeys?.length ?? 0) : 0) +
	1 +
	(extras.gaps ? gapsAbove(parts, extras) + Number(hasGapBelow(parts, extras)) : 0);

/**
 * Fits the parts into a window: never taller than its rows less one (Ink repaints cleanly only then), every line cut to
 * the columns. Gaps, the intro and the help give way first; then the body is windowed around its focus.
 */
export const fitFrame = (parts: FrameParts, rows: number, columns: number, ellipsis = '…'): Frame => {
	const limit = Math.max(3, rows - 1);
	// A body that would be windowed anyway asks for eight lines before the comforts go; one of them for keys.
	const wanted = Math.min(parts.body.length, parts.moreKeys?.length ? 7 : 8);
	const levels = concessions(parts);
	const fitting =
		levels.find(extras => heightOf(parts, extras, parts.body.length) <= limit) ??
		levels.find(extras => heightOf(parts, extras, wanted) <= limit) ??
		levels.at(-1);
	const extras = fitting ?? nothing;
	const room = Math.max(1, limit - heightOf(parts, extras, 0));
	const body = sliceAround(parts.body, parts.focus, room);
	const gap = extras.gaps ? [blank] : [];
	const above = [
		...parts.head,
		...gap,
		...(extras.title ? parts.title : []),
		...(extras.intro ? parts.intro : []),
		...(gapsAbove(parts, extras) === 2 ? gap : []),
	];
	const below = [...parts.help.slice(0, extras.help), ...parts.status];
	const keys = [...(extras.moreKeys ? (parts.moreKeys ?? []) : []), parts.keys];
	const lines = [...above, ...body.lines, ...(hasGapBelow(parts, extras) ? gap : []), ...below, ...keys]
		// When even the head does not fit, the end counts: the focus, the errors, the keys.
		.slice(-limit)
		.map(row => cutLine(row, columns, ellipsis));
	const hidden = Math.max(0, above.length + body.lines.length + below.length + keys.length - limit);
	const {cursor} = parts;
	const y = cursor ? above.length + cursor.line - body.from - (extras.gaps ? 0 : hidden) : -1;
	const isInSight = cursor !== undefined && y >= 0 && y < lines.length;
	return {lines, cursor: isInSight ? {x: Math.min(cursor.column, columns - 1), y} : undefined};
};
