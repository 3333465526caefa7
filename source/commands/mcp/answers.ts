import {ok, type Refusal, type Result, refused} from '../../zoho/refusal.js';

/** How many characters of an answer an agent gets at once, unless it asks for another number. */
export const usualLength = 20_000;
export const mostLength = 100_000;
/** Kept for more of them: so many answers, and so many characters together. */
const mostAnswers = 8;
const mostKept = 16 * 1024 * 1024;

const gone = (id: string): Refusal => ({
	id: 'answer-gone',
	what: `There is no more of answer "${id}".`,
	why: `Only the last ${mostAnswers} long answers are kept.`,
	next: 'Make the call again, and ask for less at a time.',
	exitCode: 2,
});

/** A part of an answer, and where the next one begins; undefined at its end. */
export type Part = {
	readonly text: string;
	readonly from: number;
	readonly of: number;
	readonly rest: {readonly answer: string; readonly from: number} | undefined;
};

/** Never between the two halves of one character. */
const cutAt = (text: string, wanted: number): number => {
	const at = Math.min(wanted, text.length);
	return at > 0 && at < text.length && (text.codePointAt(at - 1) ?? 0) > 0xff_ff ? at - 1 : at;
};

/** Long answers, so that the rest of one can be asked for without a second call. */
export const createAnswers = () => {
	const kept = new Map<string, string>();
	let count = 0;
	const keep = (text: string): string => {
		count += 1;
		const id = `a${count}`;
		kept.set(id, text);
		let length = [...kept.values()].reduce((sum, each) => sum + each.length, 0);
		for (const [oldest, each] of kept) {
			if (kept.size <= mostAnswers && length <= mostKept) break;
			if (oldest === id) break;
			kept.delete(oldest);
			length -= each.length;
		}
		return id;
	};
	const part = (text: string, id: () => string, from: number, length: number): Part => {
		const start = cutAt(text, from);
		const wanted = cutAt(text, start + length);
		// One character at least, or the next part would be this one again.
		const end = wanted > start ? wanted : start + String.fromCodePoint(text.codePointAt(start) ?? 0).length;
		const rest = end < text.length ? {answer: id(), from: end} : undefined;
		return {text: text.slice(start, end), from: start, of: text.length, rest};
	};
	return {
		/** The first part of a text; what is longer is kept. The text has no secrets in it any more. */
		begin: (text: string, length: number): Part => part(text, () => keep(text), 0, length),
		more: (id: string, from: number, length: number): Result<Part> => {
			const text = kept.get(id);
			return text === undefined ? refused(gone(id)) : ok(part(text, () => id, from, length));
		},
	};
};
