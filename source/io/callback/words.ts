import type {BrowserPage} from '../../wizard/effects.js';

/** Everything the callback server ever says in a browser. */
export type CallbackPage = BrowserPage | {readonly kind: keyof typeof fixed};

/** What one page says, before it is HTML. */
export type Content = {
	readonly status: number;
	readonly tone: 'good' | 'bad' | 'warn' | 'plain';
	readonly title: string;
	readonly paragraphs: readonly string[];
	readonly rows?: readonly (readonly [string, string | readonly string[] | undefined])[];
	readonly next: string;
	/** What the terminal offers. */
	readonly options?: readonly string[] | undefined;
	/** A word of the other side, and whose. */
	readonly detail?: readonly [label: string, text: string] | undefined;
	/** Small, at the end. */
	readonly after?: string | undefined;
};

const back = 'You can close this tab and go back to the terminal.';

/** Nothing of what came is repeated: any page can send it. */
const notOurs = 'This address did not come from the request that is waiting.';

/** Pages that are the same each time; those of requests that are not the awaited answer end no wait. */
const fixed = {
	// The result takes long; the terminal goes on by itself.
	'still-working': {
		status: 200,
		tone: 'plain',
		title: 'Approved.',
		paragraphs: [],
		next: 'The terminal is finishing the connection; you can close this tab.',
	},
	canceled: {
		status: 400,
		tone: 'plain',
		title: 'Canceled',
		paragraphs: ['zconn stopped waiting for this answer, so nothing was connected.'],
		next: 'Go back to the terminal to start again.',
	},
	'already-used': {
		status: 409,
		tone: 'plain',
		title: 'This answer was used already',
		paragraphs: ['zconn takes exactly one answer for each consent, and the first one is being dealt with.'],
		next: 'The terminal says how it ended.',
	},
	'other-state': {
		status: 400,
		tone: 'bad',
		title: notOurs,
		paragraphs: [
			'It may be from an older tab or another run of zconn. It was ignored, and zconn is still waiting.',
		],
		next: 'Go back to the terminal and open the address that it shows now.',
	},
	'other-browser': {
		status: 403,
		tone: 'bad',
		title: 'This is not the browser that zconn opened',
		paragraphs: [
			'The link that zconn gave to your browser works there only, so that no other user of this computer can connect an account in your place. This answer was ignored, and zconn is still waiting.',
		],
		next: 'To use this browser, open the address that the terminal shows.',
	},
	'link-used': {
		status: 410,
		tone: 'plain',
		title: 'This link was used already',
		paragraphs: ['It works once, in the browser that follows it first. zconn is still waiting.'],
		next: 'Open the address that the terminal shows.',
	},
	'other-user': {
		status: 403,
		tone: 'bad',
		title: 'This link is for another user of this computer',
		paragraphs: ['It was given to the browser of the user who runs zconn, and works there only.'],
		next: 'Close this page.',
	},
	unusable: {
		status: 400,
		tone: 'bad',
		title: 'This answer cannot be used',
		paragraphs: ['Its code is missing, damaged, or there twice. zconn is still waiting.'],
		next: 'The terminal says what to do.',
	},
	'too-long': {
		status: 431,
		tone: 'bad',
		title: 'This answer is too long',
		paragraphs: ['Its address and its cookies are longer than zconn reads. zconn is still waiting.'],
		next: 'The terminal says what to do.',
	},
	'form-post': {
		status: 405,
		tone: 'bad',
		title: 'This answer came as a form',
		paragraphs: [
			'zconn reads the answer from the address (response_mode=query) and takes no forms. It is still waiting.',
		],
		next: 'The terminal says what to do.',
	},
	'nothing-in-it': {
		status: 400,
		tone: 'bad',
		title: 'There is no answer in this address',
		paragraphs: ['It holds neither a code nor a refusal. zconn is still waiting.'],
		next: 'Finish the consent page, or go back to the terminal.',
	},
	'stateless-error': {
		status: 400,
		tone: 'bad',
		title: notOurs,
		paragraphs: [
			'It reports an error, but not to which request it belongs. It was ignored, and zconn is still waiting.',
		],
		next: 'Go back to the terminal; it says what to do.',
	},
	'link-over': {
		status: 410,
		tone: 'plain',
		title: 'This link has ended.',
		paragraphs: ['The request that it belonged to is over.'],
		next: 'Start again in the terminal.',
		detail: ['Type', '"zconn"'],
	},
	'not-found': {
		status: 404,
		tone: 'plain',
		title: 'Nothing here',
		paragraphs: ['zconn waits for a consent on this port; this is not the address it gave.'],
		next: 'The terminal shows the right one.',
	},
	'wrong-method': {
		status: 405,
		tone: 'plain',
		title: 'Only GET is answered here',
		paragraphs: ['A consent ends with a plain redirect.'],
		next: 'Open the address in a browser.',
	},
	'wrong-host': {
		status: 421,
		tone: 'bad',
		title: 'Wrong host name',
		paragraphs: ['Only requests to localhost are answered here.'],
		next: 'Open the address that the terminal shows.',
	},
	prefetch: {
		status: 503,
		tone: 'plain',
		title: 'Not loaded ahead of time',
		paragraphs: ['A consent is only taken when the page is really opened.'],
		next: 'Open the page.',
	},
} satisfies Readonly<Record<string, Content>>;

export const contentOf = (page: CallbackPage): Content => {
	switch (page.kind) {
		case 'connected':
			return {
				status: 200,
				tone: 'good',
				title: 'Connected',
				paragraphs: ['The connection has been authenticated and is ready for use.'],
				rows: [
					['Account', page.account],
					['Connection', page.connectionName],
					['Organization', page.organization],
					['Data center', page.dataCenter],
					['Not granted', page.missing],
					['Granted', page.granted],
				],
				next: back,
				after: page.after,
			};
		case 'refused':
			return {
				status: 400,
				// A person who declines does so on purpose.
				tone: page.refusal.id === 'access-denied' ? 'warn' : 'bad',
				title: page.refusal.what,
				paragraphs: [page.refusal.why],
				next: page.refusal.next,
				options: page.options,
				detail: page.refusal.detail ? [page.detailLabel ?? 'In detail', page.refusal.detail] : undefined,
			};
		default:
			return fixed[page.kind];
	}
};
