import {quoted} from '../io/file/refusals.js';

/**
 * What a person types for `zconn`, with the folder that they gave, so that a command which is printed can be pasted as it is.
 *
 * @param program `zconn`, `zconn practice`, `npm start --`
 */
export const withFolder = (program: string, folder: string): string =>
	`${program} --config-dir ${quoted(folder)}`;

/** The folder of a command line. What stands behind two dashes belongs to another program. */
const folderIn = (argv: readonly string[]): string | undefined => {
	const dashes = argv.indexOf('--');
	const own = dashes < 0 ? argv : argv.slice(0, dashes);
	// The last one counts, as for the parser.
	const at = own.findLastIndex(word => /^--config-dir(?:=|$)/.test(word));
	const word = own[at];
	if (word === undefined) return undefined;
	return word.startsWith('--config-dir=') ? word.slice('--config-dir='.length) : own[at + 1];
};

/** What is typed for `zconn` in this call; undefined where it is just that. */
export const typedProgram = (argv: readonly string[]): string | undefined => {
	const folder = argv.some(word => word.startsWith('--config-dir')) ? folderIn(argv) : undefined;
	return folder ? withFolder('zconn', folder) : undefined;
};
