import type {ViewInput} from '../fields/view.js';
import {type Line, line, type Span, span} from '../lines/line.js';
import {partsRow, withKeptRight} from '../lines/rows.js';

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

/** What has to happen, from the beginning on: marks advance, rows do not. @param current the stage under way */
export const stageRows = (stages: readonly Stage[], current: number, input: ViewInput): readonly Line[] => {
	const {glyphs, columns} = input;
	return stages.map(({label, right = []}, index) => {
		const mark =
			index < current
				? span(`  ${glyphs.done} `, 'good')
				: index === current
					? span(`  ${turningMark(input)} `, 'accent')
					: span(`  ${glyphs.ahead} `, 'muted');
		const row = line(mark, span(label, index === current ? 'title' : 'muted'));
		return index === current && right.length > 0
			? withKeptRight(row, right, Math.min(columns, 74), glyphs.more)
			: row;
	});
};

/** One row of what is to be copied or clicked. */
export const taskRow = (
	task: {readonly label: string; readonly value: string; readonly state: string},
	where: 'done' | 'here' | 'ahead',
	{glyphs, columns}: ViewInput,
): Line => {
	const marks = {
		done: span(`  ${glyphs.done} `, 'good'),
		here: span(`  ${glyphs.highlight}`, 'accent'),
		ahead: span('    '),
	} as const;
	return partsRow(
		{
			mark: marks[where],
			label: span(task.label, where === 'here' ? 'title' : where === 'done' ? 'muted' : 'plain'),
			value: span(task.value, where === 'here' ? 'match' : 'plain'),
			state: [span(task.state, 'muted')],
		},
		columns,
		glyphs,
	);
};
