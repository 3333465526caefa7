import type {Refusal} from '../../zoho/refusal.js';
import type {ApiAnswer} from './api-call.js';

const commandOf = (linkName: string): string => `zconn edit ${linkName}`;

/** The scope that is missing, in the words of no product: none of them says which one it is. */
const scopeMissing = (linkName: string, status: number): Refusal => ({
	id: 'api-scope-missing',
	what: `The token of "${linkName}" is good, but this call needs a scope that it does not have.`,
	why: `The API answered ${status} in its words for that; which scope it is stands in the API's documentation.`,
	next: `Find it with "zconn scopes WORDS", then add it: ${commandOf(linkName)} --scope …`,
	exitCode: 3,
});

const failed = (linkName: string, {response, verdict, address, isSecondTry}: ApiAnswer): Refusal => {
	const {status} = response;
	const host = new URL(address.url).host;
	if (verdict === 'throttled') {
		const after = response.headers.get('retry-after');
		return {
			id: 'api-throttled',
			what: `${host} asks to wait: too many calls.`,
			why: `It answered ${status}. The connection is fine.`,
			next: after && /^\d+$/.test(after) ? `Wait ${after} seconds, then try again.` : 'Wait, then try again.',
			exitCode: 4,
		};
	}
	if (verdict === 'token-or-scope') {
		return {
			id: 'api-token-or-scope',
			what: `${host} rejects the call of "${linkName}".`,
			why: `It has one word for a token that is over and for a scope that is missing, and the token was new: most likely the scope.`,
			next: `See which it is: zconn test ${linkName}`,
			exitCode: 4,
		};
	}
	if (verdict === 'token-rejected') {
		return {
			id: 'api-token-rejected',
			what: `${host} rejects the token of "${linkName}"${isSecondTry ? ', a new one too' : ', which is a moment old'}.`,
			why: isSecondTry
				? 'The grant lives, so this is not a matter of reconnecting; the host may be of another data center.'
				: 'It was not replaced again, because Zoho gives ten in ten minutes. The host may be of another data center.',
			next: `See what works: zconn test ${linkName}`,
			exitCode: 4,
		};
	}
	return {
		id: 'api-refused',
		what: `${host} answered ${status}.`,
		why:
			status >= 500
				? 'That is trouble on its side.'
				: verdict === 'not-allowed'
					? 'The role of the account does not allow it.'
					: 'The token was not what it minded: its answer says what was.',
		next: status >= 500 ? 'Try again in a minute.' : 'Look at the path, the fields and the answer.',
		exitCode: 4,
	};
};

/** What an answer means for whoever called; undefined when the API said yes. */
export const apiRefusal = (linkName: string, answer: ApiAnswer): Refusal | undefined => {
	if (answer.response.status < 400) return undefined;
	if (answer.refusal) return answer.refusal;
	return answer.verdict === 'scope-missing'
		? scopeMissing(linkName, answer.response.status)
		: failed(linkName, answer);
};
