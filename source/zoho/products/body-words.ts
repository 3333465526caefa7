import {parseExactJson} from '../identity.js';

/** One text or number of a body. */
export type BodyWord = {
	readonly text: string;
	/** Stands under a name that error codes have, so that a bare number means one. */
	readonly isCode: boolean;
};

/** Error bodies are small; of a large one the beginning is enough. */
const mostWords = 2000;
const deepest = 40;

const codeKey = /^(?:error_?)?(?:code|number|id|title)$|^(?:status|response)_?code$|^errno$|^error$/i;

/** Where answers that succeed have their own state, in an array of one or two as well. */
const envelope =
	/^(?:error|errors|response|status|result|response_status|messages?|operation|details|summary|(?:error_?)?code|description|title)$/i;

const failureList = /^(?:errors?|messages|details|response_status)$/i;

type Walk = {readonly isSuccess: boolean; readonly words: BodyWord[]};

/** A place in the body: its name, that of what it stands in, and how deep that is. */
type Place = {readonly key: string; readonly parent: string; readonly depth: number};

const addText = (walk: Walk, key: string, value: string | number): void => {
	const isCode = codeKey.test(key) && !(walk.isSuccess && key.toLowerCase() === 'id');
	walk.words.push({text: String(value), isCode});
};

/** Of a success only what is no data: codes in `data` are those of records, but for the ones that say that they are errors. */
const isHeeded = (walk: Walk, key: string, parent: string): boolean => {
	if (!walk.isSuccess) return true;
	if (parent === 'data') return /^error_?code$/i.test(key);
	return envelope.test(key) || (parent === '' && key === 'data');
};

const visit = (walk: Walk, {key, parent, depth}: Place, value: unknown): void => {
	if (walk.words.length >= mostWords || depth > deepest) return;
	if (typeof value === 'string' || typeof value === 'number') {
		addText(walk, key, value);
		return;
	}
	if (typeof value !== 'object' || value === null) return;
	if (Array.isArray(value)) {
		// A list of records; Mail's `[2, {"errorCode": …}]` begins with a number.
		const isState = failureList.test(key) || (key === '' && typeof value[0] === 'number');
		if (walk.isSuccess && !isState) return;
		for (const item of value) visit(walk, {key, parent, depth: depth + 1}, item);
		return;
	}
	for (const [name, inner] of Object.entries(value)) {
		const isOfList = walk.isSuccess && parent === '' && key === '' && depth > 0;
		if (isOfList || isHeeded(walk, name, key)) visit(walk, {key: name, parent: key, depth: depth + 1}, inner);
	}
};

/** Pages and XML: the text as a whole, and what stands in `<code>`. */
const wordsOfText = (body: string): readonly BodyWord[] => [
	...[...body.matchAll(/<(?:error_?)?code>\s*([\w-]{1,40})\s*<\//gi)].map(([, text = '']) => ({
		text,
		isCode: true,
	})),
	{text: body.replaceAll(/<[^<>]*>/g, ' ').slice(0, 8000), isCode: false},
];

/**
 * Every text and number of a body, at any depth, those first that stand where error codes do. An answer that succeeded
 * (`isSuccess`) is full of words of its records; of that only its own state is read.
 */
export const wordsOf = (body: string, isSuccess: boolean): readonly BodyWord[] => {
	const json = parseExactJson(body);
	if (json === undefined) return isSuccess ? wordsOfText(body).slice(0, -1) : wordsOfText(body);
	const walk: Walk = {isSuccess, words: []};
	visit(walk, {key: '', parent: '', depth: 0}, json);
	return walk.words.toSorted((one, other) => Number(other.isCode) - Number(one.isCode));
};
