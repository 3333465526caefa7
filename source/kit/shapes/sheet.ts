import * as z from 'zod/mini';
import {flag, listOf, said, text, textOrNull, texts} from './parts.js';
import type {Shape} from './shape.js';

const values = (words: string) =>
	listOf(words, {
		key: text('a name that does not change'),
		label: text("the form's own label"),
		value: text('what belongs there'),
		copyable: flag('false for what is chosen by a click, and for a secret that is not shown'),
	});

export const sheet: Shape = {
	schema: z.strictObject({
		sheet: z.strictObject({
			isZoho: flag("whether the client is registered in Zoho's API Console"),
			client: values('the form of the client, top to bottom'),
			redirectUrls: listOf("Sigma's own redirect URLs", {
				dataCenter: text('id of the data center'),
				name: text('its name'),
				urls: texts('empty where none is published'),
			}),
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
			connection: z.strictObject({
				name: text('the Connection Name to type in Sigma'),
				sigmaLinkName: textOrNull('what Sigma makes of it; null where its form has to be asked'),
			}),
			sigma: text('where Sigma is opened'),
			console: textOrNull("the client's API Console; null where it is not Zoho's"),
			entrance: z.strictObject({
				door: text('extension, workspace or product: where connections are made for it'),
				place: text('where the clicks begin'),
				clicks: texts('each click, in order'),
				note: text('what is special about it; may be empty'),
			}),
			steps: listOf('the whole way, in order', {
				id: text('a name that does not change'),
				part: text('redirects, clicks, values, connect or manifest'),
				kind: text('copy, secret, choose, click or snippet'),
				label: text('of the field or button, in the words of the page'),
				value: text('what is pasted or chosen; empty for clicks and a closed secret'),
			}),
			lints: listOf('what to know before the first click', {
				id: text('a name that does not change'),
				tone: text('warning: it will fail; note: it depends'),
				part: text('the part of the way that it belongs to'),
				text: text('in words'),
			}),
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
			connection: {name: 'Bennett Books', sigmaLinkName: 'bennett_books'},
			sigma: 'https://sigma.zoho.com',
			console: 'https://api-console.zoho.com',
			entrance: {
				door: 'extension',
				place: 'Zoho Sigma',
				clicks: ['Log in to Zoho Sigma.'],
				note: '',
			},
			steps: [{id: 'field:serviceName', part: 'values', kind: 'copy', label: 'Service Name', value: 'Zoho'}],
			lints: [],
		},
	},
};
