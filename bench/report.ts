import {rounded} from './statistics.js';

/** One line of the result: a ratio of two medians, or a number alone. */
export type Row = {
	readonly what: string;
	readonly value: number;
	readonly unit: '×' | 'ms' | 'bytes' | 'MB';
	readonly aim?: number;
};

/** What was measured, and what could not be, with what the program said. */
export type Measured = {readonly rows: readonly Row[]; readonly skipped: readonly string[]};

/** Whether a row has an aim and is not within it; what is no number at all is not. */
export const isMissed = ({value, aim}: Row): boolean => aim !== undefined && !(value <= aim);

export const joinMeasured = (parts: readonly Measured[]): Measured => ({
	rows: parts.flatMap(({rows}) => rows),
	skipped: parts.flatMap(({skipped}) => skipped),
});

/**
 * 1 when `isStrict` and not every aim is reached, or something was not measured, which would otherwise pass for reached.
 */
export const exitCodeOf = ({rows, skipped}: Measured, isStrict: boolean): 0 | 1 =>
	isStrict && (rows.some(isMissed) || skipped.length > 0) ? 1 : 0;

/** One line for each row, with its aim. */
export const rowLines = (rows: readonly Row[]): readonly string[] => {
	const width = Math.max(0, ...rows.map(({what}) => what.length));
	return rows.map(row => {
		const number = `${rounded(row.value)} ${row.unit}`.padStart(10);
		const goal = row.aim === undefined ? '' : `   aim ≤ ${row.aim}${isMissed(row) ? '   missed' : ''}`;
		return `${row.what.padEnd(width)} ${number}${goal}`;
	});
};

export const reportLines = ({rows, skipped}: Measured, runs: number, node: string): readonly string[] => [
	`Medians of ${runs} interleaved runs on Node ${node}.`,
	'zconn and the select bundled our way keep a compile cache, as they do for their users; runs before the counting',
	'have written it. `node -e 0` and the select bundled plainly have none.',
	'',
	...rowLines(rows),
	...skipped.map(reason => `\nNOT MEASURED: ${reason}`),
];
