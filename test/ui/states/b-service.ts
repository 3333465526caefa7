import {sampleService} from '../../connection/samples.js';
import {answers, context, Driver, withService} from '../../wizard/driver.js';
import {Screen} from '../samples.js';
import {at} from './a-client.js';
import {wizard} from './shown.js';

const services = [
	sampleService({linkName: 'zoho', name: 'Zoho', scopes: ['AaaServer.profile.READ', 'Desk.tickets.READ']}),
	sampleService({linkName: 'desk', name: 'Desk', dataCenter: 'eu'}),
	sampleService({linkName: 'acme_crm', name: 'Acme CRM', scopes: ['ZohoCRM.modules.ALL']}),
];

/** B. Pick Your Service, Create New Service. */
export const states = {
	B1: wizard(
		() =>
			new Screen(
				new Driver(
					answers,
					context({
						services,
						users: new Map([
							['zoho', ['bennett_books', 'roastery']],
							['acme_crm', ['acme']],
						]),
					}),
				),
			),
	),
	'B1, one service': wizard(() => new Screen(new Driver(answers, withService()))),
	B2: wizard(() => at('useValues')),
	B3: wizard(() => at('authorizeUrl').press('ctrl-u').type('https://login.example.com/oauth/authorize')),
	'B3, a list': wizard(() => at('parameterType')),
};
