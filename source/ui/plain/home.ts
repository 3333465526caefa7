import type {HomeEvent} from '../../home/events.js';
import {rowsOf, serviceRows} from '../../home/rows.js';
import type {HomeSession} from '../../home/session.js';
import {type HomeState, type Place, placeOf} from '../../home/state.js';
import {letterEvent} from '../home/letters.js';
import {keymap} from '../lines/keys.js';
import {detailLines, listLines, manyLines, needLines, reportLines, serviceLines} from './home-lines.js';
import {openTalk, type PlainTerminal} from './terminal.js';

export type PlainHomeOptions = PlainTerminal & {
	readonly session: HomeSession;
	/** Reads the file again when it has changed: before each list. */
	readonly look: () => void;
	/** Whether Home was left, for good or for a wizard. */
	readonly isLeft: () => boolean;
};

type Ask = (prompt: string) => Promise<string | undefined>;

type Keys = readonly (keyof typeof keymap)[];

/** "r refresh, t test": the letters of the key map, for lines. */
const letters = (labels: Readonly<Partial<Record<keyof typeof keymap, string>>>, keys: Keys): string =>
	keys.map(key => `${keymap[key][0]} ${labels[key] ?? ''}`).join(', ');

const labels = {
	test: 'test',
	refresh: 'refresh',
	reconnect: 'reconnect',
	edit: 'edit',
	rename: 'rename',
	revoke: 'revoke',
	remove: 'remove',
	undo: 'undo the last change',
	sheet: 'copy to Sigma',
	share: 'share',
	endReplaced: 'end old grants',
	newConnection: 'new',
	services: 'services',
	testAll: 'test all',
	refreshAll: 'refresh all',
	discardAll: 'discard all drafts',
	quit: 'leaves',
} as const;

const ofOne: Keys = [
	...(['test', 'refresh', 'reconnect', 'edit', 'rename', 'revoke', 'remove'] as const),
	...(['sheet', 'share', 'undo', 'endReplaced'] as const),
];

/** What can be answered on the list; drafts are named where there are some. */
const listPrompt = ({file}: HomeState): string => {
	const drafts = Object.keys(file.drafts).length > 0 ? `a number and d discard a draft, D all of them; ` : '';
	const keys = letters(labels, ['newConnection', 'services', 'testAll', 'refreshAll', 'quit']);
	return `Number opens one; / and words filter; ${drafts}${keys}: `;
};

const prompts = {
	details: `${letters(labels, ofOne)}; < goes back: `,
	services: `Number and a letter (${letters(labels, ['newConnection', 'edit', 'rename', 'remove'])}); < goes back: `,
};

/** Two words of a line: which one, and what of it. */
const pick = (line: string, count: number): number | undefined => {
	const number = /^\d+/.exec(line)?.[0];
	const index = number === undefined ? Number.NaN : Number(number) - 1;
	return index >= 0 && index < count ? index : undefined;
};

const letterOf = (line: string): readonly HomeEvent[] => {
	const event = letterEvent({name: 'text', text: line.replace(/^\d+\s*/, '').trim()});
	return event ? [event] : [];
};

/** What a line means on the list. Undefined: nothing. */
const readList = (line: string, state: HomeState): readonly HomeEvent[] | undefined => {
	if (line.startsWith('/')) {
		return [
			{type: 'wanted', action: 'filter'},
			{type: 'typed', text: line.slice(1).trim()},
			{type: 'accepted'},
		];
	}
	if (line === '<') return [{type: 'went-back'}];
	if (line === keymap.quit[0]) return [{type: 'left'}];
	const index = pick(line, rowsOf(state).length);
	const rest = letterOf(line);
	if (index === undefined) return rest.length > 0 ? rest : undefined;
	// A draft is discarded from here; a connection is opened first.
	return [{type: 'highlighted', index}, ...(rest.length > 0 ? rest : [{type: 'accepted'} as const])];
};

const readServices = (line: string, state: HomeState): readonly HomeEvent[] | undefined => {
	if (line === '<') return [{type: 'went-back'}];
	const index = pick(line, serviceRows(state).length);
	const rest = letterOf(line);
	if (index === undefined) return undefined;
	return [{type: 'highlighted', index}, ...(rest.length > 0 ? rest : [{type: 'accepted'} as const])];
};

const readDetails = (line: string): readonly HomeEvent[] | undefined => {
	if (line === '<') return [{type: 'went-back'}];
	if (line === keymap.quit[0]) return [{type: 'left'}];
	const rest = letterOf(line);
	return rest.length > 0 ? rest : undefined;
};

/** A text that is asked for: a line is the text and Enter. */
const readText = (line: string): readonly HomeEvent[] =>
	line === '<' ? [{type: 'went-back'}] : [{type: 'typed', text: line}, {type: 'accepted'}];

const readYes = (line: string): readonly HomeEvent[] => [
	{type: /^y(es)?$/i.test(line) ? 'answered-yes' : 'went-back'},
];

const lower = (text: string): string => `${text.charAt(0).toLowerCase()}${text.slice(1)}`;

const questionOf = (place: Extract<Place, {at: 'rename' | 'remove' | 'question'}>): readonly string[] => {
	switch (place.at) {
		case 'rename':
			return [
				...(place.problem ? [`Error: ${place.problem}`] : []),
				`New name for ${place.text} (< goes back): `,
			];
		case 'remove':
			return [
				...(place.problem ? [`Error: ${place.problem}`] : []),
				'This ends its grant and deletes it here.',
				`Type ${place.linkName} to remove it (< goes back): `,
			];
		case 'question':
			return [
				place.text,
				place.meaning,
				...(place.facts ?? []).map(({label, text}) => `  ${label}: ${text}`),
				`y ${lower(place.yes)}, n ${lower(place.stays)} [n]: `,
			];
	}
};

/** Asks once, where one is. False when the person leaves. */
const askHere = async (options: PlainHomeOptions, ask: Ask, print: (...lines: readonly string[]) => void) => {
	const {session, now} = options;
	const state = session.state();
	const place = placeOf(state);
	const answer = async (prompt: string, read: (line: string) => readonly HomeEvent[] | undefined) => {
		const line = await ask(prompt);
		if (line === undefined) return false;
		const events = read(line.trim());
		if (!events) print('Error: Answer with a number or a letter of those that are named.');
		for (const event of events ?? []) session.dispatch(event);
		return true;
	};
	switch (place.at) {
		case 'list':
			print('', ...listLines(state, now()));
			return answer(listPrompt(state), line => readList(line, session.state()));
		case 'details':
			print('', ...detailLines(state, place.linkName, now()), ...needLines(state, place.linkName, now()));
			return answer(prompts.details, readDetails);
		case 'services':
			print('', ...serviceLines(state));
			return answer(prompts.services, line => readServices(line, session.state()));
		case 'keys':
			session.dispatch({type: 'went-back'});
			return true;
		case 'many':
			print('', ...manyLines(place));
			session.dispatch({type: 'went-back'});
			return true;
		case 'report':
			print('', ...reportLines(place));
			session.dispatch({type: 'went-back'});
			return true;
		case 'rename':
		case 'remove':
		case 'question': {
			const lines = questionOf(place);
			print('', ...lines.slice(0, -1));
			return answer(lines.at(-1) ?? '', place.at === 'question' ? readYes : readText);
		}
	}
};

/** Tells how far what is under way has come, until it is over. Ctrl+C leaves. */
const waitForWork = (
	{session, interrupted}: PlainHomeOptions,
	print: (...lines: readonly string[]) => void,
): Promise<void> =>
	new Promise(resolve => {
		let told = '';
		const look = (): void => {
			const {running} = session.state();
			if (!running) {
				stop();
				resolve();
				return;
			}
			const text = running.of > 1 ? `${running.what} ${running.done} of ${running.of}` : running.what;
			if (text !== told) print(text);
			told = text;
		};
		const stop = session.subscribe(look);
		void interrupted.then(() => {
			stop();
			resolve();
		});
		look();
	});

/** Home as plain lines: numbers and letters, no repaint. The same machine as on the screen. */
export const runPlainHome = async (options: PlainHomeOptions): Promise<'left' | 'interrupted'> => {
	const {session, isLeft, look} = options;
	const {ask, print, close} = openTalk(options);
	let told: unknown;
	let goesOn = true;
	while (goesOn && !isLeft()) {
		look();
		const {notice} = session.state();
		if (notice && notice !== told)
			print('', notice.tone === 'warn' ? `Warning: ${notice.text}` : notice.text);
		told = notice;
		goesOn = await askHere(options, ask, print);
		await waitForWork(options, print);
	}
	close(goesOn);
	return goesOn ? 'left' : 'interrupted';
};
