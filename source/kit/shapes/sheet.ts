import * as z from 'zod/mini';
import {flag, listOf, said, text, textOrNull, texts} from './parts.js';
import type {Shape} from './shape.js';

const values = (words: string, key: string, label: string, value: string) =>
	listOf(words, {
		key: text('a name that does not change', key),
		label: text("the form's own label", label),
		value: text('what belongs there', value),
		copyable: flag('false for what is chosen by a click, and for a secret that is not shown', true),
	});

export const sheet: Shape = {
	schema: z.strictObject({
		sheet: z.strictObject({
			isZoho: flag("whether the client is registered in Zoho's API Console", true),
			client: values('the form of the client, top to bottom', 'clientName', 'Client Name', 'zconn'),
			redirectUrls: listOf("Sigma's own redirect URLs", {
				dataCenter: text('id of the data center', 'us'),
				name: text('its name', 'United States'),
				urls: texts('empty where none is published', ['https://deluge.zoho.com/delugeauth/callback']),
			}),
			form: values("Sigma's form, top to bottom", 'serviceName', 'Service Name', 'Zoho'),
			extension: z.strictObject({
				id: text('of the product', 'books'),
				name: text('its name', 'Zoho Books'),
				manifestKey: textOrNull(
					'where its manifest names connections; null where that is not known',
					'usedConnections',
				),
			}),
			manifest: z.nullable(z.record(z.string(), z.array(z.looseObject({})))).check(
				said('what goes into plugin-manifest.json; null where that names no connections', {
					usedConnections: [{connectionLinkName: 'bennett_books', connectionName: 'Bennett Books'}],
				}),
			),
			request: textOrNull('a call that the scopes allow, as Sigma code'),
			requestReason: text(
				'why there is no call; empty where there is one',
				'No scope allows a call that is known to be harmless.',
			),
			connection: z.strictObject({
				name: text('the Connection Name to type in Sigma', 'Bennett Books'),
				sigmaLinkName: textOrNull(
					'what Sigma makes of it; null where its form has to be asked',
					'bennett_books',
				),
			}),
			sigma: text('where Sigma is opened', 'https://sigma.zoho.com'),
			console: textOrNull(
				"the client's API Console; null where it is not Zoho's",
				'https://api-console.zoho.com',
			),
			entrance: z.strictObject({
				door: text('extension, workspace or product: where connections are made for it', 'extension'),
				place: text('where the clicks begin', 'Zoho Sigma'),
				clicks: texts('each click, in order', ['Log in to Zoho Sigma.']),
				note: text('what is special about it; may be empty', ''),
			}),
			steps: listOf('the whole way, in order', {
				id: text('a name that does not change', 'field:serviceName'),
				part: text('redirects, clicks, values, connect or manifest', 'values'),
				kind: text('copy, secret, choose, click or snippet', 'copy'),
				label: text('of the field or button, in the words of the page', 'Service Name'),
				value: text('what is pasted or chosen; empty for clicks and a closed secret', 'Zoho'),
			}),
			lints: listOf(
				'what to know before the first click',
				{
					id: text('a name that does not change'),
					tone: text('warning: it will fail; note: it depends'),
					part: text('the part of the way that it belongs to'),
					text: text('in words'),
				},
				[],
			),
		}),
	}),
};
