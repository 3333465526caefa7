import {longestInput} from '../../io/bounds.js';
import type {ApiRequest} from '../../io/network/api-call.js';
import {refuse} from '../../kit/command.js';
import {givenFile} from '../../kit/given-file.js';
import {flagOption, type Invocation, listOption, textOption} from '../../kit/invocation.js';
import {bodyOf, type Field, readField, withFields} from './fields.js';

const readFields = (invocation: Invocation): readonly Field[] => {
	const read = (flag: string, isTyped: boolean): readonly Field[] =>
		listOption(invocation, flag).map(text => readField(text, isTyped, invocation));
	return [...read('raw-field', false), ...read('field', true)];
};

const readHeaders = (invocation: Invocation): Headers => {
	const headers = new Headers();
	for (const text of listOption(invocation, 'header')) {
		const colon = text.indexOf(':');
		try {
			if (colon < 1) throw new TypeError('There is no colon.');
			headers.set(text.slice(0, colon).trim(), text.slice(colon + 1).trim());
		} catch {
			refuse(
				'This header is not understood.',
				'It is a name, a colon and a value, in Latin letters.',
				'For example: -H "orgId: 12345"',
			);
		}
	}
	return headers;
};

const readInput = (invocation: Invocation): Uint8Array<ArrayBuffer> | undefined => {
	const file = textOption(invocation, 'input');
	return file === undefined ? undefined : Uint8Array.from(givenFile(file, longestInput, invocation));
};

/** The call that the command line describes. Refuses what is not understood (exit 2). */
export const readApiRequest = (invocation: Invocation): ApiRequest => {
	const fields = readFields(invocation);
	const headers = readHeaders(invocation);
	const input = readInput(invocation);
	const hasContent = fields.length > 0 || input !== undefined;
	const isPaginated = flagOption(invocation, 'paginate');
	const method = (
		textOption(invocation, 'method') ?? (hasContent && !isPaginated ? 'POST' : 'GET')
	).toUpperCase();
	if (!/^[A-Z]{1,20}$/.test(method))
		refuse(`"${method}" is no method.`, 'A method is one word.', 'For example: -X PUT');
	if (isPaginated && method !== 'GET')
		refuse('--paginate is for GET.', `The method is ${method}.`, 'Leave one of them out.');
	if (flagOption(invocation, 'slurp') && !isPaginated)
		refuse('--slurp goes with --paginate.', 'There is one answer only.', 'Add --paginate.');
	const [, path = ''] = invocation.positionals;
	const isInQuery = method === 'GET' || method === 'HEAD' || input !== undefined;
	const body =
		input ??
		(isInQuery || !hasContent
			? undefined
			: Uint8Array.from(new TextEncoder().encode(JSON.stringify(bodyOf(fields)))));
	if (body !== undefined && !headers.has('content-type')) headers.set('content-type', 'application/json');
	return {
		path: isInQuery ? withFields(path, fields) : path,
		product: textOption(invocation, 'product'),
		method,
		headers,
		usualAccept: 'application/json',
		body,
	};
};
