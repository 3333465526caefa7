import path from 'node:path';
import util from 'node:util';
import {configFolder} from '../io/file/config-folder.js';
import {savedNames} from '../io/file/saved-names.js';
import type {Invocation, Streams} from '../kit/invocation.js';
import {printData} from '../kit/output/print.js';

const readFlag = (args: readonly string[]): string | undefined => {
	const {values} = util.parseArgs({
		args: [...args],
		options: {'config-dir': {type: 'string'}},
		allowPositionals: true,
		strict: false,
	});
	const flag = values['config-dir'];
	return typeof flag === 'string' ? flag : undefined;
};

/**
 * What the completion scripts ask for: `zconn __complete [--config-dir DIR] [practice]`. A link name, a tab and the name on each line.
 *
 * @param args all behind `__complete`
 */
export const completeNames = (
	args: readonly string[],
	environment: Invocation['environment'],
	streams: Streams,
): void => {
	const folder = configFolder({flag: readFlag(args), environment, platform: process.platform});
	const names = savedNames(args.includes('practice') ? path.join(folder, 'practice') : folder);
	if (names.length === 0) return;
	printData(
		streams,
		names.map(({linkName, name}) => `${linkName}\t${name.replace(/\p{Cc}/gu, ' ')}`).join('\n'),
	);
};
