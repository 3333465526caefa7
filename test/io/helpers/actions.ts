import type {TestContext} from 'node:test';
import type {ConnectionsFile} from '../../../source/connection/file/format.js';
import type {Secret, SecretPlace} from '../../../source/connection/secrets/secret.js';
import {createLock} from '../../../source/io/file/lock.js';
import type {createConnectionActions} from '../../../source/io/grants/index.js';
import type {Accounts, SecretStore} from '../../../source/io/ports.js';
import {builtInDataCenters} from '../../../source/zoho/data-center.js';
import {ok, type Refusal, type Result} from '../../../source/zoho/refusal.js';
import {plainOf} from '../../connection/samples.js';
import {epoch, fileWith} from './files.js';
import {keeperWith, newToken} from './keeper.js';
import {unusedAccounts} from './unused-accounts.js';

type RevokeRequest = Parameters<Accounts['revoke']>[0];

const nameOf = ({owner, linkName, field}: SecretPlace): string => `${owner}/${linkName}/${field}`;

/** A secret as `boundSecrets` seals it. */
export const boundTo = (place: SecretPlace, secret: string): Secret => ({
	plain: `${nameOf(place)} ${secret}`,
});

/** A store whose secrets are bound to their places: what was sealed for one cannot be opened in another. */
export const boundSecrets: SecretStore = {
	seal: async (secret, place) => ok(boundTo(place, secret)),
	open: async (secret, place) => {
		const plain = plainOf(secret);
		const name = `${nameOf(place)} `;
		if (!plain.startsWith(name)) throw new Error(`Opened as ${name}, but it is ${plain}.`);
		return ok(plain.slice(name.length));
	},
	unlock: async () => ok(true),
};

export const declined: Refusal = {
	id: 'revoke-declined',
	what: 'Zoho did not confirm that the grant was revoked.',
	why: 'It answered with HTTP 400.',
	next: 'Look.',
	exitCode: 4,
};

/** The world of the actions over a real file, with accounts that answer revokes as given. */
export const actionWorld = async (
	t: TestContext,
	options: {
		readonly file?: ConnectionsFile;
		readonly revoke?: (request: RevokeRequest) => Result<true> | Promise<Result<true>>;
		readonly replies?: Parameters<typeof keeperWith>[2];
		readonly secrets?: SecretStore;
	} = {},
) => {
	const lock = createLock();
	const kept = await keeperWith(t, options.file ?? fileWith(), options.replies ?? [newToken], {lock});
	const revoked: RevokeRequest[] = [];
	const unused = (): never => {
		throw new Error('This call was not expected.');
	};
	const accounts: Accounts = {
		...unusedAccounts(() => unused),
		revoke: async request => {
			revoked.push(request);
			return (await options.revoke?.(request)) ?? ok(true);
		},
	};
	const {createPlainSecrets} = await import('./plain-secrets.js');
	const world: Parameters<typeof createConnectionActions>[0] = {
		store: kept.store,
		secrets: options.secrets ?? createPlainSecrets(),
		clock: {now: () => epoch},
		tokenKeeper: kept.keeper,
		lock,
		accounts: async () => accounts,
		dataCenters: () => ok(builtInDataCenters),
	};
	return {...kept, world, revoked, lock};
};
