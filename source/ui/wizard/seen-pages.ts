import {withProgramName} from '../../connection/program-name.js';
import {consentClient} from '../../wizard/build.js';
import {rowOfPage, type SeenPage, seenPages} from '../../wizard/consent/seen-page.js';
import {culpritTexts} from '../../wizard/scopes/advice.js';
import {isLow, narrow, type ViewInput} from '../fields/view.js';
import type {Pane} from '../lines/bands.js';
import {type Line, line, span, wrap} from '../lines/line.js';
import {formColumns, rowMark, textLines} from '../lines/rows.js';

/** After this silence the usual error pages are asked about, for they never come back to the terminal. */
const silenceMilliseconds = 20_000;

/** The scopes that are to blame most likely; empty until the catalogue is there. */
export const culprits = ({catalogue, state}: ViewInput): readonly string[] =>
	catalogue && consentClient(state).isZoho ? culpritTexts(catalogue, consentClient(state).scopes) : [];

/** Zoho's usual error pages; of other servers they are not known; none before the silence is long enough, or the title of one was pasted. */
export const pagesNow = ({state, now}: ViewInput): readonly SeenPage[] => {
	const {consent} = state;
	if (consent.phase !== 'waiting' || !consentClient(state).isZoho) return [];
	const isLong = now - consent.attempt.startedAt > silenceMilliseconds;
	return isLong || consent.seen !== undefined ? seenPages : [];
};

/** The row of the page that is chosen: gone to with the arrow keys, or the one whose title was pasted. */
export const chosenRow = ({state: {consent}, local}: ViewInput): number | undefined =>
	consent.phase !== 'waiting'
		? undefined
		: (local.highlight ?? (consent.seen === undefined ? undefined : rowOfPage(consent.seen)));

/** Whether the pages are asked about behind a key: a small window has room for nothing else beside them. */
export const hasHiddenPages = (input: ViewInput): boolean =>
	(isLow(input) || input.size.columns < narrow) &&
	chosenRow(input) === undefined &&
	pagesNow(input).length > 0;

const labelWidth = 34;

const remedyOf = (page: SeenPage | undefined, input: ViewInput): string => {
	if (!page) return '';
	const culprit = page.id === 'invalid-scope' ? culprits(input).join(' ') : '';
	return withProgramName(`${culprit} ${page.remedy}`.trim(), input.glyphs.program);
};

/** Pages, and the remedy of the chosen one beside them, in a narrow window below. */
export const pageList = (found: readonly SeenPage[], highlight: number, input: ViewInput): Pane => {
	const {columns, glyphs} = input;
	const isNarrow = columns < narrow;
	const remedy = remedyOf(found[highlight], input);
	const beside = isNarrow ? [] : wrap(remedy, formColumns(columns) - labelWidth - 4);
	const row = (index: number): Line => {
		const isHere = index === highlight;
		const label = (found[index]?.label ?? '').padEnd(labelWidth);
		return line(
			rowMark(isHere ? 'here' : undefined, glyphs),
			span(label, isHere ? 'match' : 'plain'),
			span(beside[index] ?? ''),
		);
	};
	return {
		list: {count: found.length, highlight, row, most: found.length, least: isLow(input) ? 2 : 7},
		...(isNarrow ? {rows: textLines(remedy, columns)} : {}),
	};
};

/** *What do you see in the browser?*, while it is awaited. */
export const pagesPane = (input: ViewInput): Pane => {
	const found = pagesNow(input);
	if (found.length === 0 || hasHiddenPages(input)) return {};
	return {
		...(isLow(input) ? {} : {top: [line(span('What do you see in the browser?', 'title'))]}),
		...pageList(found, chosenRow(input) ?? -1, input),
		isAppearing: true,
	};
};
