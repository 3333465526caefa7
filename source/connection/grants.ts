import type {Connection} from './connection.js';
import type {ConnectionsFile} from './file-format.js';

/** Grants of one Zoho user and one client, as this machine knows them. Zoho keeps twenty and ends the oldest silently. */
export type GrantCount = {
	/** Of this connection: replaced ones that Zoho has not been told of yet. */
	readonly replaced: number;
	/** Of this connection: issued, but neither taken over nor given back. */
	readonly waiting: number;
	/** Of the same user and client, over all connections; null where the user is not known. */
	readonly ofUserAndClient: number | null;
};

const ofConnection = ({refusal, incoming, outgoing}: Connection): number =>
	(refusal?.id === 'revoked' ? 0 : 1) + (incoming ? 1 : 0) + (outgoing?.length ?? 0);

export const countGrants = (file: ConnectionsFile, connection: Connection): GrantCount => {
	const clientId = file.services[connection.service]?.clientId;
	const {account} = connection;
	const alike = Object.values(file.connections).filter(
		other => other.account?.id === account?.id && file.services[other.service]?.clientId === clientId,
	);
	return {
		replaced: connection.outgoing?.length ?? 0,
		waiting: connection.incoming ? 1 : 0,
		ofUserAndClient: account ? alike.reduce((sum, other) => sum + ofConnection(other), 0) : null,
	};
};
