import type {Connection} from '../../connection/connection.js';
import type {ConnectionsFile} from '../../connection/file/format.js';
import {healthIn} from '../../connection/pushed-out.js';
import type {CatalogueScope} from '../../zoho/scopes/catalogue.js';

/** A connection as `--json` prints it: everything known, no secret. Times are ISO 8601 in UTC. */
export const connectionJson = (connection: Connection, file: ConnectionsFile, now: number) => {
	const health = healthIn(file, connection, now);
	const service = file.services[connection.service];
	return {
		linkName: connection.linkName,
		name: connection.name,
		service: connection.service,
		serviceName: service?.name ?? null,
		dataCenter: connection.dataCenter,
		apiDomain: connection.apiDomain,
		scopes: connection.scopesGranted ?? connection.scopesRequested,
		scopesRequested: connection.scopesRequested,
		shared: 'shared' in connection.refreshToken,
		health: health.word,
		healthReason: health.reason,
		expiresAt: connection.accessTokenExpiresAt,
		account: connection.account,
		organization: connection.organization,
		verifiedAt: connection.verifiedAt,
		createdAt: connection.createdAt,
		updatedAt: connection.updatedAt,
	};
};

/** A scope of the catalogue as `--json` prints it; `service` is what `--service` takes. */
export const scopeJson = ({scope, serviceId, group, operation, description, confidence}: CatalogueScope) => ({
	scope,
	service: serviceId,
	group,
	operation,
	description,
	confidence,
});
