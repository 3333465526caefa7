import {isZohos} from '../../connection/whose.js';
import {failureLines, firstLost, manySummary, outcomeText} from '../../home/reports.js';
import type {Outcome, PlaceAt} from '../../home/state.js';
import {type Bands, listOfRows} from '../lines/bands.js';
import {hint} from '../lines/keys.js';
import {blank, cut, type Line, line, rowWidth, span, widthOf} from '../lines/line.js';
import {formColumns, gap, rowMark, toneLines, turningMark, withKeptRight} from '../lines/rows.js';
import {countText, homeHead, homeHints, homeNote, isNarrow} from './common.js';
import type {HomeInput} from './input.js';
import {reportBody} from './pages.js';

type Many = PlaceAt<'many'>;

/** So many are asked about at a time, in their order. */
const atATime = 4;

const nameOf = (linkName: string, {state}: HomeInput): string =>
	state.file.connections[linkName]?.name ?? linkName;

/** What all rows have in common. */
type Progress = {readonly asking: ReadonlySet<string>; readonly isOver: boolean; readonly width: number};

const rowOf = (
	linkName: string,
	outcome: Outcome | undefined,
	{asking, isOver, width}: Progress,
	input: HomeInput,
): Line => {
	const {glyphs, columns, state} = input;
	const name = cut(nameOf(linkName, input), width, glyphs.more);
	const label = span(name + ' '.repeat(width + 2 - widthOf(name)));
	if (!outcome) {
		if (isOver || !asking.has(linkName))
			return line(span('    '), label, span(isOver ? 'not begun' : 'waits', 'muted'));
		const connection = state.file.connections[linkName];
		const asked = !connection || isZohos(connection) ? 'asking Zoho' : 'asking its server';
		return line(span('  '), turningMark(input), span(' '), label, span(asked, 'muted'));
	}
	const {text, short, beside} = outcomeText(outcome);
	const mark = rowMark(outcome.kind === 'refused' ? 'bad' : 'good', glyphs);
	const row = line(mark, label, span(isNarrow(input) ? short : text));
	return beside === '' || isNarrow(input)
		? row
		: withKeptRight(row, [span(beside, 'muted')], columns, glyphs.more);
};

/** One row per connection, and when it is over why some failed. */
const bodyOf = (place: Many, input: HomeInput): readonly Line[] => {
	const {linkNames, outcomes, isOver} = place;
	const byName = new Map(outcomes.map(outcome => [outcome.linkName, outcome]));
	const waiting = linkNames.filter(name => !byName.has(name));
	const asking = new Set(waiting.slice(0, atATime));
	const widest = Math.max(...linkNames.map(name => widthOf(nameOf(name, input))));
	const width = Math.min(widest, isNarrow(input) ? 14 : 20);
	const rows = linkNames.map(name => rowOf(name, byName.get(name), {asking, isOver, width}, input));
	const reasons = isOver ? reportBody(input, failureLines(outcomes)) : [];
	return reasons.length === 0 ? rows : [...rows, blank, ...reasons];
};

const titleOf = (place: Many, input: HomeInput): Line => {
	const {outcomes, linkNames, isOver} = place;
	const done = span(`${outcomes.length} of ${linkNames.length} done`, 'title');
	return isOver ? line(done) : line(done, span('  '), turningMark(input));
};

/** The row that is in sight: while it runs the next one that is asked about, then what was scrolled to. */
const followed = ({outcomes, isOver, scroll}: Many): number => (isOver ? scroll : outcomes.length);

/** The one thing to do next; as a command where there is room for it. */
const nextRow = (linkName: string, input: HomeInput): Line => {
	const {columns, glyphs} = input;
	const words = `Reconnect ${cut(nameOf(linkName, input), 30, glyphs.more)}`;
	const row = line(rowMark('here', glyphs), span(words, 'match'));
	const command = `   ${glyphs.program ?? 'zconn'} reconnect ${linkName}`;
	return rowWidth(row) + widthOf(command) > formColumns(columns)
		? row
		: line(...row.spans, span(command, 'accent'));
};

/** Many at once: the list itself is the progress. */
export const manyBands = (input: HomeInput, place: Many): Bands => {
	const body = bodyOf(place, input);
	const lost = place.isOver ? firstLost(place) : undefined;
	const {text, isGood} = manySummary(place.what, place.outcomes);
	const summary = toneLines(text, isGood ? 'good' : 'bad', input);
	const way = lost === undefined ? [gap] : [gap, nextRow(lost, input), gap];
	// How far it has come is the title already.
	const {running} = input.state;
	const isSaid = running !== undefined && !running.isStopping;
	const note = homeNote(isSaid ? {...input, state: {...input.state, running: undefined}} : input);
	return {
		head: homeHead(
			input,
			place.what === 'refresh' ? 'Refresh' : 'Test',
			countText(place.linkNames.length, 'connection'),
		),
		title: titleOf(place, input),
		pane: {
			list: {...listOfRows(body, Math.min(followed(place), body.length - 1)), most: body.length},
			rows: way,
		},
		note: place.isOver && note.length === 0 ? summary : note,
		keys: place.isOver
			? [hint('accept', lost === undefined ? 'back' : 'reconnect'), hint('back', 'back'), ...homeHints]
			: [hint('back', 'stop'), ...homeHints],
	};
};
