import stringWidth from 'string-width';
import {visibleRow} from '../../zoho/terminal-text.js';

/** Rows below each other, columns as wide as their widest cell, two spaces between. */
export const table = (rows: readonly (readonly string[])[]): string => {
	const clean = rows.map(row => row.map(visibleRow));
	const count = Math.max(0, ...clean.map(row => row.length));
	const widths = Array.from({length: count}, (_none, column) =>
		Math.max(...clean.map(row => stringWidth(row[column] ?? ''))),
	);
	return clean
		.map(row =>
			row
				.map((cell, column) =>
					column === row.length - 1 ? cell : cell + ' '.repeat((widths[column] ?? 0) - stringWidth(cell) + 2),
				)
				.join('')
				.trimEnd(),
		)
		.join('\n');
};
