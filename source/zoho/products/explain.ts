import type {NeededScopes} from '../operations/needed.js';
import type {Refusal} from '../refusal.js';
import type {Judgement} from './judge.js';
import type {Product} from './product.js';

export type RefusedCall = {
	readonly linkName: string;
	readonly host: string;
	/** `GET /crm/v8/Leads`, without query. */
	readonly call: string;
	readonly status: number;
	readonly judgement: Judgement;
	readonly product: Product | undefined;
	/** A new token was rejected as well. */
	readonly isSecondTry: boolean;
	/** Seconds, as `Retry-After` has them. */
	readonly retryAfter: string | undefined;
	/** Undefined where the call is not among the known ones. */
	readonly needed: NeededScopes | undefined;
	/** The organization that the connection was made for, as far as it is known. */
	readonly organization: {readonly id: string; readonly name: string} | undefined;
};

type Texts = Pick<Refusal, 'id' | 'what' | 'why' | 'next'> & {readonly exitCode?: 3 | 4};

const nameOf = ({product, host}: RefusedCall): string => product?.name ?? host;

/** The word itself stands behind it, as the detail of the refusal. */
const answered = ({status}: RefusedCall): string => `answered ${status}`;

const confidences = {
	D: 'as Zoho documents it',
	C: 'as working clients use it',
	R: 'derived from how the product names its scopes',
} as const;

const listed = (scopes: readonly string[]): string => scopes.join(' and ');

/** What a call needs, how sure that is, and what else would do. */
const needText = ({operation, missing, alternatives}: NeededScopes): string => {
	const others = alternatives.slice(0, 2).map(listed);
	const wider = others.length > 0 ? ` ${others.join(' or ')} would do too.` : '';
	const known = operation.isBeginning ? `Calls below ${operation.path} need` : 'It needs';
	return `${known} ${listed(missing)} (${confidences[operation.confidence]}).${wider}`;
};

const addText = (linkName: string, {missing}: NeededScopes): string =>
	`Add it: zconn edit ${linkName} --add-scope ${missing.join(',')}`;

const lookFor = ({linkName, product}: RefusedCall): string =>
	`Find it with "zconn scopes ${product ? `--service ${product.id} ` : ''}WORDS", then add it: zconn edit ${linkName} --add-scope …`;

const hasAll = ({operation}: NeededScopes): string =>
	`As far as is known the call needs ${operation.scopes.map(listed)[0]}, and that is granted`;

const scopeMissing = (refused: RefusedCall): Texts => {
	const {linkName, call, needed} = refused;
	const isMissing = needed !== undefined && needed.missing.length > 0;
	return {
		id: 'api-scope-missing',
		what: `The token of "${linkName}" is valid, but ${call} needs a scope that it does not have.`,
		why: isMissing
			? `${nameOf(refused)} ${answered(refused)}. ${needText(needed)}`
			: needed
				? `${nameOf(refused)} ${answered(refused)}. ${hasAll(needed)}; so it is another one, or Zoho left it out of the grant.`
				: `${nameOf(refused)} ${answered(refused)}. Which scope this call needs is not known here.`,
		next: isMissing ? addText(linkName, needed) : lookFor(refused),
		exitCode: 3,
	};
};

/** One word for a token that is over and for a scope that is missing. */
const tokenOrScope = (refused: RefusedCall): Texts => {
	const {linkName, needed} = refused;
	if (needed && needed.missing.length > 0) {
		return {
			...scopeMissing(refused),
			why: `${nameOf(refused)} ${answered(refused)}, its word for an expired token and for a missing scope alike. ${needText(needed)}`,
		};
	}
	return {
		id: 'api-token-or-scope',
		what: `${nameOf(refused)} rejects the call of "${linkName}".`,
		why: `It has one word for an expired token, a missing scope and a role that does not allow the call. ${needed ? `${hasAll(needed)}.` : 'The token was new, so most likely it is the scope.'}`,
		next: `See which it is: zconn test ${linkName}`,
	};
};

/** The same word, when the token was made a moment ago and the scope is there: the account's role is left. */
const roleOnly = (refused: RefusedCall, needed: NeededScopes): Texts => ({
	id: 'api-not-allowed',
	what: `${nameOf(refused)} does not allow this call of "${refused.linkName}".`,
	why: `It ${answered(refused)}, although the token is new. ${hasAll(needed)}; so it is the role of the account, or the organization.`,
	next: `Check the role in ${nameOf(refused)}, and the organization: zconn show ${refused.linkName}`,
});

const scopeOrAddress = (refused: RefusedCall): Texts => {
	const {needed, linkName, call} = refused;
	const both = `${nameOf(refused)} ${answered(refused)}, its word for a wrong address and for a missing scope alike.`;
	if (needed && needed.missing.length > 0) {
		return {
			...scopeMissing(refused),
			what: `${call} needs a scope that "${linkName}" does not have, or its address is wrong.`,
			why: `${both} ${needText(needed)}`,
		};
	}
	return {
		id: 'api-scope-or-address',
		what: `${nameOf(refused)} does not know this address, or the scope for it is missing.`,
		why: `${both} ${needed ? `${hasAll(needed)}: most likely the address, or an id in it.` : 'It is not known which of the two it is.'}`,
		next: needed
			? 'Check the path and the ids in it.'
			: `Check the path and the ids in it; see what is granted: zconn show ${linkName}`,
	};
};

const howToSay = (id: string, product: Product | undefined): string => {
	const {in: place = 'query', name = 'organization_id'} = product?.organization ?? {};
	if (place === 'header') return `-H "${name}: ${id}"`;
	if (place === 'cookie') return `-H "Cookie: ${name}=${id}"`;
	return place === 'path' ? `${id} as the ${name} in the path` : `-f ${name}=${id} (or ?${name}=${id})`;
};

const organization = (refused: RefusedCall): Texts => {
	const {judgement, linkName, product} = refused;
	const isMissing = judgement.verdict === 'organization-missing';
	const known = refused.organization;
	const list = product?.organization?.listedBy;
	const all = list && !list.includes('{') ? ` All of them: zconn api ${linkName} ${list}` : '';
	return {
		id: isMissing ? 'api-organization-missing' : 'api-organization-wrong',
		what: isMissing
			? `${nameOf(refused)} wants to know which organization is meant.`
			: `The organization of this call is not one of "${linkName}".`,
		why: `${nameOf(refused)} ${answered(refused)}. ${
			known
				? `The connection belongs to ${known.name} (${known.id}).`
				: 'No organization of this connection is known yet.'
		}`,
		next: `Add ${howToSay(known?.id ?? '…', product)}.${all}`,
	};
};

const waitText = ({retryAfter}: RefusedCall): string | undefined =>
	retryAfter !== undefined && /^\d+$/.test(retryAfter)
		? `Wait ${retryAfter} seconds, then try again.`
		: undefined;

const throttled = (refused: RefusedCall): Texts => ({
	id: 'api-throttled',
	what: `${nameOf(refused)} asks to wait: too many calls.`,
	why: `It ${answered(refused)}. The connection is fine.`,
	next: waitText(refused) ?? 'Wait, then try again.',
});

const tokenRejected = (refused: RefusedCall): Texts => ({
	id: 'api-token-rejected',
	what: `${nameOf(refused)} rejects the token of "${refused.linkName}"${refused.isSecondTry ? ', a new one too' : ', which is a moment old'}.`,
	why: `It ${answered(refused)}. ${
		refused.isSecondTry
			? 'Zoho just renewed the token, so the grant is valid; the host may be of another data center.'
			: 'It was not replaced again, because Zoho gives ten in ten minutes. The host may be of another data center.'
	}`,
	next: `See what works: zconn test ${refused.linkName}`,
});

/** Nothing that its words or the table name. */
const unexplained = (refused: RefusedCall): Texts => {
	const {host, status} = refused;
	if (status >= 500) {
		return {
			id: 'api-refused',
			what: `${host} answered ${status}.`,
			why: 'Something failed on its side.',
			next: waitText(refused) ?? 'Try again in a minute.',
		};
	}
	return {
		id: 'api-refused',
		what:
			status < 400
				? `${host} answered ${status}, but its body says that the call failed.`
				: `${host} answered ${status}.`,
		why:
			status === 403
				? 'Most likely the role of the account does not allow it, or a scope is missing; the response says what is wrong.'
				: 'The token is fine; the response says what is wrong.',
		next: 'Check the path, the fields and the response.',
	};
};

const plain: Readonly<Partial<Record<Judgement['verdict'], (refused: RefusedCall) => Texts>>> = {
	'token-or-scope': tokenOrScope,
	'scope-or-address': scopeOrAddress,
	'organization-missing': organization,
	'organization-wrong': organization,
	'token-rejected': tokenRejected,
	throttled,
	'not-allowed': refused => ({
		id: 'api-not-allowed',
		what: `The role of the account does not allow this call.`,
		why: `${nameOf(refused)} ${answered(refused)}. The token is fine.`,
		next: `Ask an administrator of ${nameOf(refused)} for the permission, or connect another account.`,
	}),
	'licence-missing': refused => ({
		id: 'api-licence-missing',
		what: `The edition of ${nameOf(refused)} does not include this call.`,
		why: `It ${answered(refused)}. The token is fine.`,
		next: `Check the edition and its limits in ${nameOf(refused)}.`,
	}),
	'address-wrong': refused => ({
		id: 'api-address-unknown',
		what: `${nameOf(refused)} has no such address: ${refused.call}`,
		why: `It ${answered(refused)}. The token is fine.`,
		next: 'Check the path, the ids in it and the method.',
	}),
	'not-found': refused => ({
		id: 'api-not-found',
		what: `${nameOf(refused)} found nothing at ${refused.call}.`,
		why: `It ${answered(refused)}: the record does not exist, or the path is wrong. The token is fine.`,
		next: 'Check the path, the ids in it and the response.',
	}),
	'parameter-wrong': refused => ({
		id: 'api-parameter-wrong',
		what: `${nameOf(refused)} does not accept a field or parameter of this call.`,
		why: `It ${answered(refused)}; the response names it. The token is fine.`,
		next: 'Check the fields against the response.',
	}),
};

/** What a refused call means, why, and the command that fixes it. Exit code 3 when a scope has to be added, else 4. */
export const explainRefusedCall = (refused: RefusedCall): Refusal => {
	const {judgement, needed} = refused;
	const isRole =
		judgement.verdict === 'scope-missing' && judgement.word === '57' && needed?.missing.length === 0;
	const explain = plain[judgement.verdict] ?? unexplained;
	const texts =
		needed && isRole
			? roleOnly(refused, needed)
			: judgement.verdict === 'scope-missing'
				? scopeMissing(refused)
				: explain(refused);
	return {exitCode: 4, ...texts, ...(judgement.word === '' ? {} : {detail: judgement.word})};
};
