import {stripVTControlCharacters} from 'node:util';
import {runPlain} from '../../../source/ui/plain/wizard.js';
import type {WizardEvent} from '../../../source/wizard/events.js';
import {loadScopeCatalogue} from '../../../source/zoho/scopes/catalogue.js';
import {sampleNow} from '../../connection/samples.js';
import type {Driver} from '../../wizard/driver.js';
import {sessionOf} from '../samples.js';
import {createStreams} from './streams.js';

/** What is answered: the end of what is printed until then, and the line that is typed; or what the world says then. */
export type Turn =
	| readonly [prompt: string, line: string]
	| readonly [prompt: string, events: readonly WizardEvent[]];

/**
 * The wizard in plain lines from end to end, without a process: each turn waits for its prompt, as a person does.
 *
 * @returns what was printed, without what was typed
 */
export const walkPlainly = async (
	driver: Driver,
	turns: readonly Turn[],
	{announced = []}: {readonly announced?: readonly string[]} = {},
): Promise<string> => {
	const session = sessionOf(driver);
	const {input, output, given} = createStreams();
	let heard = '';
	let since = '';
	const left = [...turns];
	let announce: (lines: readonly string[]) => void = () => undefined;
	const {promise: interrupted, resolve: interrupt} = Promise.withResolvers<void>();
	const turn = (): void => {
		const [next] = left;
		if (!next || !since.trimEnd().endsWith(next[0].trimEnd())) return;
		left.shift();
		since = '';
		if (typeof next[1] === 'string') {
			// The editor echoes; a person has no need to be read what was typed.
			typed = next[1];
			input.write(`${next[1]}\r`);
		} else
			for (const event of next[1]) {
				session.dispatch(event);
				if (event.type === 'consent-prepared') announce(announced);
			}
	};
	let typed = '';
	output.on('data', (data: Buffer) => {
		const text = stripVTControlCharacters(String(data)).replaceAll('\r', '');
		const own = typed !== '' && text.startsWith(typed) ? text.slice(typed.length) : text;
		if (own !== text) typed = '';
		heard += own;
		since += own;
		setImmediate(turn);
	});
	const over = runPlain({
		...given,
		environment: {LANG: 'C.UTF-8'},
		now: () => sampleNow,
		interrupted,
		session,
		hasHome: false,
		loadScopes: loadScopeCatalogue,
		loadCalls: async () => {
			throw new Error('No call is searched for here.');
		},
		onAnnounce: listener => {
			announce = listener;
			return () => undefined;
		},
	});
	const stuck = setTimeout(interrupt, 20_000);
	await over;
	clearTimeout(stuck);
	if (left.length > 0) throw new Error(`Never asked: ${left[0]?.[0]}\n${heard}`);
	return heard;
};

/** Words that are heard: an address that can be asked for again is none. */
export const wordsIn = (text: string): number =>
	text
		.replaceAll(/https?:\/\/\S+/g, '')
		.split(/\s+/)
		.filter(Boolean).length;

/** So many words at most: until the first question can be answered, until the browser, to the end, for a wrong answer. */
export const budget = {firstQuestion: 80, browser: 260, whole: 320, wrongAnswer: 15} as const;
