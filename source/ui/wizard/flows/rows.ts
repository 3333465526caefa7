import type {ViewInput} from '../../fields/view.js';
import {cutLine, type Line, line, type Span, span} from '../../lines/line.js';
import {formColumns, withKeptRight} from '../../lines/rows.js';

/** "9:42". */
export const countdown = (milliseconds: number): string => {
	const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
	return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};

const turning = {unicode: ['◐', '◓', '◑', '◒'], ascii: ['-', '\\', '-', '/']} as const;

/** The mark of what is under way: it turns with the countdown. */
const turningMark = ({glyphs, now}: ViewInput): string =>
	turning[glyphs.isAscii ? 'ascii' : 'unicode'][Math.floor(now / 1000) % 4] ?? glyphs.current;

export type Stage = {readonly label: string; readonly right?: readonly Span[]};

export type StageMark = 'done' | 'here' | 'ahead' | 'warn' | 'failed';

const stageMark = (mark: StageMark, input: ViewInput): Span => {
	const {glyphs} = input;
	switch (mark) {
		case 'done':
			return span(`  ${glyphs.done} `, 'good');
		case 'here':
			return span(`  ${turningMark(input)} `, 'accent');
		case 'ahead':
			return span(`  ${glyphs.ahead} `, 'muted');
		case 'warn':
			return span(`  ${glyphs.warning}`, 'warn');
		case 'failed':
			return span(`  ${glyphs.error}`, 'bad');
	}
};

/** One thing that has to happen, and how far it is. */
export const stageRow = ({label, right = []}: Stage, mark: StageMark, input: ViewInput): Line => {
	const isNow = mark === 'here' || mark === 'failed';
	const row = line(
		stageMark(mark, input),
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
			index < current ? 'done' : index === current ? 'here' : 'ahead',
			input,
		),
	);
