import type {CommandSpec, OptionSpec} from '../../kit/spec.js';
import {
	completedCommands,
	type Kind,
	namesOf,
	optionsOf,
	passesThrough,
	placeKind,
	valueKind,
} from './model.js';

/** A word that can stand where Tab was pressed, and what it does. */
export type Offer = {readonly word: string; readonly summary?: string | undefined};

/** What can stand there. Connections, files, folders and programs are for the one who asks to look up. */
export type Completion = {
	readonly kind: Kind['type'] | 'flag';
	readonly offers: readonly Offer[];
	/** What stands before each offer within the word: `--data-center=`. */
	readonly prefix: string;
	readonly isPractice: boolean;
	/** As `--config-dir` names it. */
	readonly folder: string | undefined;
	/** Where the command line of another program begins; `zconn` is word 0. */
	readonly programAt: number;
};

/** What the words before the typed one say. */
type Before = Pick<Completion, 'isPractice' | 'folder' | 'programAt'> & {
	readonly command: CommandSpec | undefined;
	/** How many words stand behind the command. */
	readonly place: number;
	/** No word is a flag any more. */
	readonly isOver: boolean;
	/** The next word is the value of this one. */
	readonly flag: OptionSpec | undefined;
};

const nothing: Before = {
	command: undefined,
	place: 0,
	isOver: false,
	flag: undefined,
	isPractice: false,
	folder: undefined,
	programAt: 0,
};

/** A flag and the value that stands in the same word. */
const cut = (word: string): readonly [string, string | undefined] => {
	const at = word.startsWith('--') ? word.indexOf('=') : -1;
	return at < 0 ? [word, undefined] : [word.slice(0, at), word.slice(at + 1)];
};

const takerOf = ({command}: Before, name: string): OptionSpec | undefined =>
	optionsOf(command).find(option => valueKind(option) && namesOf(option).includes(name));

const withValue = (before: Before, flag: OptionSpec, value: string): Before =>
	namesOf(flag).includes('--config-dir') ? {...before, folder: value} : before;

const unknown = {summary: '', arguments: [], options: [], examples: []};

const commandOf = (word: string): CommandSpec =>
	completedCommands.find(({name}) => name === word) ?? {name: word, ...unknown};

const read = (before: Before, word: string, index: number): Before => {
	const {command, flag, isOver, programAt, place} = before;
	if (flag) {
		// bash makes three words of --flag=value.
		return word === '=' ? before : withValue({...before, flag: undefined}, flag, word);
	}
	if (!isOver && word === '--') return {...before, isOver: true};
	if (!isOver && /^-./.test(word)) {
		const [name, value] = cut(word);
		const taker = takerOf(before, name);
		if (!taker) return before;
		return value === undefined ? {...before, flag: taker} : withValue(before, taker, value);
	}
	if (!command || command.name === 'practice') {
		const isPractice = before.isPractice || word === 'practice';
		return {...before, command: commandOf(word), place: 0, isPractice};
	}
	const next = {...before, place: place + 1};
	if (!passesThrough(command)) return next;
	// What stands between the name and the other command.
	const isBefore = place === 0 || (index + 1 === programAt && word === '--');
	return {...next, isOver: true, programAt: isBefore ? index + 2 : programAt};
};

const offersOf = (kind: Kind, {command}: Before): readonly Offer[] => {
	if (kind.type === 'value') return kind.words.map(word => ({word}));
	if (kind.type !== 'command') return [];
	return (
		completedCommands
			// There is no practice within practice.
			.filter(({name}) => name !== 'practice' || command?.name !== name)
			.map(({name, summary}) => ({word: name, summary}))
	);
};

/**
 * What can stand at the end of a command line.
 *
 * @param words all behind `zconn`; the last one is being typed
 */
export const complete = (words: readonly string[]): Completion => {
	const typed = words.at(-1) ?? '';
	const before = words.slice(0, -1).reduce(read, nothing);
	const answer = {...before, prefix: ''};
	if (!before.flag && !before.isOver && typed.startsWith('-')) {
		const [name, value] = cut(typed);
		if (value === undefined) {
			const offers = optionsOf(before.command).flatMap(option =>
				namesOf(option).map(word => ({word, summary: option.summary})),
			);
			return {...answer, kind: 'flag', offers};
		}
		const taker = takerOf(before, name);
		const kind = (taker && valueKind(taker)) ?? ({type: 'text'} as const);
		return {...answer, kind: kind.type, offers: offersOf(kind, before), prefix: `${name}=`};
	}
	const {flag, command, place} = before;
	const kind =
		(flag && valueKind(flag)) ?? (command ? placeKind(command, place) : ({type: 'command'} as const));
	return {...answer, kind: kind.type, offers: offersOf(kind, before)};
};
