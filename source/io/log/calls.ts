import {redact} from '../../connection/secrets/redact.js';
import type {ApiCaller} from '../network/api-call.js';
import type {NoteUse, Use, UsedBy} from './note.js';

/** The path of a call for the log: no host, no query, and nothing that has the shape of a secret. */
export const pathForLog = (text: string): string => {
	const withoutOrigin = text.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '');
	const [path = ''] = withoutOrigin.split(/[?#]/, 1);
	return redact(path.replaceAll(/[\p{Cc}\p{Cf}]/gu, '')) || '/';
};

type Call = Pick<Use, 'connection' | 'method'> & {
	/** A path or an address. */
	readonly path: string;
};

/** A call as it stands in the log. @param end the status of the answer, or the id of a refusal */
export const callUse = (command: UsedBy, {connection, method, path}: Call, end: number | string): Use => ({
	command,
	connection,
	method,
	path: pathForLog(path),
	...(typeof end === 'number' ? {status: end} : {refusal: end}),
});

/** The same caller, whose calls are remembered. */
export const notedCaller =
	(call: ApiCaller, command: UsedBy, note: NoteUse): ApiCaller =>
	async (connection, request) => {
		const answer = await call(connection, request);
		const {method} = request;
		if (answer.ok) {
			const {address, response} = answer.value;
			note(callUse(command, {connection, method, path: address.url}, response.status));
		} else {
			note(callUse(command, {connection, method, path: request.path}, answer.refusal.id));
		}
		return answer;
	};
