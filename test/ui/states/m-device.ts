import {encode} from 'uqr';
import {sampleNow} from '../../connection/samples.js';
import {device, id, place} from '../../wizard/flows/driver.js';
import {Screen} from '../samples.js';
import {wizard} from './shown.js';

const qr = (text: string) => encode(text, {border: 0, ecc: 'L'}).data;

/** M. Non-browser Applications. */
export const states = {
	M1: wizard(() => Object.assign(new Screen(device()), {qr}), 'page'),
	'M1, without a QR code': wizard(() => new Screen(device()), 'page'),
	M2: wizard(
		() =>
			new Screen(
				device().send({
					type: 'device-waits',
					id,
					dataCenter: place('eu'),
					nextAskAt: sampleNow + 30_000,
					notice: 'Approved in Europe; asking there.',
				}),
			),
		'page',
	),
};
