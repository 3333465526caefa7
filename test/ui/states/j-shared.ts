import {ok} from '../../../source/zoho/refusal.js';
import {HomeScreen, home} from './shown.js';

const storeSeen = {address: 'postgres at db.example.com, zconn', canRefresh: true};

/** J. Shared connections. */
export const states = {
	J1: home(
		() => new HomeScreen().send({type: 'store-seen', linkName: 'acme', result: ok(storeSeen)}),
		'screen',
	),
};
