import * as z from 'zod/mini';
import {parseSafeUrl} from '../data-center.js';
import {cleanText, parseJson} from '../text.js';
import {readTokenResponse, type TokenReading} from '../tokens/response.js';

/** The codes of a device, and how to ask whether a person has used them. Times in milliseconds. */
export type DeviceCode = {
	/** What a person types. */
	readonly userCode: string;
	/** What the device asks with; a secret. */
	readonly deviceCode: string;
	/** Where it is typed. */
	readonly address: string;
	/** The same with the code in it, for a QR code. */
	readonly fullAddress: string;
	readonly interval: number;
	/** Since the epoch. */
	readonly expiresAt: number;
};

export type DeviceReading =
	| {readonly kind: 'code'; readonly code: DeviceCode}
	| Exclude<TokenReading, {kind: 'tokens'}>;

const credential = z.string().check(z.regex(/^[\u0021-\u007E]{1,4096}$/));
const number = z.union([
	z.number(),
	z.pipe(z.string().check(z.regex(/^\s*\d{1,12}\s*$/)), z.transform(Number)),
]);

const replySchema = z.object({
	user_code: z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9 -]{2,30}$/)),
	device_code: credential,
	verification_url: z.optional(z.string()),
	verification_uri: z.optional(z.string()),
	verification_uri_complete: z.optional(z.string()),
	interval: z.optional(number),
	expires_in: z.optional(number),
});

const usualInterval = 30;
const usualLifetime = 300;
const longestInterval = 600;
const longestLifetime = 7200;

/**
 * Seconds of a reply, whatever their unit: Zoho's page has milliseconds, programs in use read seconds. No code lives for two
 * hours, and none is asked about every quarter of an hour.
 */
const secondsOf = (interval = usualInterval, lifetime = usualLifetime) => {
	const unit = interval > 1000 || lifetime > longestLifetime ? 1000 : 1;
	return {
		interval: Math.min(Math.max(interval / unit, 1), longestInterval),
		lifetime: Math.min(Math.max(lifetime / unit, 1), longestLifetime),
	};
};

/** An address on the server that was asked; any other one is not shown and not opened. */
const ownAddress = (text: string | undefined, origin: string): string | undefined => {
	const url = parseSafeUrl(text ?? '');
	return url?.origin === origin ? url.href : undefined;
};

const withCode = (address: string, userCode: string): string => {
	const url = new URL(address);
	url.searchParams.set('code', userCode);
	return url.href;
};

/**
 * Reads the answer to a device's first request. The page where the code is typed has to be the accounts server's own.
 *
 * Sources: zoho.com/accounts/protocol/oauth/devices/initiation-request.html; RFC 8628 section 3.2.
 *
 * @param input.now milliseconds since the epoch @param input.accounts origin of the server that was asked
 */
export const readDeviceCode = (input: {
	readonly body: string;
	readonly status: number;
	readonly now: number;
	readonly accounts: string;
}): DeviceReading => {
	const {body, status, now, accounts} = input;
	const reply = z.safeParse(replySchema, parseJson(body));
	if (!reply.success) {
		const reading = readTokenResponse({body, status, now});
		return reading.kind === 'tokens'
			? {kind: 'unreadable', reason: 'The reply holds no code for a device.', status}
			: reading;
	}
	const {user_code: userCode, device_code: deviceCode, ...rest} = reply.data;
	const {interval, lifetime} = secondsOf(rest.interval, rest.expires_in);
	const address =
		ownAddress(rest.verification_url ?? rest.verification_uri, accounts) ?? `${accounts}/oauth/v3/device`;
	return {
		kind: 'code',
		code: {
			userCode: cleanText(userCode, 40),
			deviceCode,
			address,
			fullAddress: ownAddress(rest.verification_uri_complete, accounts) ?? withCode(address, userCode),
			interval: interval * 1000,
			expiresAt: now + lifetime * 1000,
		},
	};
};

/** What a poll says; `pending`, `slow-down` and `trouble` go on waiting. */
export type PollReading =
	| {readonly kind: 'pending'}
	| {readonly kind: 'slow-down'}
	/** The server cannot answer now. */
	| {readonly kind: 'trouble'}
	/** A person has agreed, and lives in another data center. */
	| {readonly kind: 'elsewhere'; readonly location: string}
	| TokenReading;

const pollSchema = z.object({
	error: z.string(),
	user_location: z.optional(z.string()),
	dc: z.optional(z.string()),
});

/**
 * Reads the answer to a poll (zoho.com/accounts/protocol/oauth/devices/polling-request.html; RFC 8628 section 3.5). Its words go before
 * what a token endpoint means by the same status, such as 429 for `slow_down`.
 *
 * @param reading the same answer as a token endpoint's
 */
export const readPoll = (reading: TokenReading, body: string): PollReading => {
	const reply = z.safeParse(pollSchema, parseJson(body));
	if (reading.kind === 'tokens' || !reply.success) return reading;
	switch (reply.data.error.trim().toLowerCase()) {
		case 'authorization_pending':
			return {kind: 'pending'};
		case 'slow_down':
			return {kind: 'slow-down'};
		case 'other_dc': {
			const location = reply.data.user_location ?? reply.data.dc ?? '';
			return {kind: 'elsewhere', location: cleanText(location, 40).toLowerCase()};
		}
		case 'general_error':
		case 'server_error':
		case 'temporarily_unavailable':
			return reading.kind === 'throttled' ? reading : {kind: 'trouble'};
		default:
			return reading;
	}
};
