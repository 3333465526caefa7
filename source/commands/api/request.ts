import {longestInput} from '../../io/bounds.js';
import type {ApiRequest} from '../../io/network/api-call.js';
import {givenFile} from '../../kit/given-file.js';
import {flagOption, type Invocation, listOption, textOption} from '../../kit/invocation.js';
import {misuse, ok, type Result, refused, wrongUse} from '../../zoho/refusal.js';
import {bodyOf, type Field, readField, withFields} from './fields.js';

const readFields = (invocation: Invocation): Result<readonly Field[]> => {
	const fields: Field[] = [];
	for (const [flag, isTyped] of [
		['raw-field', false],
		['field', true],
	] as const) {
		for (const text of listOption(invocation, flag)) {
			const field = readField(text, isTyped, invocation);
			if (!field.ok) return field;
			fields.push(field.value);
		}
	}
	return ok(fields);
};

const readHeaders = (invocation: Invocation): Result<Headers> => {
	const headers = new Headers();
	for (const text of listOption(invocation, 'header')) {
		const colon = text.indexOf(':');
		try {
			if (colon < 1) throw new TypeError('There is no colon.');
			headers.set(text.slice(0, colon).trim(), text.slice(colon + 1).trim());
		} catch {
			return misuse(
				'This header is not understood.',
				'It is a name, a colon and a value, in Latin letters.',
				'For example: -H "orgId: 12345"',
			);
		}
	}
	return ok(headers);
};

const readInput = (invocation: Invocation): Result<Uint8Array<ArrayBuffer> | undefined> => {
	const file = textOption(invocation, 'input');
	if (file === undefined) return ok(undefined);
	const read = givenFile(file, longestInput, invocation);
	return read.ok ? ok(Uint8Array.from(read.value)) : read;
};

const wrongMethod = (method: string) =>
	wrongUse(`"${method}" is no method.`, 'A method is one word.', 'For example: -X PUT');

/** The call that the command line describes. Refuses what is not understood (exit 2). */
export const readApiRequest = (invocation: Invocation): Result<ApiRequest> => {
	const fields = readFields(invocation);
	if (!fields.ok) return fields;
	const headers = readHeaders(invocation);
	if (!headers.ok) return headers;
	const input = readInput(invocation);
	if (!input.ok) return input;
	const hasContent = fields.value.length > 0 || input.value !== undefined;
	const isPaginated = flagOption(invocation, 'paginate');
	const method = (
		textOption(invocation, 'method') ?? (hasContent && !isPaginated ? 'POST' : 'GET')
	).toUpperCase();
	if (!/^[A-Z]{1,20}$/.test(method)) return refused(wrongMethod(method));
	if (isPaginated && method !== 'GET') {
		return misuse('--paginate is for GET.', `The method is ${method}.`, 'Leave one of them out.');
	}
	if (flagOption(invocation, 'slurp') && !isPaginated)
		return misuse('--slurp goes with --paginate.', 'There is one answer only.', 'Add --paginate.');
	const [, path = ''] = invocation.positionals;
	const isInQuery = method === 'GET' || method === 'HEAD' || input.value !== undefined;
	const body =
		input.value ??
		(isInQuery || !hasContent
			? undefined
			: Uint8Array.from(new TextEncoder().encode(JSON.stringify(bodyOf(fields.value)))));
	if (body !== undefined && !headers.value.has('content-type'))
		headers.value.set('content-type', 'application/json');
	return ok({
		path: isInQuery ? withFields(path, fields.value) : path,
		product: textOption(invocation, 'product'),
		method,
		headers: headers.value,
		usualAccept: 'application/json',
		body,
	});
};
