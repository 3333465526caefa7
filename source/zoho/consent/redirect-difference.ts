import type {Refusal} from '../refusal.js';
import type {TokenErrorInput} from '../tokens/evidence.js';
import {again} from '../tokens/refusals.js';

/** How many characters two texts have in common at their beginning. */
const commonStart = (left: string, right: string): number => {
	let length = 0;
	while (length < left.length && length < right.length && left[length] === right[length]) length++;
	return length;
};

/**
 * Two texts with the part in which they differ between `>>` and `<<` in each, in plain ASCII: it has to survive
 * every terminal, file and web page. Equal texts come back unmarked.
 */
export const markDifference = (left: string, right: string): readonly [string, string] => {
	if (left === right) return [left, right];
	const start = commonStart(left, right);
	let end = 0;
	while (end < Math.min(left.length, right.length) - start && left.at(-1 - end) === right.at(-1 - end)) {
		end++;
	}
	const mark = (text: string): string =>
		`${text.slice(0, start)}>>${text.slice(start, text.length - end)}<<${text.slice(text.length - end)}`;
	return [mark(left), mark(right)];
};

/**
 * Explains `invalid_redirect_uri`: Zoho compares byte for byte, a trailing slash included. Shows the URI that was
 * sent and, if it is another, the nearest registered one, with the difference marked.
 *
 * Source: zoho.com/accounts/protocol/oauth/web-apps/access-token.html.
 */
export const explainInvalidRedirectUri = ({evidence}: TokenErrorInput): Refusal => {
	const {redirectUri: sent, registeredRedirectUris: registered = [], connection} = evidence;
	const base = {
		id: 'invalid-redirect-uri',
		what: 'Zoho does not accept the redirect URI.',
		exitCode: 3,
	} as const;
	const console = evidence.chosenDataCenter?.console ?? evidence.askedDataCenter?.console;
	const place = console === undefined ? 'In the API Console' : `In ${console}`;
	if (sent === undefined) {
		return {
			...base,
			why: 'It has to equal a registered one exactly, port and trailing slash included.',
			next: `${place} compare the client's Authorized Redirect URIs. ${again(connection)}`,
		};
	}
	const next = `${place} open the client, add exactly ${sent} to the Authorized Redirect URIs and press Update. ${again(connection)}`;
	const nearest = registered.toSorted((a, b) => commonStart(b, sent) - commonStart(a, sent))[0];
	if (nearest === undefined || registered.includes(sent)) {
		return {
			...base,
			why: `${sent} was sent; what stands in the console differs from it, if only by http or https, the port, or a trailing slash.`,
			next,
		};
	}
	const [markedSent, markedNearest] = markDifference(sent, nearest);
	return {
		...base,
		why: `Sent was ${markedSent} and registered is ${markedNearest}; they differ between >> and <<.`,
		next,
	};
};
