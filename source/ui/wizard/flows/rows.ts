import type {ViewInput} from '../../fields/view.js';
import {cutLine, type Line, line, type Span, span} from '../../lines/line.js';
import {formColumns, rowMark, turningMark, withKeptRight} from '../../lines/rows.js';

/** "9:42". */
export const countdown = (milliseconds: number): string => {
	const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
	return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};

export type Stage = {readonly label: string; readonly right?: readonly Span[]};

/** `turning` is what is under way. */
export type StageMark = 'good' | 'turning' | 'ahead' | 'warn' | 'bad';

/** One thing that has to happen, and how far it is. */
export const stageRow = ({label, right = []}: Stage, mark: StageMark, input: ViewInput): Line => {
	const isNow = mark === 'turning' || mark === 'bad';
	const row = line(
		...(mark === 'turning' ? [span('  '), turningMark(input), span(' ')] : [rowMark(mark, input.glyphs)]),
		span(label, isNow ? 'title' : mark === 'ahead' ? 'muted' : 'plain'),
	);
	return right.length > 0
		? withKeptRight(row, right, Math.min(input.columns, 74), input.glyphs.more)
		: cutLine(row, formColumns(input.columns), input.glyphs.more);
};

/** What has to happen, from the beginning on: marks advance, rows do not. @param current the stage under way */
export const stageRows = (stages: readonly Stage[], current: number, input: ViewInput): readonly Line[] =>
	stages.map(({label, right}, index) =>
		stageRow(
			index === current && right ? {label, right} : {label},
			index < current ? 'good' : index === current ? 'turning' : 'ahead',
			input,
		),
	);
