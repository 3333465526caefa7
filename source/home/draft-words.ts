import type {Draft} from '../connection/draft.js';
import type {ConnectionsFile} from '../connection/file/format.js';
import {draftPosition} from '../wizard/draft/words.js';
import {ago} from './ages.js';

/** A Client ID as short as it can still be told from others. */
const shortId = (id: string): string => (id.length > 16 ? `${id.slice(0, 9)}…${id.slice(-4)}` : id);

const answer = (draft: Draft, key: string): string => {
	const {[key]: value} = draft.answers;
	return typeof value === 'string' ? value : '';
};

const clientOf = (draft: Draft, {services}: Pick<ConnectionsFile, 'services'>): string => {
	if (draft.target !== undefined) return '';
	const service = answer(draft, 'service');
	if (service !== '') return `service ${services[service]?.name ?? service}`;
	const id = answer(draft, 'clientId');
	return id === '' ? 'no client yet' : `client ${shortId(id)}`;
};

const whatOf = (draft: Draft, {connections}: Pick<ConnectionsFile, 'connections'>): string => {
	if (draft.target !== undefined) return `Changes to ${connections[draft.target]?.name ?? draft.target}`;
	const name = answer(draft, 'connectionName') || answer(draft, 'serviceName');
	return name === '' ? 'New connection' : `New connection "${name}"`;
};

/** A draft as a row: what tells it from others, and how old it is. @param now milliseconds since the epoch */
export const draftWords = (draft: Draft, file: ConnectionsFile, now: number) => {
	const {number, of} = draftPosition(draft);
	return {
		/** "New connection, step 3 of 6". */
		title: `${whatOf(draft, file)}, step ${number} of ${of}`,
		/** "client 1000.AB12…34OP"; empty for changes, whose title names the connection. */
		client: clientOf(draft, file),
		/** "2 hours ago". */
		age: ago(draft.updatedAt, now),
	};
};

const states: Readonly<Record<string, string>> = {
	service: 'Data center and client are answered; the service comes next.',
	scopes: 'Data center, client and service are answered; the scopes come next.',
	connection: 'The name, the review and the consent come next.',
};

/** Where it stands, and what is kept of it. */
export const draftSentences = (draft: Draft): readonly [string, string] => [
	draft.target === undefined
		? (states[draft.step] ?? 'The questions about the OAuth client come next.')
		: 'Nothing has changed yet: the connection works as before.',
	draft.clientSecret === null
		? 'Its answers are saved on this machine.'
		: 'Its answers, the Client Secret among them, are saved on this machine.',
];
