import {readGivenFile} from '../io/file/bounded.js';
import {whyUnread} from '../io/file/refusals.js';
import {refuse} from './command.js';
import type {Invocation} from './invocation.js';

/**
 * All of a file that the command line names, `-` being stdin; refuses what cannot be read, and what has no end (exit 2).
 *
 * @param most bytes @param words what it is called, and what to do where it cannot be read
 */
export const givenFile = (
	file: string,
	most: number,
	{environment}: Pick<Invocation, 'environment'>,
	words: {readonly name: string; readonly next: string} = {name: 'The file', next: 'Check its name.'},
): Buffer => {
	try {
		return readGivenFile(file, most, environment);
	} catch (error) {
		return refuse(`${words.name} cannot be read: ${file}`, whyUnread(error), words.next);
	}
};
