import {changesSince, conflictLabels, conflictWords, newestOf} from '../../home/conflict.js';
import type {Action, HomeEvent} from '../../home/events.js';
import {needOf} from '../../home/needs.js';
import {whyNot} from '../../home/reasons.js';
import {highlightedRow, isEmptyHome, rowsOf, serviceRows} from '../../home/rows.js';
import type {HomeState, Place} from '../../home/state.js';
import {answerBy, type Cases} from '../../wizard/run-machine.js';
import {lower} from '../../zoho/text.js';
import {emptyWays} from '../home/empty.js';
import {ofOne} from '../home/keys-page.js';
import {homeLetters} from '../home/letters.js';
import {isCommand, keymap} from '../lines/keys.js';
import {detailLines, draftText, listLines, mostLines, serviceLines} from './home-lines.js';
import {readNumber} from './numbers.js';
import {errorReply, numberQuestion, type Question, type Reply, wantsNumber, yesOrNo} from './question.js';
import type {PlainTerminal} from './terminal.js';

export type HomeQuestion = Question<HomeEvent>;
type HomeReply = Reply<HomeEvent>;

const wants = 'Answer with a number or a letter of those that are named.';
const short = 'Number, letter or ?: ';

/** One whose lines say which it is. */
const asked = (own: Pick<HomeQuestion, 'prompt' | 'explains'> & Partial<HomeQuestion>): HomeQuestion => ({
	key: own.lines?.join() ?? '',
	lines: [],
	wants,
	...own,
});

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

const words: HomeQuestion['words'] = [[keymap.quit[0], 'leaves', {type: 'left'}]];

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

/** A letter that needs no row. */
const readLetter = (line: string): HomeReply | undefined => {
	const action = wantedBy(line);
	return action && anywhere.has(action) ? does(action) : undefined;
};

/** "2" opens a row, "2 t" tests it. @param isAsked whether a row is asked about before it is opened */
const rowAnswers = (count: number, isAsked: (index: number) => boolean = () => false) => {
	const rows = Array.from({length: Math.min(count, mostLines)}, (_none, index) => {
		const highlighted = {type: 'highlighted', index} as const;
		return (): HomeReply => ({
			events: [highlighted, ...(isAsked(index) ? [] : [{type: 'accepted'} as const])],
		});
	});
	const read = (line: string): HomeReply | undefined => {
		const [, number = '', word = ''] = /^(\d+)\s*(\D.*)$/.exec(line) ?? [];
		const index = readNumber(number, rows.length);
		return index === undefined ? undefined : does(wantedBy(word), {type: 'highlighted', index});
	};
	return {rows, read};
};

const listQuestion = (state: HomeState, now: number): HomeQuestion => {
	const lines = listLines(state, now);
	const all = rowsOf(state);
	const {rows, read} = rowAnswers(all.length, index => all[index]?.kind === 'draft');
	return asked({
		// The same at any time of day.
		key: listLines(state, 0).join(),
		lines,
		prompt: `Number opens one; ${ofAll.map(([command, label]) => `${keymap[command][0]} ${label}`).join(', ')}: `,
		short,
		explains: [
			'A number and a letter do it at once: 2 t tests the second one. 0 reads the list again.',
			'/ and words show what matches; / alone shows all.',
		],
		all: lines,
		rows,
		words,
		read: line =>
			line.startsWith('/')
				? {events: [{type: 'wanted', action: 'filter'}, ...textEvents(line.slice(1).trim())]}
				: (read(line) ?? readLetter(line)),
	});
};

/** A draft that was opened by its number, and is highlighted since; undefined where it is gone. */
export const draftQuestion = (state: HomeState, now: number): HomeQuestion | undefined => {
	const row = highlightedRow(state);
	if (row?.kind !== 'draft') return undefined;
	return asked({
		// The same at any age.
		key: row.key,
		lines: [draftText(row, state, now)],
		prompt: 'Enter goes on, d discards it, D discards all drafts, < goes back: ',
		explains: ['Going on asks what is not answered yet.'],
		enter: () => ({events: [{type: 'accepted'}]}),
		read: line => {
			const action = wantedBy(line);
			return action === 'remove' || action === 'discard-drafts' ? does(action) : undefined;
		},
	});
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
		words,
		read: line => readLetter(line) ?? errorReply(/^\D/.test(line) ? wants : wantsNumber(ways.length)),
	};
};

const detailsQuestion = (state: HomeState, linkName: string, now: number): HomeQuestion | undefined => {
	const connection = state.file.connections[linkName];
	if (!connection) return undefined;
	const {sentence, key} = needOf(state.file, connection, now);
	const keys = ofOne.map(([command, label]) => {
		const action = actions.get(command);
		const reason = action && whyNot(state, action, connection)?.short;
		return {text: `${keymap[command][0]} ${label}`, reason};
	});
	const able = keys.flatMap(({text, reason}) => (reason ? [] : [text])).join(', ');
	const first = key === undefined ? '' : ` [${keymap[key][0]}]`;
	return asked({
		key: `${linkName} ${sentence}`,
		lines: [`${connection.name}: ${sentence}`],
		prompt: `${able}, 0 reads everything, < goes back${first}: `,
		short: `${connection.name}, letter or ?${first}: `,
		explains: [
			...keys.flatMap(({text, reason}) => (reason ? [`${text}: ${reason}`] : [])),
			`In a script: zconn token ${linkName}`,
		],
		all: detailLines(state, linkName, now),
		enter: () => does(key && actions.get(key)),
		words,
		read: line => does(wantedBy(line)),
	});
};

const answers = yesOrNo<HomeEvent>([{type: 'answered-yes'}], [{type: 'went-back'}]);

/** A line is the text that is asked for, and Enter. */
const textEvents = (text: string): readonly HomeEvent[] => [{type: 'typed', text}, {type: 'accepted'}];

type Asking = {readonly state: HomeState; readonly terminal: PlainTerminal};

/** There is only something to read. */
const none = (): undefined => undefined;

/** What is asked at each place. */
const questions: Cases<'at', Asking, Place, HomeQuestion | undefined> = {
	report: none,
	many: none,
	keys: none,
	list: ({state, terminal}) =>
		isEmptyHome(state) ? emptyQuestion(state, terminal) : listQuestion(state, terminal.now()),
	details: ({state, terminal}, {linkName}) => detailsQuestion(state, linkName, terminal.now()),
	services: ({state}) =>
		asked({
			lines: serviceLines(state),
			prompt: 'Number and a letter (n new, e edit, m rename, d remove); < goes back: ',
			short,
			explains: [
				'A service is a registered OAuth client with its scopes. A number alone makes a new connection.',
			],
			words,
			...rowAnswers(serviceRows(state).length),
		}),
	rename: () =>
		asked({
			prompt: 'New name (< goes back): ',
			explains: ['Its link name follows from the name. u undoes it.'],
			read: text => ({events: textEvents(text)}),
		}),
	remove: (_asking, {linkName}) =>
		asked({
			lines: ['This revokes it at its server and deletes it here.'],
			prompt: `Type ${linkName} to remove it (< goes back): `,
			explains: ['What it has at Zoho is revoked first; there is no way back.'],
			enter: () => errorReply(`Type ${linkName}, or < to go back.`),
			read: text => ({events: textEvents(text)}),
		}),
	question: (_asking, {text, meaning, yes, stays, facts = []}) =>
		asked({
			lines: [
				text,
				meaning,
				...facts.map(({label, value, command = ''}) => `  ${label}: ${`${value} ${command}`.trim()}`),
			],
			prompt: `y ${lower(yes)}, n ${lower(stays)} [n]: `,
			explains: [meaning],
			...answers,
		}),
	conflict: ({state}, place) => {
		// Two at once: what changed is heard at once, and nothing is done without a yes.
		const {what, why} = conflictWords(state, place);
		const now = newestOf(state, place.from.seen);
		const {apply, discard} = conflictLabels(place);
		return asked({
			key: what,
			lines: [what, why, ...(now ? changesSince(place.from.seen, now) : [])],
			prompt: now ? `y ${lower(apply)}, n ${lower(discard)} [n]: ` : 'Enter goes back: ',
			explains: [why],
			...answers,
		});
	},
};

export const questionAt = (
	state: HomeState,
	place: Place,
	terminal: PlainTerminal,
): HomeQuestion | undefined => answerBy('at', questions, {state, terminal}, place);
