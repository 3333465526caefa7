import {grantChangedMeanwhile} from '../../../source/connection/shared/refusals.js';
import {ok} from '../../../source/zoho/refusal.js';
import {sampleConnection, sampleFile} from '../../connection/samples.js';
import {Driver, withTarget} from '../../wizard/driver.js';
import {Screen} from '../samples.js';
import {HomeScreen, home, wizard} from './shown.js';

const storeSeen = {address: 'postgres at db.example.com, zconn', canRefresh: true};

/** An edit of a shared connection whose name another machine changed first. */
export const overtaken = (): Driver => {
	const file = sampleFile();
	const secret = {shared: 'db.example.com', grant: 1};
	const shared = sampleConnection({refreshToken: secret, accessToken: secret});
	const before = {...file, connections: {...file.connections, acme: shared}};
	const now = {...before, connections: {...before.connections, acme: {...shared, name: 'Acme of Europe'}}};
	const driver = new Driver({serviceName: 'Books'}, withTarget('everything', before)).enter();
	const {id} = driver.last('apply-edit');
	return driver
		.send({type: 'draft-saved', result: ok(true)})
		.send({type: 'edit-applied', id, refusal: grantChangedMeanwhile('acme')})
		.send({
			type: 'looked-again',
			linkName: 'acme',
			file: now,
			change: {by: 'build-07', at: '2026-11-24T13:22:00.000Z'},
		});
};

/** A rename on Home, of a connection that another program renamed first. */
const overtakenOnHome = (): HomeScreen => {
	const screen = new HomeScreen().press('down', 'down', 'down').type('m').type(' of Asia');
	const {acme} = screen.state.file.connections;
	const connections = {
		...screen.state.file.connections,
		...(acme ? {acme: {...acme, name: 'Acme of Europe'}} : {}),
	};
	return screen.send({type: 'file-read', file: {...screen.state.file, connections}}).press('enter');
};

/** J. Shared connections. */
export const states = {
	J1: home(
		() => new HomeScreen().send({type: 'store-seen', linkName: 'acme', result: ok(storeSeen)}),
		'screen',
	),
	J2: wizard(() => new Screen(overtaken())),
	'J2, on Home': home(overtakenOnHome, 'screen'),
	'J2, on Home, shown': home(() => overtakenOnHome().press('enter'), 'screen'),
	'J2, shown': wizard(() => new Screen(overtaken()).press('enter')),
};
