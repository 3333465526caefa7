import type {BandList, Bands} from './bands.js';
import type {Line} from './line.js';

const whole = {
	/** Blank rows around the bands. */
	outer: true,
	/** A blank row between form and pane. */
	between: true,
	/** Blank rows within form and pane. */
	inner: true,
	/** Rows of it at most. */
	instruction: 2,
	/** A row for the note while there is none. */
	note: true,
	title: true,
	/** All rows of the form, or only the focused one. */
	form: true,
	/** A blank row above the focused one where all others gave way. */
	air: false,
};

/** What has given way so that a screen fits. */
export type Level = Readonly<typeof whole>;

const dense: Level = {...whole, outer: false, inner: false};
const low: Level = {...dense, instruction: 1, title: false, form: false};

/** In the order in which they are tried. What of why and example has room, the pane decides by itself. */
const levels: readonly Level[] = [
	whole,
	{...whole, outer: false},
	dense,
	{...dense, instruction: 1},
	{...dense, instruction: 1, note: false},
	{...dense, instruction: 1, note: false, title: false},
	{...low, air: true},
	low,
	{...low, note: false},
];
const last: Level = {...low, note: false};
const tight: Level = {...whole, between: false};
/** For what appears below a form that stands already: nothing above moves for it, as long as it fits otherwise. */
const belowStanding: readonly Level[] = [whole, tight, {...tight, note: false}, ...levels.slice(1)];

/** The level that a step stands at, and the rows of its instruction: the same for all its frames, so that they hold still. */
export type Step = {readonly level: Level; readonly instruction: number};

/** What of some rows has not given way. */
export const keptRows = (rows: readonly Line[] | undefined, {inner}: Level): readonly Line[] =>
	inner ? (rows ?? []) : (rows?.filter(row => !row.isGap) ?? []);

export const hasPane = ({pane}: Bands): boolean =>
	(pane?.list?.count ?? 0) > 0 ||
	[pane?.top, pane?.rows, pane?.example, pane?.why].some(rows => rows !== undefined && rows.length > 0);

/** The rows of the form in sight. */
export const formRows = (bands: Bands, level: Level): readonly Line[] => {
	if (level.form || bands.isWhole) return keptRows(bands.form, level);
	const {focus = 0, focusRows = 1} = bands;
	return bands.form?.slice(focus, focus + focusRows) ?? [];
};

/** Rows of a frame without its pane and without the text of its note. */
export const fixedRows = (bands: Bands, {level, instruction}: Step): number => {
	const form = formRows(bands, level).length;
	const above = (level.title && bands.title ? 1 : 0) + Math.min(instruction, level.instruction);
	const outer = level.outer ? 1 + Number(above > 0) + Number(level.between && form > 0 && hasPane(bands)) : 0;
	return bands.head.length + above + form + outer + Number(level.air) + Number(level.note) + 1;
};

/** Rows of a list that would like so many. */
export const rowsOfList = (list: BandList | undefined, wanted: number): number =>
	list === undefined ? 0 : list.isPadded ? wanted : Math.min(list.count, wanted);

const paneRows = ({pane}: Bands, level: Level, list: number): number =>
	keptRows(pane?.top, level).length + rowsOfList(pane?.list, list) + keptRows(pane?.rows, level).length;

/** Rows of a list without which it is not worth a window. */
export const leastOf = ({pane}: Pick<Bands, 'pane'>, isLow: boolean): number =>
	isLow ? (pane?.list?.leastInLow ?? 3) : (pane?.list?.least ?? 4);

const wantedRows = (bands: Bands, level: Level): number =>
	paneRows(bands, level, Math.max(bands.pane?.list?.most ?? 9, bands.pane?.list?.least ?? 0)) +
	keptRows(bands.pane?.example, level).length +
	keptRows(bands.pane?.why, level).length;

/** Rows with a note of so many rows, and with the pane down to the highlighted one of its list: what the note leaves of it at least. */
export const rowsWithNote = (bands: Bands, step: Step, noteRows: number): number => {
	const {pane} = bands;
	const {level} = step;
	const highlighted = pane?.list?.count ? keptRows(pane.top, level).length + 1 : 0;
	return fixedRows(bands, step) - Number(level.note) + noteRows + highlighted;
};

const titleOf = ({title}: Bands): string => title?.spans.map(({text}) => text).join('') ?? '';

/** The step of a frame among the others of it; those with another title are another page, and only their height counts. */
export const stepOf = (bands: Bands, others: readonly Bands[], limit: number): Step => {
	const isLow = limit < 19;
	const alike = [bands, ...others.filter(other => titleOf(other) === titleOf(bands))];
	const instruction = Math.min(2, Math.max(...alike.map(one => one.instruction?.length ?? 0)));
	const tried = bands.pane?.isAppearing ? belowStanding : levels;
	const needed = alike.map(one =>
		tried.findIndex(level => {
			const fixed = fixedRows(one, {level, instruction});
			// Whether there is a note of one row or none, the level is the same.
			const noted = rowsWithNote(one, {level, instruction}, Math.max(1, one.note?.length ?? 0));
			return Math.max(fixed + paneRows(one, level, leastOf(one, isLow)), noted) <= limit;
		}),
	);
	const level = needed.includes(-1) ? last : (tried[Math.max(...needed)] ?? last);
	return {level, instruction};
};

/** What frames that have one step have in common. */
const pageOf = (bands: Bands): string => `${bands.pane?.isAppearing} ${titleOf(bands)}`;

/** The height of a frame that has this step: that of the tallest one of its step, as far as the window has it. */
export const heightOf = (bands: Bands, others: readonly Bands[], step: Step, limit: number): number => {
	const all = [bands, ...others];
	const steps = new Map([[pageOf(bands), step]]);
	const heights = all.map(one => {
		const page = pageOf(one);
		const rest = () => all.filter(other => other !== one);
		const own = steps.get(page) ?? stepOf(one, rest(), limit);
		steps.set(page, own);
		return Math.max(fixedRows(one, own) + wantedRows(one, own.level), rowsWithNote(one, own, 1));
	});
	return Math.min(limit, Math.max(...heights));
};
