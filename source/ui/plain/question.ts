import type {WizardEvent} from '../../wizard/events.js';
import {allNumbered, readNumber} from './numbers.js';

/** What a line was taken for. */
export type Reply = {
	readonly says?: readonly string[];
	readonly events?: readonly WizardEvent[];
	/** The same question goes on with another prompt. */
	readonly prompt?: string;
};

/** A question in plain lines, and what a line means to it. */
export type Question = {
	/** Which one it is: its lines are read out when it comes up, and not again after an error. */
	readonly key: string;
	readonly lines: readonly string[];
	/** Ends with a colon and a space. */
	readonly prompt: string;
	/** Whether the line is not shown while it is typed. */
	readonly isHidden?: boolean;
	/** What "?" says. */
	readonly explains: readonly string[];
	readonly read: (line: string) => Reply | Promise<Reply>;
};

export const errorReply = (text: string): Reply => ({says: [`Error: ${text}`]});

/** "Answer with a number from 1 to 3." */
export const wantsNumber = (count: number): string =>
	count === 1 ? 'Answer with 1.' : `Answer with a number from 1 to ${count}.`;

/** What one of several rows stands for, by its number. @param otherwise what is said of a line that is none of them */
export const oneOf = (
	line: string,
	count: number,
	take: (index: number) => Reply,
	otherwise = wantsNumber(count),
): Reply => {
	const index = readNumber(line, count);
	return index === undefined ? errorReply(otherwise) : take(index);
};

/** One of a few by its number; Enter alone is the first one. @param take what the row means, by its index */
export const numberQuestion = (
	question: Pick<Question, 'key' | 'lines' | 'explains'>,
	rows: readonly string[],
	take: (index: number) => Reply,
): Question => ({
	...question,
	lines: [...question.lines, ...allNumbered(rows)],
	prompt: 'Number [1]: ',
	read: line => oneOf(line.trim() === '' ? '1' : line, rows.length, take),
});

/**
 * One that Enter answers, or letters.
 *
 * @param letters what each of them does
 */
export const enterQuestion = (
	question: Omit<Question, 'read'>,
	now: () => number,
	letters: Readonly<Record<string, WizardEvent>>,
): Question => ({
	...question,
	read: line => {
		const word = line.trim().toLowerCase();
		if (word === '') return {events: [{type: 'accepted', at: now()}]};
		const event = Object.hasOwn(letters, word) ? letters[word] : undefined;
		const [last = '', ...others] = ['Enter', ...Object.keys(letters)].reverse();
		const known = [...(others.length > 0 ? [others.reverse().join(', ')] : []), last].join(' or ');
		return event ? {events: [event]} : errorReply(`Answer with ${known}.`);
	},
});
