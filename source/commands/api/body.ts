import type {ApiAnswer} from '../../io/network/api-call.js';
import {explainNetworkFailure} from '../../io/network/refusals.js';
import {ok, type Refusal, type Result, refused} from '../../zoho/refusal.js';

const tooLong = (most: number): Refusal => ({
	id: 'answer-too-long',
	what: 'The answer is too long.',
	why: `It has more than ${Math.floor(most / 1024 / 1024)} MB, unpacked.`,
	next: 'Ask for less at a time; or leave out --paginate and send stdout to a file, which takes an answer of any length.',
	exitCode: 4,
});

const binary: Refusal = {
	id: 'answer-binary',
	what: 'The answer is not text, and a terminal would take parts of it as commands.',
	why: 'It holds bytes that no text has.',
	next: 'Send it to a file, by adding: > FILE',
	exitCode: 2,
};

/** Why the body of an answer is not all there. */
export const broken = ({address}: ApiAnswer, error: unknown): Refusal =>
	explainNetworkFailure(error, {host: new URL(address.url).host});

/** All bytes of an answer, up to a bound: 583 kB of a compressed one can unpack to 1.9 GB. */
export const readBody = async (answer: ApiAnswer, most: number): Promise<Result<Buffer>> => {
	const parts: Uint8Array[] = [];
	let length = 0;
	try {
		// Leaving the loop cancels the rest.
		for await (const part of answer.response.body ?? []) {
			length += part.length;
			if (length > most) return refused(tooLong(most));
			parts.push(part);
		}
	} catch (error) {
		return refused(broken(answer, error));
	}
	return ok(Buffer.concat(parts));
};

/** The character set that an answer names; UTF-8 where it names none, or one that is not known. */
const decoderFor = (contentType: string) => {
	const [, label = 'utf-8'] = /;\s*charset="?([^\s";]+)/i.exec(contentType) ?? [];
	try {
		return new TextDecoder(label, {fatal: true});
	} catch {
		return new TextDecoder('utf-8', {fatal: true});
	}
};

/** Bytes as a text; refuses what is none, whatever its type claims. */
export const textOf = (bytes: Uint8Array, contentType: string | null): Result<string> => {
	try {
		const text = decoderFor(contentType ?? '').decode(bytes);
		return text.includes('\0') ? refused(binary) : ok(text);
	} catch {
		return refused(binary);
	}
};
