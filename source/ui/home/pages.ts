import {withProgramName} from '../../connection/program-name.js';
import type {PlaceAt, ReportLine} from '../../home/state.js';
import type {Bands} from '../lines/bands.js';
import {type Hint, hint} from '../lines/keys.js';
import {hanging, type Line, line, type Style, span} from '../lines/line.js';
import {formColumns, markSpan, rowMark} from '../lines/rows.js';
import {homeHead, homeHints, scrolled} from './common.js';
import type {HomeInput} from './input.js';

type Report = PlaceAt<'report'>;

const styles: Readonly<Record<ReportLine['tone'], Style>> = {
	heading: 'muted',
	plain: 'plain',
	good: 'plain',
	bad: 'title',
	warn: 'plain',
	next: 'accent',
};

const labelRoom = 20;

/** A line of a report: its mark, what it is about, what is said of it. */
export const reportLine = (
	{label, text, tone}: ReportLine,
	{columns, glyphs}: HomeInput,
): readonly Line[] => {
	const mark = rowMark(tone === 'good' || tone === 'bad' || tone === 'warn' ? tone : undefined, glyphs);
	const room = label === undefined ? 0 : columns < 60 ? Math.min(labelRoom, 16) : labelRoom;
	const own = withProgramName(text, glyphs.program);
	return hanging([mark, span((label ?? '').padEnd(room))], own, formColumns(columns), styles[tone]);
};

export const reportBody = (input: HomeInput, lines: readonly ReportLine[]): readonly Line[] =>
	lines.flatMap(one => reportLine(one, input));

const titleOf = ({title, verdict, beside}: Report, {glyphs}: HomeInput): Line => {
	const mark = verdict === 'good' || verdict === 'bad' ? [markSpan(verdict, glyphs)] : [];
	return line(...mark, span(title, 'title'), ...(beside ? [span(`  ${beside}`, 'muted')] : []));
};

/** What became of what was wanted, where one line does not tell it. */
export const reportBands = (input: HomeInput, place: Report): Bands => ({
	head: homeHead(input, 'Home'),
	title: titleOf(place, input),
	pane: {list: scrolled(reportBody(input, place.lines), place.scroll)},
	keys: [hint('accept', 'back'), ...hintsOf(place), ...homeHints],
});

const hintsOf = ({linkName, verdict}: Report): readonly Hint[] => {
	if (linkName === undefined) return [];
	const again: readonly Hint[] = [hint('test', 'test again'), hint('edit', 'edit scopes')];
	return verdict === 'bad' ? [hint('reconnect', 'reconnect'), ...again] : again;
};
