import {Driver, withTarget} from '../../wizard/driver.js';
import {proof} from '../../wizard/flows/driver.js';
import {Screen} from '../samples.js';
import {id, proving} from './e-connect.js';
import {wizard} from './shown.js';

const ready = (): Screen => new Screen(proving().send({type: 'proven', id, proof}));
const lacking = {product: 'Zoho CRM', verdict: 'scope-missing', scope: 'ZohoCRM.org.READ'} as const;

/** F. Ready. */
export const states = {
	F1: wizard(ready, 'page'),
	'F1, on to Sigma': wizard(() => ready().press('down'), 'page'),
	'F1, a command': wizard(() => ready().press('down', 'down'), 'page'),
	'F1, the last way': wizard(() => ready().press('down', 'end'), 'page'),
	'F1, a scope is missing': wizard(
		() => new Screen(proving().send({type: 'proven', id, proof: {...proof, probes: [lacking]}})),
		'page',
	),
	'F1, nothing was asked': wizard(() => new Screen(new Driver({}, withTarget()).enter()), 'page'),
	'F1, all of it': wizard(() => ready().press('ctrl-g'), 'page'),
};
