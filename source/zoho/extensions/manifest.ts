import type {Product} from '../products/product.js';

/** What an extension's manifest says of a connection. */
export type UsedConnection = {
	readonly linkName: string;
	readonly name: string;
	/** Link name of the custom service, as Sigma makes it of the Service Name. */
	readonly serviceLinkName: string;
	readonly scopes: readonly string[];
};

export type Manifest = {readonly [key in 'usedConnections' | 'connectors']?: readonly object[]};

/**
 * The part of `plugin-manifest.json` that names a connection: `usedConnections` in the finance products, `connectors` in Desk,
 * Projects and others (Mail takes the service alone). Undefined where a manifest names no connections, as in CRM, and where it
 * is not known.
 *
 * Source: npm zoho-extension-toolkit 1.0.24; help.zoho.com/portal/en/kb/sigma.
 */
export const manifestFor = ({id, manifest}: Product, used: UsedConnection): Manifest | undefined => {
	const {linkName: connectionLinkName, name: connectionName, serviceLinkName: serviceName, scopes} = used;
	if (manifest.value === 'usedConnections') return {usedConnections: [{connectionLinkName, connectionName}]};
	if (manifest.value !== 'connectors') return undefined;
	return {
		connectors: [
			id === 'mail'
				? {serviceName}
				: {
						connectionLinkName,
						connectionName,
						serviceName,
						userAccess: false,
						isUserDefinedService: true,
						scope: scopes,
					},
		],
	};
};
