import {widthOf} from '../lines/line.js';

/**
 * Breaks a text between words, because readers of the screen speak rows; each row has the text's indent. A word that is
 * longer than a row stays whole: an address has to be copied in one piece.
 */
export const wrapWords = (text: string, columns: number): readonly string[] => {
	const [indent = ''] = /^ */.exec(text) ?? [];
	const rows: string[] = [];
	let row = '';
	for (const word of text.slice(indent.length).split(' ')) {
		const joined = row === '' ? word : `${row} ${word}`;
		if (row !== '' && widthOf(indent + joined) > columns) {
			rows.push(indent + row);
			row = word;
		} else row = joined;
	}
	return [...rows, indent + row];
};

/** A question, whose last row ends with a space before what is typed, unless that goes into a row of its own. */
export const wrapQuestion = (question: string, columns: number): string =>
	question
		.split('\n')
		.map(row => wrapWords(row.trimEnd(), columns - 1).join('\n'))
		.join('\n')
		.replace(/(?<=.)$/, ' ');
