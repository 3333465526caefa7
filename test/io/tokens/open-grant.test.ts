import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Secret, SecretPlace} from '../../../source/connection/secrets/secret.js';
import type {SecretStore} from '../../../source/io/ports.js';
import {openGrant} from '../../../source/io/tokens/open-grant.js';
import {ok, type Refusal, refused} from '../../../source/zoho/refusal.js';

const locked: Refusal = {id: 'locked', what: 'Locked.', why: 'No key.', next: 'Fetch it.', exitCode: 6};

/** A store of plain secrets that notes where it was asked to look, and cannot open those of one owner. */
const storeThat = (refuses?: SecretPlace['owner']) => {
	const places: SecretPlace[] = [];
	const secrets: SecretStore = {
		seal: async secret => ok({plain: secret}),
		open: async (secret: Secret, place) => {
			places.push(place);
			return place.owner === refuses ? refused(locked) : ok('plain' in secret ? secret.plain : '');
		},
		unlock: async () => ok(true),
	};
	return {secrets, places};
};

const grant = {
	refreshToken: {plain: 'refresh'},
	service: 'books_service',
	clientId: '1000.ABC',
	clientSecret: {plain: 'secret'},
};

test('both secrets are opened where they were sealed: the token at the connection, the client secret at its service', async () => {
	const {secrets, places} = storeThat();
	assert.deepEqual(
		await openGrant(secrets, 'books', grant),
		ok({refreshToken: 'refresh', clientId: '1000.ABC', clientSecret: 'secret'}),
	);
	assert.deepEqual(places, [
		{owner: 'connection', linkName: 'books', field: 'refreshToken'},
		{owner: 'service', linkName: 'books_service', field: 'clientSecret'},
	]);
});

test('one that cannot be opened is refused as the store says', async () => {
	for (const owner of ['connection', 'service'] as const)
		assert.deepEqual(await openGrant(storeThat(owner).secrets, 'books', grant), refused(locked));
});
