import type {WizardEvent} from '../../wizard/events.js';
import {allNumbered, readNumber} from './numbers.js';
import type {Talk} from './terminal.js';

/** What a line was taken for. */
export type Reply<E = WizardEvent> = {
	readonly says?: readonly string[];
	readonly events?: readonly E[];
	/** The same question goes on with another prompt. */
	readonly prompt?: string | undefined;
};

/** A question in plain lines, and what a line means to it. */
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
	/** What "0" reads. */
	readonly all?: readonly string[];
	readonly read: (line: string) => Reply<E> | Promise<Reply<E>>;
};

/** "<", or the word, which a screen reader speaks. */
export const isBack = (line: string): boolean => /^\s*(?:<|back)\s*$/i.test(line);

/** Which question was read out last, what stands in the place of its prompt, and what was typed. */
export type Asked = {key: string; prompt: string | undefined; line: string};

/**
 * Asks once: reads a question out where it was not yet, takes a line for it, and says what there is to say.
 *
 * @returns what the line means, often nothing; undefined when there is no line
 */
export const askOnce = async <E>(
	{print, ask}: Pick<Talk, 'print' | 'ask'>,
	asked: Asked,
	question: Question<E>,
): Promise<readonly E[] | 'back' | undefined> => {
	if (question.key !== asked.key) {
		asked.prompt = undefined;
		if (question.lines.length > 0) print('', ...question.lines);
	}
	asked.key = question.key;
	const line = await ask(asked.prompt ?? question.prompt, question.isHidden, question.reminder);
	if (line === undefined) return undefined;
	asked.line = line;
	if (isBack(line)) return 'back';
	const {says = [], events = [], prompt = question.short} = await replyTo(question, line, asked.prompt);
	print(...says);
	asked.prompt = prompt;
	return events;
};

/** @param prompt what stands in the place of the question's own: it stays where something is only explained */
const replyTo = <E>(
	{explains, all, read}: Question<E>,
	line: string,
	prompt: string | undefined,
): Reply<E> | Promise<Reply<E>> => {
	if (line.trim() === '?') return {says: explains, prompt};
	return line.trim() === '0' && all ? {says: all, prompt} : read(line);
};

export const errorReply = (text: string): Reply<never> => ({says: [`Error: ${text}`]});

export const wantsYesOrNo = errorReply('Answer y or n.');

/** Whether a line says yes or no; undefined where it says neither. */
export const readYesOrNo = (line: string): boolean | undefined => {
	if (/^y(?:es)?$/i.test(line)) return true;
	return /^no?$/i.test(line) ? false : undefined;
};

/** A yes does one thing; a no, or Enter alone, the other. */
export const yesOrNo = <E>(line: string, yes: readonly E[], no: readonly E[]): Reply<E> => {
	const isYes = readYesOrNo(line.trim() || 'n');
	return isYes === undefined ? wantsYesOrNo : {events: isYes ? yes : no};
};

/** "Answer with a number from 1 to 3." */
export const wantsNumber = (count: number): string =>
	count === 1 ? 'Answer with 1.' : `Answer with a number from 1 to ${count}.`;

/** What one of several rows stands for, by its number. */
export const oneOf = <E>(line: string, count: number, take: (index: number) => Reply<E>): Reply<E> => {
	const index = readNumber(line, count);
	return index === undefined ? errorReply(wantsNumber(count)) : take(index);
};

/** One of a few by its number; Enter alone is the first one. @param take what the row means, by its index */
export const numberQuestion = <E>(
	question: Pick<Question, 'key' | 'lines' | 'explains'>,
	rows: readonly string[],
	take: (index: number) => Reply<E>,
): Question<E> => ({
	...question,
	lines: [...question.lines, ...allNumbered(rows)],
	prompt: 'Number [1]: ',
	read: line => oneOf(line.trim() === '' ? '1' : line, rows.length, take),
});

/** A word that is taken besides Enter: what it does, as the prompt says it, and what it means. */
export type Word<E> = readonly [word: string, does: string, event: E];

/** One that Enter answers, or a word: its prompt names each of them. */
export const enterQuestion = <E>(
	question: Omit<Question<E>, 'read'>,
	accepted: E,
	words: readonly Word<E>[],
): Question<E> => {
	const [last, ...others] = ['Enter', ...words.map(([word]) => word)].reverse();
	const known = others.length > 0 ? `${others.reverse().join(', ')} or ${last}` : last;
	return {
		...question,
		prompt: `${[question.prompt, ...words.map(([word, does]) => `${word} ${does}`)].join(', ')}: `,
		read: line => {
			const typed = line.trim().toLowerCase();
			if (typed === '') return {events: [accepted]};
			const found = words.find(([word]) => word === typed);
			return found ? {events: [found[2]]} : errorReply(`Answer with ${known}.`);
		},
	};
};
