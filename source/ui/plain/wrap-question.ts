import {wrapWords} from '../../connection/program-name.js';
import {widthOf} from '../lines/line.js';

/** A question, whose last row ends with a space before what is typed, unless that goes into a row of its own. */
export const wrapQuestion = (question: string, columns: number): string =>
	question
		.split('\n')
		.map(row => wrapWords(row.trimEnd(), columns - 1, widthOf).join('\n'))
		.join('\n')
		.replace(/(?<=.)$/, ' ');
