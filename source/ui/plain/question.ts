import type {WizardEvent} from '../../wizard/events.js';
import {allNumbered, readNumber} from './numbers.js';

/** What a line was taken for. */
export type Reply<E = WizardEvent> = {
	readonly says?: readonly string[];
	readonly events?: readonly E[];
	/** The same question goes on with another prompt. */
	readonly prompt?: string | undefined;
};

/** @param at when it is answered, in milliseconds since the epoch */
type Take<E> = (at: number) => Reply<E> | undefined;

/** A word that is taken: what it does, as the prompt says it (nothing where the prompt does not name it), and what it means. */
export type Word<E = WizardEvent> = readonly [word: string, does: string, ...events: readonly E[]];

/** A question in plain lines as data, and what each line means to it. */
export type Question<E = WizardEvent> = {
	/** Which one it is: its lines are read out when it comes up, and not again after an error. */
	readonly key: string;
	readonly lines: readonly string[];
	/** Ends with a colon and a space. */
	readonly prompt: string;
	/** The prompt after that, where its own is long. */
	readonly short?: string;
	/** What it takes, where it has no prompt. */
	readonly reminder?: string;
	/** Whether the line is not shown while it is typed. */
	readonly isHidden?: boolean;
	/** What "?" says. */
	readonly explains: readonly string[];
	/** What "0" reads, and the prompt after that, where it is another one. */
	readonly all?: readonly string[] | undefined;
	readonly afterAll?: string;
	/** What Enter alone means. */
	readonly enter?: Take<E> | undefined;
	/** What the number of each row means. */
	readonly rows?: readonly Take<E>[];
	readonly words?: readonly Word<E>[];
	/** What any other line means; undefined: nothing. */
	readonly read?: (line: string, at: number) => Reply<E> | undefined | Promise<Reply<E>>;
	/** The error where a line means nothing. */
	readonly wants?: string;
};

/** "<", or the word, which a screen reader speaks. */
export const isBack = (line: string): boolean => /^\s*(?:<|back)\s*$/i.test(line);

/**
 * What a line means.
 *
 * @param at when it was typed, in milliseconds since the epoch
 * @param prompt what stands in the place of the question's own: it stays where something is only explained
 */
export const replyTo = async <E>(
	question: Question<E>,
	line: string,
	at: number,
	prompt?: string,
): Promise<Reply<E>> => {
	const {explains, all, afterAll = prompt, enter, rows = [], words = [], read, wants} = question;
	const word = line.trim().toLowerCase();
	if (word === '?') return {says: explains, prompt};
	if (word === '0' && all) return {says: all, prompt: afterAll};
	const [name, , ...events] = words.find(([name]) => name === word) ?? [];
	const take = word === '' ? enter : rows[readNumber(word, rows.length) ?? -1];
	const own = name === undefined ? take?.(at) : {events};
	return own ?? (await read?.(line, at)) ?? errorReply(wants ?? wantsNumber(rows.length));
};

export const errorReply = (text: string): Reply<never> => ({says: [`Error: ${text}`]});

/** Whether a line says yes or no; undefined where it says neither. */
export const readYesOrNo = (line: string): boolean | undefined => {
	if (/^y(?:es)?$/i.test(line)) return true;
	return /^no?$/i.test(line) ? false : undefined;
};

export const wantsYesOrNo = 'Answer y or n.';

/** A yes does one thing; a no, or Enter alone, the other. */
export const yesOrNo = <E>(yes: readonly E[], no: readonly E[]): Pick<Question<E>, 'read' | 'wants'> => ({
	read: line => {
		const isYes = readYesOrNo(line.trim() || 'n');
		return isYes === undefined ? undefined : {events: isYes ? yes : no};
	},
	wants: wantsYesOrNo,
});

/** "Answer with a number from 1 to 3." */
export const wantsNumber = (count: number): string =>
	count === 1 ? 'Answer with 1.' : `Answer with a number from 1 to ${count}.`;

/**
 * One of a few by its number.
 *
 * @param rows the text of each, and what it means
 * @param first the one that Enter alone takes, from 0 on
 */
export const numberQuestion = <E>(
	question: Pick<Question, 'key' | 'lines' | 'explains'>,
	rows: readonly (readonly [text: string, take: Take<E>])[],
	first = 0,
): Question<E> => ({
	...question,
	lines: [...question.lines, ...allNumbered(rows.map(([text]) => text))],
	prompt: `Number [${first + 1}]: `,
	rows: rows.map(([, take]) => take),
	enter: rows[first]?.[1],
});

/** One that Enter answers, or a word: its prompt names each of them. */
export const enterQuestion = <E>(
	question: Question<E>,
	accepted: (at: number) => E,
	words: readonly Word<E>[],
): Question<E> => {
	const named = words.filter(([, does]) => does !== '');
	const known = ['Enter', ...named.map(([word]) => word)].join(', ');
	return {
		...question,
		prompt: `${[question.prompt, ...named.map(([word, does]) => `${word} ${does}`)].join(', ')}: `,
		enter: at => ({events: [accepted(at)]}),
		words,
		wants: `Answer with ${known.replace(/, (\w+)$/, ' or $1')}.`,
	};
};
