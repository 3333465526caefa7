import type {ConnectionsFile} from '../../connection/file/format.js';
import {nameAmong} from '../../connection/file/listed.js';
import type {Service} from '../../connection/service.js';
import {type Answers, otherServer, storedSecretMark} from '../answers.js';
import type {SeenVersion} from '../effects.js';
import type {Target} from '../field.js';

/** A saved service in the words of the wizard. The secret stays unopened. */
export const serviceAnswers = (
	service: Service,
): Omit<Answers, 'connectionName' | 'linkName' | 'keptIn'> => ({
	service: '',
	dataCenter: service.dataCenter ?? otherServer,
	issuer: service.issuer ?? '',
	clientAuth: service.clientAuth ?? 'find-out',
	clientType: service.clientType ?? 'server-based',
	includeSigmaUrls: false,
	sameCredentials: service.sameCredentials,
	enabledDataCenters: service.enabledDataCenters,
	clientId: service.clientId,
	// A public client has none that could be kept.
	clientSecret: service.clientAuth === 'none' ? '' : storedSecretMark,
	serviceName: service.name,
	authenticationType: service.authenticationType,
	parameterType: service.parameterType,
	grantType: service.grantType,
	soid: service.soid ?? '',
	authorizeUrl: service.authorizeUrl,
	accessTokenUrl: service.accessTokenUrl,
	refreshTokenUrl: service.refreshTokenUrl,
	revocationUrl: service.revocationUrl ?? '',
	allowedHosts: service.allowedHosts?.join(', ') ?? '',
	userinfoUrl: service.userinfoUrl ?? '',
	namesIssuer: service.namesIssuer ?? false,
	scopes: service.scopes,
	scopeDelimiter: service.scopeDelimiter,
});

/** The version that is edited. */
export const seenOf = ({connection: {name}, service: {linkName, updatedAt}}: Target): SeenVersion => ({
	name,
	service: {linkName, updatedAt},
});

/** A saved connection as the target of the wizard; undefined when it, or its service, is not in the file. */
export const targetOf = (
	file: ConnectionsFile,
	linkName: string,
	asks: Target['asks'],
): Target | undefined => {
	const connection = file.connections[linkName];
	const service = connection && file.services[connection.service];
	if (!connection || !service) return undefined;
	const sharedBy = Object.values(file.connections)
		.filter(other => other.service === service.linkName && other.linkName !== linkName)
		.map(other => nameAmong(file, other));
	const keptIn = 'shared' in connection.refreshToken ? 'shared' : 'here';
	const saved = {...serviceAnswers(service), connectionName: connection.name, linkName, keptIn};
	return {connection, service, sharedBy, asks, saved};
};
