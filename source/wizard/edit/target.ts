import type {ConnectionsFile} from '../../connection/file/format.js';
import {nameAmong} from '../../connection/file/listed.js';
import type {Service} from '../../connection/service.js';
import {type Answers, otherServer, storedSecretMark} from '../answers.js';
import type {SeenVersion} from '../effects.js';
import type {Target} from '../field.js';

/** A saved service in the words of the wizard. The secret stays unopened. */
export const serviceAnswers = ({
	name,
	linkName: _linkName,
	createdAt: _createdAt,
	updatedAt: _updatedAt,
	...service
}: Service): Omit<Answers, 'connectionName' | 'linkName' | 'keptIn'> => ({
	...service,
	service: '',
	dataCenter: service.dataCenter ?? otherServer,
	issuer: service.issuer ?? '',
	clientAuth: service.clientAuth ?? 'find-out',
	clientType: service.clientType ?? 'server-based',
	includeSigmaUrls: false,
	// A public client has none that could be kept.
	clientSecret: service.clientAuth === 'none' ? '' : storedSecretMark,
	serviceName: name,
	soid: service.soid ?? '',
	revocationUrl: service.revocationUrl ?? '',
	allowedHosts: service.allowedHosts?.join(', ') ?? '',
	userinfoUrl: service.userinfoUrl ?? '',
	namesIssuer: service.namesIssuer ?? false,
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
