import type {Connection} from '../../connection/connection.js';
import type {ConnectionsFile} from '../../connection/file/format.js';
import {healthIn} from '../../connection/pushed-out.js';
import type {Service} from '../../connection/service.js';
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

/** A service as `--json` prints it, without its secret. */
export const serviceJson = (service: Service) => ({
	linkName: service.linkName,
	name: service.name,
	authenticationType: service.authenticationType,
	parameterType: service.parameterType,
	grantType: service.grantType,
	clientType: service.clientType ?? null,
	soid: service.soid ?? null,
	dataCenter: service.dataCenter,
	sameCredentials: service.sameCredentials,
	enabledDataCenters: service.enabledDataCenters,
	clientId: service.clientId,
	authorizeUrl: service.authorizeUrl,
	accessTokenUrl: service.accessTokenUrl,
	refreshTokenUrl: service.refreshTokenUrl,
	scopes: service.scopes,
	scopeDelimiter: service.scopeDelimiter,
	clientAuth: service.clientAuth ?? null,
	issuer: service.issuer ?? null,
	revocationUrl: service.revocationUrl ?? null,
	userinfoUrl: service.userinfoUrl ?? null,
	allowedHosts: service.allowedHosts ?? [],
	createdAt: service.createdAt,
	updatedAt: service.updatedAt,
});

/** The same with the connections that use it. */
export const serviceUseJson = (service: Service, users: readonly Connection[]) => ({
	...serviceJson(service),
	connections: users.map(({linkName}) => linkName).toSorted(),
});

/** A scope of the catalogue as `--json` prints it; `service` is what `--service` takes. */
export const scopeJson = ({scope, serviceId, group, operation, description, confidence}: CatalogueScope) => ({
	scope,
	service: serviceId,
	group,
	operation,
	description,
	confidence,
});
