import assert from 'node:assert/strict';
import {test} from 'node:test';
import {tokenVariables} from '../../../source/kit/token/variables.js';
import {builtInDataCenters} from '../../../source/zoho/data-center.js';
import {ok} from '../../../source/zoho/refusal.js';
import {connection, iso} from '../../io/helpers/files.js';

test('what a command is given: of Zoho with its data center, of another server a Bearer and no host of Zoho', () => {
	const given = (row: Parameters<typeof connection>[0], apiDomain: string | null) =>
		tokenVariables(
			{accessToken: 'a', expiresAt: iso(3600), apiDomain, connection: connection(row)},
			ok(builtInDataCenters),
		);
	const token = {ZOHO_ACCESS_TOKEN: 'a', ZOHO_ACCESS_TOKEN_EXPIRES_AT: iso(3600)};
	assert.deepEqual(given({dataCenter: 'eu'}, 'https://www.zohoapis.eu'), {
		...token,
		ZOHO_AUTHORIZATION: 'Zoho-oauthtoken a',
		ZOHO_API_DOMAIN: 'https://www.zohoapis.eu',
		ZOHO_ACCOUNTS_URL: 'https://accounts.zoho.eu',
		ZOHO_DATA_CENTER: 'eu',
	});
	// Every server takes the header (RFC 6750 section 2.1), also where its service sends the token in addresses.
	assert.deepEqual(given({dataCenter: null}, null), {
		...token,
		ZOHO_AUTHORIZATION: 'Bearer a',
		ZOHO_API_DOMAIN: '',
		ZOHO_ACCOUNTS_URL: '',
		ZOHO_DATA_CENTER: '',
	});
});
