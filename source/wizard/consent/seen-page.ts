import {type AuthorizePageId, authorizePageErrors} from '../../zoho/consent/authorize-page-errors.js';

/** A page that the browser shows instead of coming back: one of those that are known, or another. */
export type SeenPageId = AuthorizePageId | 'something-else';

export type SeenPage = {
	readonly id: SeenPageId;
	/** Its title. */
	readonly label: string;
	readonly remedy: string;
	/** What Enter does, in the last row. */
	readonly verb: string;
};

const verbs: Readonly<Record<AuthorizePageId, string>> = {
	'invalid-client': 'fix it',
	'invalid-redirect-uri': 'fix it',
	'invalid-scope': 'fix it',
	'access-denied-in-region': 'fix it',
	'unreachable-callback': 'paste the address',
	'general-error': 'open the link again',
	'invalid-response-type': 'open the link again',
};

/** Seven rows fit beside the stages, so the pages with one remedy are one row; both titles are known when they are pasted. */
export const seenPages: readonly SeenPage[] = [
	...authorizePageErrors
		.filter(({id}) => id !== 'invalid-response-type')
		.map(({id, label, remedy}) => ({id, label, remedy, verb: verbs[id]})),
	{
		id: 'something-else',
		label: 'Something else',
		remedy: 'Run "zconn doctor" in another terminal. For support, copy its report and the title of the page.',
		verb: 'go back',
	},
];

/** The same once the attempt is over: an address that was copied out of the browser belongs to it, and is no good any more. */
export const seenBefore: readonly SeenPage[] = seenPages.map(page =>
	page.id === 'unreachable-callback'
		? {
				...page,
				remedy: 'The browser cannot reach this program. Ask again, then paste the address that it ends at.',
				verb: 'ask again',
			}
		: page,
);

/** The row of a page in that list. */
export const rowOfPage = (id: SeenPageId): number =>
	seenPages.findIndex(page => page.id === (id === 'invalid-response-type' ? 'general-error' : id));
