import * as z from 'zod/mini';
import {flag, said, text, textOrNull, texts} from './parts.js';
import type {Shape} from './shape.js';

const values = (words: string) =>
	z
		.array(
			z.strictObject({
				key: text('a name that does not change'),
				label: text("the form's own label"),
				value: text('what belongs there'),
				copyable: flag('false for what is chosen by a click, and for a secret that is not shown'),
			}),
		)
		.check(said(words));

export const sheet: Shape = {
	schema: z.strictObject({
		sheet: z.strictObject({
			isZoho: flag("whether the client is registered in Zoho's API Console"),
			client: values('the form of the client, top to bottom'),
			redirectUrls: z
				.array(
					z.strictObject({
						dataCenter: text('id of the data center'),
						name: text('its name'),
						urls: texts('empty where none is published'),
					}),
				)
				.check(said("Sigma's own redirect URLs")),
			form: values("Sigma's form, top to bottom"),
			extension: z.strictObject({
				id: text('of the product'),
				name: text('its name'),
				manifestKey: textOrNull('where its manifest names connections; null where that is not known'),
			}),
			manifest: z
				.nullable(z.record(z.string(), z.array(z.looseObject({}))))
				.check(said('what goes into plugin-manifest.json; null where that names no connections')),
			request: textOrNull('a call that the scopes allow, as Sigma code'),
			requestReason: text('why there is no call; empty where there is one'),
		}),
	}),
	example: {
		sheet: {
			isZoho: true,
			client: [{key: 'clientName', label: 'Client Name', value: 'zconn', copyable: true}],
			redirectUrls: [
				{dataCenter: 'us', name: 'United States', urls: ['https://deluge.zoho.com/delugeauth/callback']},
			],
			form: [{key: 'serviceName', label: 'Service Name', value: 'Zoho', copyable: true}],
			extension: {id: 'books', name: 'Zoho Books', manifestKey: 'usedConnections'},
			manifest: {
				usedConnections: [{connectionLinkName: 'bennett_books', connectionName: 'Bennett Books'}],
			},
			request: null,
			requestReason: 'No scope allows a call that is known to be harmless.',
		},
	},
};
