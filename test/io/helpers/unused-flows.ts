import type {Accounts} from '../../../source/io/ports.js';

/** The requests of the ways without a browser, for accounts that are not asked for one. */
export const unusedFlows = (unused: (name: string) => () => never) =>
	({
		deviceCode: unused('deviceCode'),
		pollDevice: unused('pollDevice'),
		exchangeGenerated: unused('exchangeGenerated'),
		clientCredentials: unused('clientCredentials'),
	}) satisfies Partial<Accounts>;
