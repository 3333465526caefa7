import path from 'node:path';
import {configFolder} from '../../io/file/config-folder.js';
import {savedNames} from '../../io/file/saved-names.js';
import type {Invocation, Streams} from '../../kit/invocation.js';
import {printData} from '../../kit/output/print.js';
import {type Completion, complete, type Offer} from './complete.js';

const connectionsOf = (
	{folder: flag, isPractice}: Completion,
	environment: Invocation['environment'],
): readonly Offer[] => {
	const folder = configFolder({flag, environment, platform: process.platform});
	if (!folder.ok) return [];
	return savedNames(isPractice ? path.join(folder.value, 'practice') : folder.value).map(
		({linkName, name}) => ({
			word: linkName,
			summary: name.replace(/\p{Cc}/gu, ' '),
		}),
	);
};

/**
 * What the completion scripts ask for: `zconn __complete WORD…`, with all words of the command line up to the one that is typed. A
 * word, a tab and what it means on each line; on the last one, behind a colon, what kind of thing can stand there. Words that do
 * not begin with what is typed are there too: each shell has rules of its own for that.
 *
 * @param words all behind `__complete`
 */
export const answerTab = (
	words: readonly string[],
	environment: Invocation['environment'],
	streams: Streams,
): void => {
	// The blank of PowerShell, and the sign that bash makes a word of.
	const typed = words.at(-1)?.trimEnd().replace(/^=$/, '') ?? '';
	const completion = complete([...words.slice(0, -1), typed]);
	const {kind, prefix, programAt} = completion;
	const offers = kind === 'connection' ? connectionsOf(completion, environment) : completion.offers;
	const lines = offers.map(
		({word, summary}) => `${prefix}${word}${summary === undefined ? '' : `\t${summary}`}`,
	);
	printData(streams, [...lines, kind === 'program' ? `:program ${programAt}` : `:${kind}`].join('\n'));
};
