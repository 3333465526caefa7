import type {ApiAddress} from '../products/route.js';
import type {Refusal} from '../refusal.js';
import {type AllowRule, isAllowed, plainPath} from './allow-list.js';
import {isReading} from './reading.js';

/** What may be called through a door that others use: an agent, a program behind the proxy. */
export type CallLimits = {
	readonly rules: readonly AllowRule[];
	readonly isReadOnly: boolean;
	/** How a person opens the door wider: for calls that change something, and for other paths. */
	readonly widen: {readonly write: string; readonly allow: (rule: string) => string};
};

/** Says why a call is not made; undefined where it may be. */
export type CallGuard = (address: ApiAddress, method: string) => Refusal | undefined;

const odd = (call: string): Refusal => ({
	id: 'call-path-odd',
	what: `This path is not called: ${call}`,
	why: 'Servers read it in different ways (an encoded slash, a semicolon, two slashes, something encoded twice), so it cannot be compared with what is allowed.',
	next: 'Write the path plainly, with values that need such characters in the query.',
	exitCode: 2,
});

const notAllowed = (call: string, next: string): Refusal => ({
	id: 'call-not-allowed',
	what: `This call is not allowed: ${call}`,
	why: 'No rule of the allow-list has it.',
	next,
	exitCode: 2,
});

const changes = (call: string, isReadByMethod: boolean, next: string): Refusal => ({
	id: 'call-changes-data',
	what: `This call is not made: ${call}`,
	why: isReadByMethod
		? 'Only calls that read are made, and this one changes something or runs a function, although its method says otherwise.'
		: 'Only calls that read are made, and this one changes something, as far as is known here.',
	next,
	exitCode: 2,
});

/** Judges calls by where they really go: the address after routing, not the text that was given. */
export const callGuard =
	({rules, isReadOnly, widen}: CallLimits): CallGuard =>
	({url, productId}, method) => {
		if (rules.length === 0 && !isReadOnly) return undefined;
		const {pathname} = new URL(url);
		const call = `${method} ${pathname}`;
		const path = plainPath(pathname);
		if (path === undefined) return odd(call);
		if (!isAllowed(rules, method, path)) return notAllowed(call, widen.allow(`${method} ${path}`));
		if (!isReadOnly || isReading(method, path, productId)) return undefined;
		return changes(call, method === 'GET' || method === 'HEAD', widen.write);
	};
