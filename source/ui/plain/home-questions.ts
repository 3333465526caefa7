import {changesSince, conflictLabels, conflictWords, newestOf} from '../../home/conflict.js';
import type {Action, HomeEvent} from '../../home/events.js';
import {needOf} from '../../home/needs.js';
import {whyNot} from '../../home/reasons.js';
import {isEmptyHome, rowsOf, serviceRows} from '../../home/rows.js';
import type {HomeState, Place} from '../../home/state.js';
import {lower} from '../../zoho/text.js';
import {emptyWays} from '../home/empty.js';
import {ofOne} from '../home/keys-page.js';
import {homeLetters} from '../home/letters.js';
import {type Command, isCommand, keymap} from '../lines/keys.js';
import {detailLines, draftText, listLines, mostLines, serviceLines} from './home-lines.js';
import {readNumber} from './numbers.js';
import {
	errorReply,
	numberQuestion,
	type Question,
	type Reply,
	type Word,
	wantsNumber,
	yesOrNo,
} from './question.js';
import type {PlainTerminal} from './terminal.js';

export type HomeQuestion = Question<HomeEvent>;
type HomeReply = Reply<HomeEvent>;

const wants = 'Answer with a number or a letter of those that are named.';
const short = 'Number, letter or ?: ';

/** "r refresh, t test". */
const letters = (keys: readonly (readonly [Command, string])[]): string =>
	keys.map(([command, label]) => `${keymap[command][0]} ${label}`).join(', ');

const ofAll = [
	['newConnection', 'new'],
	['services', 'services'],
	['filter', 'filter'],
	['testAll', 'test all'],
	['refreshAll', 'refresh all'],
	['allKeys', 'explains'],
	['quit', 'leaves'],
] as const;

const actions = new Map(homeLetters);

const leaves: Word<HomeEvent> = [keymap.quit[0], 'leaves', {type: 'left'}];

/** What needs no row. */
const anywhere: ReadonlySet<Action> = new Set([
	'new',
	'services',
	'test-all',
	'refresh-all',
	'discard-drafts',
]);

/** What a letter of Home wants. */
const wantedBy = (text: string): Action | undefined =>
	homeLetters.find(([command]) => isCommand({name: 'text', text}, command))?.[1];

/** What is done to a row, or to no certain one. */
const does = (action: Action | undefined, ...before: readonly HomeEvent[]): HomeReply | undefined =>
	action && {events: [...before, {type: 'wanted', action}]};

/** "2" opens a row, "2 t" tests it, "n" needs none. */
const readRow = (line: string, rows: number): HomeReply | undefined => {
	const count = Math.min(rows, mostLines);
	const [, number = '', word = ''] = /^(\d*)\s*(.*)$/.exec(line) ?? [];
	const action = wantedBy(word);
	if (number === '') {
		return action && anywhere.has(action) ? does(action) : undefined;
	}
	const index = readNumber(number, count);
	if (index === undefined) return undefined;
	const highlighted = {type: 'highlighted', index} as const;
	return word === '' ? {events: [highlighted, {type: 'accepted'}]} : does(action, highlighted);
};

/** @param openDraft a draft is asked about before it goes on */
const listQuestion = (state: HomeState, now: number, openDraft: (index: number) => void): HomeQuestion => {
	const lines = listLines(state, now);
	const rows = rowsOf(state);
	return {
		// The same at any time of day.
		key: listLines(state, 0).join(),
		lines,
		prompt: `Number opens one; ${letters(ofAll)}: `,
		short,
		explains: [
			'A number and a letter do it at once: 2 t tests the second one. 0 reads the list again.',
			'/ and words show what matches; / alone shows all.',
		],
		all: lines,
		words: [leaves],
		read: line => {
			if (line.startsWith('/'))
				return {events: [{type: 'wanted', action: 'filter'}, ...textEvents(line.slice(1).trim())]};
			const index = readNumber(line, Math.min(rows.length, mostLines)) ?? -1;
			if (rows[index]?.kind !== 'draft') return readRow(line, rows.length);
			openDraft(index);
			return {};
		},
		wants,
	};
};

/** A draft that was opened by its number. */
export const draftQuestion = (state: HomeState, index: number, now: number): HomeQuestion | undefined => {
	const row = rowsOf(state)[index];
	const highlighted = {type: 'highlighted', index} as const;
	return row?.kind === 'draft'
		? {
				key: row.key,
				lines: [draftText(row, state, now)],
				prompt: 'Enter goes on, d discards it, D discards all drafts, < goes back: ',
				explains: ['Going on asks what is not answered yet.'],
				enter: () => ({events: [highlighted, {type: 'accepted'}]}),
				read: line => {
					const action = wantedBy(line);
					return action === 'remove' || action === 'discard-drafts' ? does(action, highlighted) : undefined;
				},
				wants,
			}
		: undefined;
};

/** Nothing is saved: the ways to a first connection. The first one is taken here, the others are commands to type. */
const emptyQuestion = (state: HomeState, terminal: PlainTerminal): HomeQuestion => {
	const ways = emptyWays(terminal);
	const services = Object.keys(state.file.services).length > 0 ? 's services, ' : '';
	const question = numberQuestion<HomeEvent>(
		{
			key: 'empty',
			lines: ['Home. No connections yet.'],
			explains: [
				'A connection is one consent given to a service: an account, its tokens, and what they may do.',
			],
		},
		ways.map(({label, beside, command: text}) => [
			`${label}: ${beside}`,
			() => (text === undefined ? does('new') : {events: [{type: 'copied-command', text}]}),
		]),
	);
	return {
		...question,
		prompt: `Number [1]; ${services}q leaves: `,
		words: [leaves],
		read: line => readRow(line, 0) ?? errorReply(/^\D/.test(line) ? wants : wantsNumber(ways.length)),
	};
};

const detailsQuestion = (state: HomeState, linkName: string, now: number): HomeQuestion | undefined => {
	const connection = state.file.connections[linkName];
	if (!connection) return undefined;
	const {sentence, key} = needOf(state.file, connection, now);
	const reasons = ofOne.map(([command, label]) => {
		const action = actions.get(command);
		return {command, label, reason: action && whyNot(state, action, connection)?.short};
	});
	const able = reasons.flatMap(({command, label, reason}) => (reason ? [] : [[command, label] as const]));
	const dead = reasons.flatMap(({command, label, reason}) =>
		reason ? [`${keymap[command][0]} ${label}: ${reason}`] : [],
	);
	const first = key === undefined ? '' : ` [${keymap[key][0]}]`;
	return {
		key: `${linkName} ${sentence}${first}`,
		lines: [`${connection.name}: ${sentence}`],
		prompt: `${letters(able)}, 0 reads everything, < goes back${first}: `,
		short: `${connection.name}, letter or ?${first}: `,
		explains: [...dead, `In a script: zconn token ${linkName}`],
		all: detailLines(state, linkName, now),
		enter: () => does(key && actions.get(key)),
		words: [leaves],
		read: line => does(wantedBy(line)),
		wants,
	};
};

const servicesQuestion = (state: HomeState): HomeQuestion => {
	const lines = serviceLines(state);
	return {
		key: lines.join(),
		lines,
		prompt: 'Number and a letter (n new, e edit, m rename, d remove); < goes back: ',
		short,
		explains: [
			'A service is a registered OAuth client with its scopes. A number alone makes a new connection.',
		],
		words: [leaves],
		read: line => (/^\d/.test(line) ? readRow(line, serviceRows(state).length) : undefined),
		wants,
	};
};

const answers = yesOrNo<HomeEvent>([{type: 'answered-yes'}], [{type: 'went-back'}]);

/** A line is the text that is asked for, and Enter. */
const textEvents = (text: string): readonly HomeEvent[] => [{type: 'typed', text}, {type: 'accepted'}];

/** What is asked; undefined where there is only something to read. */
export const questionAt = (
	state: HomeState,
	place: Place,
	terminal: PlainTerminal,
	openDraft: (index: number) => void,
): HomeQuestion | undefined => {
	switch (place.at) {
		case 'list':
			return isEmptyHome(state)
				? emptyQuestion(state, terminal)
				: listQuestion(state, terminal.now(), openDraft);
		case 'details':
			return detailsQuestion(state, place.linkName, terminal.now());
		case 'services':
			return servicesQuestion(state);
		case 'rename':
			return {
				key: place.at,
				lines: [],
				prompt: 'New name (< goes back): ',
				explains: ['Its link name follows from the name. u undoes it.'],
				read: text => ({events: textEvents(text)}),
			};
		case 'remove':
			return {
				key: place.at,
				lines: ['This revokes it at its server and deletes it here.'],
				prompt: `Type ${place.linkName} to remove it (< goes back): `,
				explains: ['What it has at Zoho is revoked first; there is no way back.'],
				enter: () => errorReply(`Type ${place.linkName}, or < to go back.`),
				read: text => ({events: textEvents(text)}),
			};
		case 'question': {
			const facts = (place.facts ?? []).map(
				({label, value, command = ''}) => `  ${label}: ${`${value} ${command}`.trim()}`,
			);
			return {
				key: place.text,
				lines: [place.text, place.meaning, ...facts],
				prompt: `y ${lower(place.yes)}, n ${lower(place.stays)} [n]: `,
				explains: [place.meaning],
				...answers,
			};
		}
		case 'conflict':
			return conflictQuestion(state, place);
		default:
			return undefined;
	}
};

/** Two at once: what changed is heard at once, and nothing is done without a yes. */
const conflictQuestion = (state: HomeState, place: Extract<Place, {at: 'conflict'}>): HomeQuestion => {
	const {what, why} = conflictWords(state, place);
	const now = newestOf(state, place.from.seen);
	const {apply, discard} = conflictLabels(place);
	return {
		key: what,
		lines: [what, why, ...(now ? changesSince(place.from.seen, now) : [])],
		prompt: now ? `y ${lower(apply)}, n ${lower(discard)} [n]: ` : 'Enter goes back: ',
		explains: [why],
		...answers,
	};
};
