import {sampleNow} from '../../connection/samples.js';
import type {Driver} from '../../wizard/driver.js';
import {answers, Driver as NewDriver} from '../../wizard/driver.js';
import {
	adopting,
	begun,
	clientCredentials,
	id,
	oldToken,
	proof,
	redeemed,
	selfClient,
} from '../../wizard/flows/driver.js';
import {Screen} from '../samples.js';
import {wizard} from './shown.js';

/** A Self Client's wizard with so many rows of *Generate Code* done; copies are answered by a clipboard program. */
const generating = (rows: number): Driver => {
	const driver = selfClient();
	for (let count = 0; count < rows; count++) {
		const copies = driver.count('copy');
		driver.enter();
		if (driver.count('copy') === copies) continue;
		const {label, key} = driver.last('copy');
		driver.send({type: 'copy-ended', label, key, how: 'clipboard'});
	}
	return driver;
};

const {scopes: _scopes, ...withoutScopes} = answers;

/** A refresh token that exists, about to be pasted. */
const pasting = (): Driver =>
	new NewDriver({...withoutScopes, clientType: 'refresh-token'})
		.enterUntil('review')
		.enter()
		.send({type: 'flow-prepared', id, at: sampleNow});

/** L. Self Client, client credentials, and a refresh token that exists. */
export const states = {
	L1: wizard(() => new Screen(generating(2))),
	'L1, untouched': wizard(() => new Screen(generating(0))),
	'L1, skipped': wizard(() => new Screen(generating(1)).press('tab')),
	L2: wizard(() => new Screen(generating(4))),
	L3: wizard(() => new Screen(clientCredentials()), 'page'),
	'L3, soid': wizard(() => {
		const grantType = 'client-credentials';
		return new Screen(new NewDriver({...answers, clientType: 'self-client', grantType}).enterUntil('soid'));
	}),
	L4: wizard(() => new Screen(pasting()).paste(oldToken)),
	'L4, shown': wizard(() => new Screen(pasting()).paste(oldToken).press('ctrl-r')),
	'L4, trying': wizard(() => new Screen(adopting()), 'page'),
	'L4, whose it is': wizard(
		() =>
			new Screen(
				adopting()
					.send(redeemed({refreshToken: undefined}))
					.send({type: 'tried', id, proof}),
			),
	),
	'L, without a browser': wizard(() => new Screen(begun({clientType: 'non-browser'})), 'page'),
};
