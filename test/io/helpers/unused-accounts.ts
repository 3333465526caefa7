import type {Accounts} from '../../../source/io/ports.js';

/** Accounts of which nothing is asked: each request fails the test, by its name. */
export const unusedAccounts = (unused: (name: string) => () => never): Accounts => ({
	deviceCode: unused('deviceCode'),
	pollDevice: unused('pollDevice'),
	exchangeGenerated: unused('exchangeGenerated'),
	clientCredentials: unused('clientCredentials'),
	exchangeCode: unused('exchangeCode'),
	revokeAt: unused('revokeAt'),
	discover: unused('discover'),
	identifyAt: unused('identifyAt'),
	enhance: unused('enhance'),
	refresh: unused('refresh'),
	revoke: unused('revoke'),
	reach: unused('reach'),
	identify: unused('identify'),
	probe: unused('probe'),
});
