import {widthOf} from '../lines/line.js';

/** Breaks a text between words. A word that is longer than a row stays whole: an address has to be copied in one piece. */
export const wrapWords = (text: string, columns: number): readonly string[] => {
	const rows: string[] = [];
	let row = '';
	for (const word of text.split(' ')) {
		const joined = row === '' ? word : `${row} ${word}`;
		if (row !== '' && widthOf(joined) > columns) {
			rows.push(row);
			row = word;
		} else row = joined;
	}
	return [...rows, row];
};
