import type {DataCenter} from '../data-center.js';
import type {Refusal} from '../refusal.js';
import {cleanText} from '../text.js';

/** The command that asks for a new consent and nothing else. */
export const reconnect = (connection: string): string => `zconn reconnect ${connection}`;

/** The command that asks for a token once more. */
export const askForToken = (connection: string): string => `zconn token ${connection}`;

/** The command that asks for a new consent, or words for it where no connection stands yet. */
export const again = (connection: string | undefined): string =>
	connection === undefined ? 'Then connect again.' : `Then run: ${reconnect(connection)}`;

/** The command that asks for a new consent, where nothing is to be done before. */
export const connectAgain = (connection: string | undefined): string =>
	connection === undefined ? 'Connect again.' : `Run: ${reconnect(connection)}`;

/** After an answer that says nothing definite about the connection. */
export const tryAgain = (connection: string | undefined): string =>
	connection === undefined
		? 'Try again in a few minutes.'
		: `Try again in a few minutes: ${askForToken(connection)}. If it stays, run: ${reconnect(connection)}`;

/** A correction of the client, and where to make it. */
export const editClient = (connection: string | undefined, advice: string): string =>
	connection === undefined
		? `${advice}, then connect again.`
		: `${advice}, then run: zconn edit ${connection}`;

/** "14:32 UTC" of milliseconds since the epoch; undefined for a time that is none. */
const clockTime = (at: number | undefined): string | undefined =>
	at !== undefined && Math.abs(at) <= 8.64e15 ? `${new Date(at).toISOString().slice(11, 16)} UTC` : undefined;

/**
 * Zoho's limit on new access tokens (10 within 10 minutes for one refresh token). It says nothing about the
 * credentials, and each further try keeps the window full. Or a server that is overloaded, which no limit is behind.
 *
 * Source: "Kaizen #43: tokens and limitations" in Zoho's community.
 *
 * @param input.until milliseconds since the epoch
 */
export const explainThrottle = (input: {
	readonly until?: number | undefined;
	readonly connection?: string | undefined;
	/** Host of a server that is not Zoho's: its limits are its own. */
	readonly otherHost?: string | undefined;
	readonly isBusy?: boolean | undefined;
}): Refusal => {
	const {otherHost, isBusy = false} = input;
	const time = clockTime(input.until);
	const isZoho = otherHost === undefined && !isBusy;
	const aWhile = isZoho ? 'Wait at least 10 minutes' : 'Wait a minute';
	const wait = time === undefined ? aWhile : `Wait until ${time}`;
	const retry =
		input.connection === undefined ? 'then try again' : `then run: ${askForToken(input.connection)}`;
	if (isBusy)
		return {
			id: 'server-busy',
			what: `${otherHost ?? "Zoho's accounts server"} is overloaded and asks to wait.`,
			why: 'It has trouble of its own; that says nothing about the connection.',
			next: `${wait}, ${retry}.`,
			exitCode: 4,
		};
	const limit = isZoho
		? 'It allows 10 new access tokens within 10 minutes for one grant.'
		: 'It asks to wait, because it was asked too often.';
	return {
		id: 'throttled',
		what: `${otherHost ?? 'Zoho'} gives out no more tokens for now.`,
		why: `${limit} The connection itself is fine.`,
		next: `${wait}, ${retry}.${isZoho ? ' Trying earlier prolongs the wait.' : ''}`,
		exitCode: 4,
	};
};

/** A reply that is none: a web page, half a JSON, nothing. */
export const explainUnreadable = (input: {
	readonly reason: string;
	readonly status: number;
	readonly connection?: string | undefined;
	readonly otherHost?: string | undefined;
}): Refusal => {
	const {status, connection, otherHost} = input;
	const server = otherHost ?? 'the accounts server';
	const why =
		status >= 500
			? `${otherHost ?? 'The accounts server'} has trouble of its own; that says nothing about the connection.`
			: `A proxy, a sign-in page of the network or a wrong token URL may have answered in place of ${server}.`;
	return {
		id: 'unreadable-reply',
		what: `The token endpoint answered with something unreadable (HTTP ${status}).`,
		why,
		next:
			connection === undefined
				? 'Try again in a minute; if it stays, run it with --debug to see what answers.'
				: `Try again in a minute: ${askForToken(connection)}. If it stays, add --debug to see what answers.`,
		exitCode: 4,
		detail: cleanText(input.reason, 120),
	};
};

/**
 * A grant without a refresh token would be dead within an hour, so it is not saved.
 *
 * Source: zoho.com/accounts/protocol/oauth/web-apps/authorization.html (`access_type`, `prompt`).
 */
export const explainMissingRefreshToken = (input: {
	readonly connection?: string | undefined;
	readonly otherHost?: string | undefined;
}): Refusal => ({
	id: 'no-refresh-token',
	what: `${input.otherHost ?? 'Zoho'} gave no refresh token.`,
	why:
		input.otherHost !== undefined
			? 'The connection would end with its first access token. The server may want a scope such as offline_access, or a parameter of its Authorize URL.'
			: 'The connection would end in an hour. Zoho leaves it out when the Authorize URL lacks access_type=offline or prompt=consent.',
	next:
		input.connection === undefined
			? 'Nothing was saved. Check the Authorize URL, then connect again.'
			: `What was saved before is untouched. Run: ${reconnect(input.connection)}`,
	exitCode: 3,
});

/**
 * The account lives in another data center than the client, and each of them has a secret of its own.
 *
 * Source: zoho.com/accounts/protocol/oauth/multi-dc.html.
 */
export const explainDataCenterNeedsOwnSecret = (input: {
	readonly chosen: DataCenter;
	readonly actual: DataCenter;
	readonly connection?: string | undefined;
}): Refusal => {
	const {chosen, actual} = input;
	return {
		id: 'data-center-needs-own-secret',
		what: `This account is in ${actual.name}, but the Client Secret is the one of ${chosen.name}.`,
		why: 'The client does not use the same OAuth credentials for all data centers, so the code was sent nowhere.',
		next: `In ${chosen.console} open the client, Settings: check "Use the same OAuth credentials for all data centers", and say so here too. ${again(input.connection)}`,
		exitCode: 3,
	};
};
