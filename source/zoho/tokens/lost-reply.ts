import type {DataCenter} from '../data-center.js';
import type {Refusal} from '../refusal.js';

/** Undici's word for a connection that was never made. */
const notConnected = 'UND_ERR_CONNECT_TIMEOUT';

/** Whether a request had left when it failed, so that the server may have done what it asked. */
export const isReplyLost = ({id, detail}: Refusal): boolean =>
	(id === 'network-timeout' && detail !== notConnected) || id === 'network-failed';

/**
 * The refusal of a code whose answer never came, or cannot be read: the server may have spent the code and made a grant that
 * no program holds. Zoho keeps 20 for each user and client (see `grantLimit`), and one that is left counts.
 *
 * @param dataCenter undefined for a server that is not Zoho's
 */
export const withGrantLeft = (refusal: Refusal, dataCenter: DataCenter | undefined): Refusal => ({
	...refusal,
	why: `${refusal.why} The code was sent, so a grant may exist that is saved nowhere.`,
	next: dataCenter
		? `Look under Sessions, Connected Apps at ${dataCenter.accounts} and remove it if it is there. Then connect again.`
		: 'Look for it in the account settings of that server and remove it if it is there. Then connect again.',
});
